import type { Event } from '../../server/http/contract.ts'
import { Model } from './model.ts'

/** Mail that was refused, or that broke off. */
export type Refusal = Extract<Event, { type: 'session.refused' }>

/** The most that are kept. */
export const MOST_REFUSALS = 500

/** Mail that did not arrive, newest first, as far back as the feed remembers. */
export class RefusedModel extends Model<readonly Refusal[]> {
  #instance: string | undefined

  constructor() {
    super([])
  }

  /** Takes in what the stream of refusals tells. */
  apply(events: readonly Event[]): void {
    let before = this.value
    let news: Refusal[] = []
    for (const event of events) {
      if (event.type === 'session.refused') news.unshift(event)
      // After a restart the server knows of no earlier ones, and counts anew.
      if (event.type !== 'hello' && event.type !== 'reset') continue
      if (this.#instance !== undefined && this.#instance !== event.instance) {
        before = []
        news = []
      }
      this.#instance = event.instance
    }
    if (news.length === 0 && before === this.value) return
    const refusals = [...news, ...before]
    this.set(refusals.slice(0, MOST_REFUSALS))
  }
}
