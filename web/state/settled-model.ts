import type { Event } from '../../server/http/contract.ts'
import { Model } from './model.ts'

/** The end of a delivery. */
export type Settlement = Extract<
  Event,
  { type: 'delivery.delivered' | 'delivery.redirected' | 'delivery.bounced' | 'delivery.dropped' }
>

/** The most that are kept. */
export const MOST_SETTLED = 50

/** The deliveries that came to their end while this page looked on, the latest first. */
export class SettledModel extends Model<readonly Settlement[]> {
  constructor() {
    super([])
  }

  apply(events: readonly Event[]): void {
    const news = events.filter(isSettlement)
    if (news.length === 0) return
    const all = [...news.toReversed(), ...this.value]
    const latest = new Map(all.toReversed().map(settlement => [settlement.delivery, settlement]))
    this.set(all.filter(settlement => latest.get(settlement.delivery) === settlement).slice(0, MOST_SETTLED))
  }

  clear(): void {
    this.set([])
  }
}

function isSettlement(event: Event): event is Settlement {
  return (
    event.type === 'delivery.delivered' ||
    event.type === 'delivery.redirected' ||
    event.type === 'delivery.bounced' ||
    event.type === 'delivery.dropped'
  )
}
