import type { Event, Thread } from '../../server/http/contract.ts'
import { baseSubject } from './base-subject.ts'
import { ALL_MAIL, holds } from './mailbox.ts'
import { ResourceModel } from './resource-model.ts'
import { rowFlags } from './row.ts'

/** At most one question in this time, in milliseconds, however much comes in. */
const PAUSE = 300

/** The conversation of the open message. It is asked for again when mail comes that may belong to it. */
export class ThreadModel extends ResourceModel<Thread> {
  #timer: ReturnType<typeof setTimeout> | undefined

  /** Another message of the conversation on show leaves it in sight; what is new of it comes a moment later. */
  override show(id: string): void {
    const { value } = this.value
    const isSame = id !== this.value.id && value?.items.some(item => item.id === id) === true
    if (!isSame) return super.show(id)
    this.set({ ...this.value, id })
    void this.refresh()
  }

  /** Takes in what the feed tells. What comes while it is read may be missing in the answer. */
  apply(events: readonly Event[]): void {
    const { id, value: before, phase } = this.value
    if (id === null) return
    if (before === null) {
      if (phase === 'loading' && events.some(({ type }) => type === 'message.captured')) this.#refreshSoon()
      return
    }
    const value = withFlags(before, events)
    if (value !== before) this.set({ ...this.value, value })
    if (events.some(event => concerns(value, event))) this.#refreshSoon()
  }

  #refreshSoon(): void {
    if (this.#timer !== undefined) return
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      if (this.value.phase === 'loading') this.#refreshSoon()
      else void this.refresh()
    }, PAUSE)
  }
}

/** The conversation with the flags that its messages have in all mail by now; the same object when none changed. */
function withFlags(thread: Thread, events: readonly Event[]): Thread {
  const flags = new Map(
    events.flatMap(event =>
      event.type === 'entry.flagged' && holds(ALL_MAIL, event) ? [[event.id, rowFlags(event.flags)]] : [],
    ),
  )
  if (!thread.items.some(({ id }) => flags.has(id))) return thread
  const items = thread.items.map(item => {
    const { seen, flagged, tags } = flags.get(item.id) ?? item
    return { ...item, seen, flagged, tags: [...tags] }
  })
  return { ...thread, items }
}

/** Answers keep the subject; one that changes it is found when the message is opened the next time. */
function concerns({ items }: Thread, event: Event): boolean {
  if (event.type === 'message.deleted') return items.some(({ id }) => id === event.id)
  if (event.type !== 'message.captured') return false
  const subject = baseSubject(event.summary.subject)
  return items.some(item => baseSubject(item.subject) === subject)
}

/** The message `step` further in the conversation, as it is told; undefined when there is none. */
export function stepInThread({ items }: Thread, id: string, step: -1 | 1): string | undefined {
  const index = items.findIndex(item => item.id === id)
  return index < 0 ? undefined : items[index + step]?.id
}
