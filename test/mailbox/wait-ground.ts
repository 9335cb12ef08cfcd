import { onTestFinished, vi } from 'vitest'
import { SandboxClock } from '../../server/clock.ts'
import { parseQuery } from '../../server/mailbox/query.ts'
import { Store } from '../../server/mailbox/store.ts'
import type { WaitOutcome } from '../../server/mailbox/wait.ts'
import { Waits } from '../../server/mailbox/waits.ts'
import { submission } from './submission.ts'

/** A store, and those who wait on it for ten seconds of faked timers. */
export function ground(limits: { messages?: number } = {}) {
  const clock = new SandboxClock()
  const store = new Store({ clock, limits })
  const waits = new Waits(store)
  onTestFinished(() => {
    waits.close()
    store.close()
    clock.close()
  })
  const capture = (subject: string, to = ['bob@x.test']) =>
    store.capture(submission({ to, headers: [`To: ${to.join(', ')}`, `Subject: ${subject}`] }))
  const wait = (
    query: string,
    { count = 1, after = null as number | null, scope = '', signal = new AbortController().signal } = {},
  ) =>
    waits.wait(
      { query: parseQuery(query), scope: parseQuery(scope), count, after },
      { timeout: 10_000, signal },
    )
  const flag = (uid: number, mode: 'add' | 'remove', marks: { flags?: number; keywords?: string[] }) =>
    store.apply({ type: 'flag', folder: store.catchAll.inbox, uids: [uid], mode, ...marks })
  return { clock, store, waits, capture, wait, flag }
}

/** Until all work that is to be done at present is done. */
export async function idle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise(resolve => setImmediate(resolve))
}

/** The outcome of a wait whose time is let run out. */
export async function over(outcome: Promise<WaitOutcome>): Promise<Extract<WaitOutcome, { kind: 'over' }>> {
  await idle()
  vi.advanceTimersByTime(10_000)
  const ended = await outcome
  if (ended.kind !== 'over') throw new Error(`the wait ended as ${ended.kind}`)
  return ended
}

/** What a wait has found. */
export async function subjects(outcome: Promise<WaitOutcome>): Promise<string[]> {
  const ended = await outcome
  if (ended.kind !== 'found') throw new Error(`the wait ended as ${ended.kind}`)
  return ended.messages.map(message => message.summary.subject)
}
