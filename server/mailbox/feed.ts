import type { Change, FeedEvent } from './feed-event.ts'

interface Subscriber {
  readonly listener: (event: FeedEvent) => void
  active: boolean
}

/**
 * The ordered, numbered list of all changes of one sandbox. Numbers never restart. A ring keeps the recent
 * ones.
 */
export class Feed {
  readonly #capacity: number
  readonly #onError: (error: unknown) => void
  /** The event with number n lies at n modulo the capacity. */
  #ring: FeedEvent[] = []
  #seq = 0
  /** The number of the oldest event that the ring still holds, or will hold. */
  #first = 1
  /**
   * Replaced when someone comes or goes, so that a delivery under way goes on with the list that it began
   * with.
   */
  #subscribers: readonly Subscriber[] = []
  #undelivered: FeedEvent[] = []
  /** Whether events wait: for the end of an operation, or of the delivery of earlier ones. */
  #holding = false

  /**
   * @param capacity how many events are kept for those who come late
   * @param onError is told what a subscriber throws; the others get the event all the same
   */
  constructor(capacity: number, onError: (error: unknown) => void) {
    this.#capacity = capacity
    this.#onError = onError
  }

  /** The number of the newest event; 0 before the first. */
  get seq(): number {
    return this.#seq
  }

  /**
   * Adds a change and hands it to all subscribers before it returns, if nothing holds it; gives its number. The change
   * itself becomes the event: a copy of each would be a sixth of what five days of a long queue take.
   */
  publish(change: Change, at: number): number {
    const seq = ++this.#seq
    const event = numbered(change, seq, at)
    if (seq - this.#first >= this.#capacity) this.#first = seq - this.#capacity + 1
    this.#ring[seq % this.#capacity] = event
    if (this.#holding) {
      this.#undelivered.push(event)
    } else {
      this.#holding = true
      this.#tell(event)
      this.#deliver()
    }
    return seq
  }

  /**
   * Does something of several changes: subscribers hear of them when all of it is done, before this returns.
   */
  whole<T>(act: () => T): T {
    if (this.#holding) return act()
    this.#holding = true
    try {
      return act()
    } finally {
      this.#deliver()
    }
  }

  /**
   * Calls `listener` for each change from now on, in the tick in which it happens; gives the function that
   * ends this.
   */
  subscribe(listener: (event: FeedEvent) => void): () => void {
    const subscriber: Subscriber = { listener, active: true }
    this.#subscribers = [...this.#subscribers, subscriber]
    return () => {
      subscriber.active = false
      this.#subscribers = this.#subscribers.filter(other => other !== subscriber)
    }
  }

  /**
   * All events after the one with number `after`; 'reset' when the ring no longer, or not yet, reaches there.
   */
  since(after: number): FeedEvent[] | 'reset' {
    if (after > this.#seq || after < this.#first - 1) return 'reset'
    const events: FeedEvent[] = []
    for (let seq = after + 1; seq <= this.#seq; seq++) {
      const event = this.#ring[seq % this.#capacity]
      if (event !== undefined) events.push(event)
    }
    return events
  }

  /** Forgets the events so far: whoever comes with an older cursor is told to begin anew. Numbers go on. */
  forget(): void {
    this.#ring = []
    this.#first = this.#seq + 1
  }

  /**
   * A change that a subscriber causes is delivered after the present ones, so that all see the same order.
   */
  #deliver(): void {
    while (this.#undelivered.length > 0) {
      const events = this.#undelivered
      this.#undelivered = []
      for (const event of events) this.#tell(event)
    }
    this.#holding = false
  }

  #tell(event: FeedEvent): void {
    for (const subscriber of this.#subscribers) {
      if (!subscriber.active) continue
      try {
        subscriber.listener(event)
      } catch (error) {
        this.#onError(error)
      }
    }
  }
}

function numbered(change: Change & { seq?: number; at?: number }, seq: number, at: number): FeedEvent {
  // One by one: `Object.assign` takes several times as long, and a mail has several events.
  change.seq = seq
  change.at = at
  return change as FeedEvent
}
