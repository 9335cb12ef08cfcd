import type { Clock } from '../../clock.ts'
import type { DeliveryFact, DeliverySteps, DeliveryStepType } from '../../mailbox/delivery-step.ts'
import type { Change } from '../../mailbox/feed-event.ts'
import type { Feed } from '../../mailbox/feed.ts'
import type { DeliveryLimits } from '../delivery-limits.ts'
import type { DeliveryState } from './delivery-record.ts'
import { OpenDeliveries } from './open-deliveries.ts'
import { type Copy, QueuedDelivery } from './queued-delivery.ts'

export interface DeliveryBookOptions {
  readonly clock: Clock
  readonly feed: Feed
  readonly limits: DeliveryLimits
}

const EVENT_TYPES = {
  queued: 'delivery.queued',
  redirected: 'delivery.redirected',
  'looked-up': 'delivery.looked-up',
  attempted: 'delivery.attempted',
  deferred: 'delivery.deferred',
  warned: 'delivery.warned',
  held: 'delivery.held',
  released: 'delivery.released',
  delivered: 'delivery.delivered',
  bounced: 'delivery.bounced',
  dropped: 'delivery.dropped',
} as const satisfies { [T in DeliveryStepType]: `delivery.${T}` }

const NONE: ReadonlySet<QueuedDelivery> = new Set()

/** All deliveries of messages that live, those that are over too, and what befell them. */
export class DeliveryBook {
  readonly #clock: Clock
  readonly #feed: Feed
  readonly #limits: DeliveryLimits
  readonly #byId = new Map<string, QueuedDelivery>()
  readonly #byMessage = new Map<string, Set<QueuedDelivery>>()
  readonly #open = new OpenDeliveries<QueuedDelivery>()
  /** In the order in which they came to their end. */
  readonly #over = new Set<QueuedDelivery>()
  /** Gives them one after the other; to look for the first takes the longer the more were deleted before it. */
  readonly #oldest = this.#over.values()
  #number = 0

  constructor({ clock, feed, limits }: DeliveryBookOptions) {
    this.#clock = clock
    this.#feed = feed
    this.#limits = limits
  }

  get open(): OpenDeliveries<QueuedDelivery> {
    return this.#open
  }

  get(id: string): QueuedDelivery | undefined {
    return this.#byId.get(id)
  }

  /** The deliveries of a message, in the order in which they came about. */
  ofMessage(id: string): ReadonlySet<QueuedDelivery> {
    return this.#byMessage.get(id) ?? NONE
  }

  enter(copy: Copy): QueuedDelivery {
    const delivery = new QueuedDelivery(++this.#number, copy, this.#limits.steps)
    // Until it is queued: what is refused at once never is.
    delivery.queuedAt = delivery.giveUpAt = this.#clock.now()
    this.#byId.set(delivery.id, delivery)
    this.#open.add(delivery)
    const others = this.#byMessage.get(delivery.message)
    if (others === undefined) this.#byMessage.set(delivery.message, new Set([delivery]))
    else others.add(delivery)
    return delivery
  }

  /** Notes a step, and tells the feed. */
  write<T extends DeliveryStepType>(delivery: QueuedDelivery, type: T, what: DeliverySteps[T]): void {
    this.writeFact(delivery, { type, by: delivery.by, ...what } as unknown as DeliveryFact)
  }

  /** Notes a step that may be one of many deliveries, of which only one is kept. */
  writeFact(delivery: QueuedDelivery, fact: DeliveryFact): void {
    const { stored, id, recipient, log } = delivery
    const at = this.#clock.now()
    log.add(fact, at)
    const change = { type: EVENT_TYPES[fact.type], id: stored.id, delivery: id, recipient, step: fact }
    this.#feed.publish(change as Change, at)
  }

  /** A delivery is over. */
  close(delivery: QueuedDelivery, state: Exclude<DeliveryState, 'queued' | 'held'>): void {
    delivery.state = state
    delivery.nextTry = null
    delivery.warnAt = null
    // Its message may have been deleted meanwhile, and it with it.
    if (this.#byId.get(delivery.id) !== delivery) return
    this.#open.noteEnd()
    this.#over.add(delivery)
    if (this.#over.size <= this.#limits.finished) return
    const { value: oldest } = this.#oldest.next()
    if (oldest !== undefined) this.#forget(oldest)
  }

  /** Forgets the deliveries of a message that is gone; gives those that were not over. */
  drop(message: string): QueuedDelivery[] {
    const dropped: QueuedDelivery[] = []
    for (const delivery of this.ofMessage(message)) {
      if (delivery.isOpen) {
        this.write(delivery, 'dropped', {})
        this.close(delivery, 'dropped')
        dropped.push(delivery)
      }
      this.#forget(delivery)
    }
    return dropped
  }

  /** Forgets all; numbers begin anew. */
  clear(): void {
    this.#byId.clear()
    this.#byMessage.clear()
    this.#open.clear()
    this.#over.clear()
    this.#number = 0
  }

  #forget(delivery: QueuedDelivery): void {
    this.#over.delete(delivery)
    this.#byId.delete(delivery.id)
    const others = this.#byMessage.get(delivery.message)
    others?.delete(delivery)
    if (others?.size === 0) this.#byMessage.delete(delivery.message)
  }
}
