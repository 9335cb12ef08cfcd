import type { ThreadNode } from './thread.ts'
import type { Threadable } from './threadable.ts'

/**
 * THREAD=ORDEREDSUBJECT (RFC 5256 §3): messages with one base subject are a thread, in the order of their sent dates,
 * of which all but the first are answers to the first.
 */
export function threadByOrderedSubject(messages: readonly Threadable[]): ThreadNode[] {
  const bySubject = new Map<string, Threadable[]>()
  // RFC 5256 §2.2: the order of the mailbox decides between equal dates; sorting is stable.
  for (const message of messages.toSorted((a, b) => a.sentDate - b.sentDate)) {
    const thread = bySubject.get(message.subject)
    if (thread === undefined) bySubject.set(message.subject, [message])
    else thread.push(message)
  }
  // The threads came about in the order of the sent dates of their first messages.
  return Array.from(bySubject.values(), ([first, ...others]) => ({
    number: first!.number,
    children: others.map(({ number }) => ({ number, children: [] })),
  }))
}
