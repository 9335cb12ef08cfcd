import type { Clock } from '../../clock.ts'
import { type HostAnswer, isLastWord } from '../hosts/host-answer.ts'
import type { Hop } from '../hosts/next-hops.ts'
import type { WorldHolder } from '../world/world-holder.ts'
import type { ConnectionSlots } from './connection-slots.ts'
import type { Elsewhere, HostCalls } from './host-calls.ts'
import type { QueuedDelivery, Talk } from './queued-delivery.ts'

export interface TalksOptions {
  readonly clock: Clock
  readonly world: WorldHolder
  readonly calls: HostCalls
  readonly slots: ConnectionSlots
  /** Told how a conversation came out, and whether the host had the last word, so that no other one is called. */
  readonly settle: (delivery: QueuedDelivery, hop: Hop, answer: HostAnswer, isLast: boolean) => void
  /** Told when no host had the last word. */
  readonly onExhausted: (delivery: QueuedDelivery) => void
  /** Told when a delivery that waited for a connection can be resumed. */
  readonly onConnection: (delivery: QueuedDelivery) => void
}

/** Calls hosts one after the other. A conversation may last, and another delivery wait for its connection meanwhile. */
export class Talks {
  readonly #options: TalksOptions

  constructor(options: TalksOptions) {
    this.#options = options
    options.world.onChange(() => this.#connectAll(options.slots.fill(this.#mostConnections)))
  }

  /** @param known what the first of the hosts have answered already */
  start(delivery: QueuedDelivery, fate: Elsewhere, hops: readonly Hop[], known: readonly HostAnswer[]): void {
    const talk: Talk = {
      fate,
      hops,
      known,
      index: 0,
      isPutOff: false,
      answer: null,
      endsAt: Infinity,
      line: null,
      waits: false,
    }
    delivery.talk = talk
    this.#proceed(delivery, talk)
  }

  /** Goes on, when a conversation has ended or a connection is free. */
  resume(delivery: QueuedDelivery): void {
    if (delivery.talk !== null) this.#proceed(delivery, delivery.talk)
  }

  /** Breaks off. */
  hangUp(delivery: QueuedDelivery): void {
    if (delivery.talk !== null) this.#disconnect(delivery, delivery.talk)
    delivery.talk = null
  }

  /** RFC 5321 §5.1: the hosts in order, until one has the last word. */
  #proceed(delivery: QueuedDelivery, talk: Talk): void {
    for (let hop = talk.hops[talk.index]; hop !== undefined; hop = talk.hops[talk.index]) {
      const answer = talk.answer ?? talk.known[talk.index] ?? this.#call(delivery, talk, hop)
      if (answer === null) return
      talk.answer = null
      talk.endsAt = Infinity
      talk.index++
      this.#disconnect(delivery, talk)
      delivery.talk = null
      const areLeft = talk.index < talk.hops.length
      const isLast = isLastWord(answer, { areLeft, mayTakeLater: talk.isPutOff })
      talk.isPutOff ||= answer.outcome === 'deferred'
      this.#options.settle(delivery, hop, answer, isLast)
      if (isLast) return
      delivery.talk = talk
    }
    delivery.talk = null
    this.#options.onExhausted(delivery)
  }

  /** Null when the answer is yet to come: there is no connection to be had, or the conversation takes its time. */
  #call(delivery: QueuedDelivery, talk: Talk, hop: Hop): HostAnswer | null {
    const { clock, calls } = this.#options
    if (!this.#connect(delivery, talk, hop)) return null
    const { server: client, recipient, stored, size } = delivery
    const { from } = stored.envelope
    const answer = calls.call(hop, { client, from, recipient, size, stage: 'after-data', fate: talk.fate })
    if (answer.duration === 0) return answer
    talk.answer = answer
    talk.endsAt = clock.now() + answer.duration
    return null
  }

  #connect(delivery: QueuedDelivery, talk: Talk, { host, name }: Hop): boolean {
    // A conversation that takes no time is never one of several.
    if (talk.line !== null || host === null || host.delay === 0) return true
    talk.line = `${delivery.by} ${name}`
    talk.waits = !this.#options.slots.take(talk.line, delivery, this.#mostConnections)
    return !talk.waits
  }

  #disconnect(delivery: QueuedDelivery, talk: Talk): void {
    const { slots } = this.#options
    const { line, waits } = talk
    if (line === null) return
    talk.line = null
    if (waits) slots.leave(line, delivery)
    else this.#connectAll(slots.free(line, this.#mostConnections))
  }

  /** Each has the connection that it waited for. */
  #connectAll(deliveries: readonly QueuedDelivery[]): void {
    const { clock, onConnection } = this.#options
    for (const delivery of deliveries) {
      if (delivery.talk === null) continue
      delivery.talk.waits = false
      delivery.talk.endsAt = clock.now()
      onConnection(delivery)
    }
  }

  get #mostConnections(): number {
    return this.#options.world.index.world.retry.connections
  }
}
