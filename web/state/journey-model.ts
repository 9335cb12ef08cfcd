import type { Event, Journey, Summary } from '../../server/http/contract.ts'
import { baseSubject } from './base-subject.ts'
import { ResourceModel } from './resource-model.ts'

/** At most one question in this time, in milliseconds, however much befalls the message. */
const PAUSE = 300

/** What of a message tells that another may have been made of it. */
type Followed = Pick<Summary, 'id' | 'subject' | 'from' | 'envelope'>

/** The way of the open message. While it is looked at, it is asked for again when the feed tells more of it. */
export class JourneyModel extends ResourceModel<Journey> {
  #followed: Followed | null = null
  /** The position of the last event that concerns the message. */
  #heard = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(read: (id: string) => Promise<Journey>) {
    super(read)
    this.subscribe(() => this.#catchUp())
  }

  /** Shows the way of a message, and keeps up with it until `leave`. */
  follow(message: Followed): void {
    if (this.#followed?.id === message.id) return
    if (message.id !== this.value.id) this.#heard = 0
    this.#followed = message
    this.show(message.id)
    this.#catchUp()
  }

  /** Nobody looks at it any more; what is told meanwhile is asked for when somebody does again. */
  leave(): void {
    this.#followed = null
  }

  /** Takes in what the feed tells. */
  apply(events: readonly Event[]): void {
    const { id, value } = this.value
    if (id === null) return
    for (const event of events) {
      if (event.type === 'reset') this.#beginAnew()
      else if (concerns(event, id, this.#followed, value)) this.#heard = event.seq
    }
    this.#catchUp()
  }

  /** Positions of another instance say nothing of what is known. */
  #beginAnew(): void {
    this.#heard = 0
    void this.refresh()
  }

  #catchUp(): void {
    const { value } = this.value
    if (this.#followed === null || value === null || this.#timer !== undefined) return
    if (this.#heard <= value.cursor) return
    this.#timer = setTimeout(() => void this.#ask(), PAUSE)
  }

  async #ask(): Promise<void> {
    const heard = this.#heard
    const before = this.value
    await this.refresh()
    this.#timer = undefined
    // When there was no answer, the next event asks again.
    if (this.value === before) return
    if (this.#heard === heard) this.#heard = 0
    else this.#catchUp()
  }
}

/** Whether an event is a step of the message's way, or tells of a message that was made of it. */
function concerns(event: Event, id: string, followed: Followed | null, known: Journey | null): boolean {
  switch (event.type) {
    case 'session.fetched':
      return event.ids.includes(id)
    case 'fault.fired':
      return event.message === id
    case 'message.captured':
      return followed === null || mayBeMadeOf(followed, event.summary)
    case 'message.deleted':
      return known?.made.some(({ summary }) => summary.id === event.id) === true
    default:
      return 'id' in event && event.id === id
  }
}

/** Reports and replies go to the sender; what is forwarded keeps the subject. */
function mayBeMadeOf({ subject, from, envelope }: Followed, other: Summary): boolean {
  const senders = new Set([envelope.from, ...from.map(({ address }) => address)])
  return other.envelope.to.some(to => senders.has(to)) || baseSubject(other.subject) === baseSubject(subject)
}
