import type { Event } from '../../server/http/contract.ts'
import { Model } from './model.ts'

/** connecting: not yet; live: connected; lost: the server does not answer, and is tried again. */
export type FeedStatus = 'connecting' | 'live' | 'lost'

/** Takes in what happened, in the order it happened. */
export type FeedListener = (events: readonly Event[]) => void

/** Calls `run` soon, once; a page does it with its next frame, so that a burst is rendered once for each. */
export type Schedule = (run: () => void) => void

/** The event stream: whether it flows, and to whom its batches go. */
export class FeedModel extends Model<FeedStatus> {
  readonly #listeners: readonly FeedListener[]
  readonly #schedule: Schedule
  #waiting: Event[] = []

  /**
   * @param listeners each gets every batch, in this order
   * @param schedule decides when what has come is handed on
   */
  constructor(listeners: readonly FeedListener[], schedule: Schedule) {
    super('connecting')
    this.#listeners = listeners
    this.#schedule = schedule
  }

  setStatus(status: FeedStatus): void {
    this.set(status)
  }

  /** Takes in one batch; what comes before it is handed on goes with it. */
  deliver(events: readonly Event[]): void {
    this.set('live')
    if (this.#waiting.length === 0) this.#schedule(() => this.#handOn())
    this.#waiting.push(...events)
  }

  #handOn(): void {
    const events = this.#waiting
    this.#waiting = []
    for (const listener of this.#listeners) listener(events)
  }
}
