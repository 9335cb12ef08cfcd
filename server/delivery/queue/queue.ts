import type { Clock } from '../../clock.ts'
import type { Store } from '../../mailbox/store.ts'
import type { TranscriptLine } from '../../net/transcript.ts'
import type { DeliveryLimits } from '../delivery-limits.ts'
import type { HostClient } from '../hosts/host-call.ts'
import type { Reports } from '../reports/reports.ts'
import type { Refusal } from '../routing/refusal.ts'
import type { WorldHolder } from '../world/world-holder.ts'
import { Agenda } from './agenda.ts'
import { Arrivals } from './arrivals.ts'
import { ConnectionSlots } from './connection-slots.ts'
import { Courier, type Opening } from './courier.ts'
import { DeliveryBook } from './delivery-book.ts'
import { DeliveryError } from './delivery-error.ts'
import type { DeliveryRecord } from './delivery-record.ts'
import type { HostCalls } from './host-calls.ts'
import { Outcomes } from './outcomes.ts'
import type { Copy, QueuedDelivery } from './queued-delivery.ts'
import { Redirections } from './redirections.ts'
import { ReportBatch } from './report-batch.ts'
import { SuccessNotices } from './success-notices.ts'
import { Talks } from './talks.ts'

export interface QueueOptions {
  readonly clock: Clock
  readonly store: Store
  readonly world: WorldHolder
  readonly limits: DeliveryLimits
  /** The server that captures. */
  readonly own: HostClient
  readonly calls: HostCalls
  readonly reports: Reports
  /** Told of a fault of ours in a try; a process warning, if not given. */
  readonly onError?: (error: unknown) => void
}

/** RFC 3463 §3.4: X.3.1, mail system full. */
const FULL: Refusal = {
  reply: { code: 452, enhanced: '4.3.1', text: 'the queue is full, try again later' },
  reason: 'queue',
}

/**
 * The queues of all servers: ours, and those of the simulated relays. What it does follows the clock alone, in the order of
 * due times and numbers, so that the same world and the same messages have the same history.
 */
export class Queue {
  readonly #clock: Clock
  readonly #limits: DeliveryLimits
  readonly #calls: HostCalls
  readonly #onError: (error: unknown) => void
  readonly #book: DeliveryBook
  readonly #batch: ReportBatch
  readonly #outcomes: Outcomes
  readonly #talks: Talks
  readonly #courier: Courier
  readonly #agenda: Agenda<QueuedDelivery>
  readonly #slots = new ConnectionSlots()
  readonly #unsubscribe: () => void

  constructor({ onError = warn, ...options }: QueueOptions) {
    const { clock, store, limits, calls, world, reports } = options
    this.#clock = clock
    this.#limits = limits
    this.#calls = calls
    this.#onError = onError
    const book = (this.#book = new DeliveryBook({ clock, feed: store.feed, limits }))
    const batch = (this.#batch = new ReportBatch({ store, book, reports, onError }))
    const outcomes = (this.#outcomes = new Outcomes({ clock, world, book, batch }))
    const talks = (this.#talks = new Talks({
      clock,
      world,
      calls,
      slots: this.#slots,
      settle: (delivery, hop, answer, isLast) => this.#courier.settle(delivery, hop, answer, isLast),
      onExhausted: delivery => outcomes.defer(delivery),
      onConnection: delivery => this.#plan(delivery),
    }))
    const redirections = new Redirections({
      book,
      limits,
      add: copy => this.#take(copy),
      refuse: (copy, refusal) => outcomes.refuse(book.enter(copy), refusal),
    })
    const arrivals = new Arrivals({ clock, store, book, batch, reports, redirections })
    const notices = new SuccessNotices({ clock, batch })
    this.#courier = new Courier({ ...options, book, talks, outcomes, arrivals, redirections, notices })
    this.#agenda = new Agenda({
      clock,
      wake: delivery => this.#wake(delivery, clock.now()),
      rest: () => batch.flush(),
    })
    this.#unsubscribe = store.feed.subscribe(event => {
      if (event.type === 'message.deleted') this.#drop(event.id)
      else if (event.type === 'reset') this.reset()
    })
  }

  /** How many deliveries are not over. */
  get size(): number {
    return this.#book.open.size
  }

  /** Those that are not over, the oldest first. */
  get open(): Iterable<DeliveryRecord> {
    return this.#book.open
  }

  /** The newest that are not over, newest first, of those with a number below `number`. */
  newest(limit: number, number = Infinity): DeliveryRecord[] {
    return this.#book.open.newest(limit, number)
  }

  /** A delivery by its id; also one that is over, as long as its message lives. */
  get(id: string): DeliveryRecord | undefined {
    return this.#book.get(id)
  }

  /** The deliveries of a message, in the order in which they came about: none for recipients of whom no world says anything. */
  ofMessage(message: string): readonly DeliveryRecord[] {
    return [...this.#book.ofMessage(message)]
  }

  /**
   * The conversation of an attempt, told from how it came out.
   *
   * @param n which of the attempts that are kept, the first is 1
   * @throws DeliveryError no-such-delivery; no-such-attempt
   */
  transcript(id: string, n: number): TranscriptLine[] {
    const delivery = this.#find(id)
    const step = delivery.log.attempt(n)
    const lines = step && this.#courier.transcript(delivery, step)
    if (lines !== undefined) return lines
    throw new DeliveryError('no-such-attempt', `There is no attempt ${n} of ${id}.`)
  }

  /** Why so many more deliveries cannot be taken in; null when they can. */
  refusalOf(deliveries: number): Refusal | null {
    return this.size + deliveries > this.#limits.queued ? FULL : null
  }

  /**
   * Takes in copies of a message and tries each at once.
   *
   * @param copies with what is known of their hosts already; null when nobody was asked
   */
  add(copies: readonly { readonly copy: Copy; readonly opening: Opening | null }[]): void {
    for (const { copy, opening } of copies) this.#take(copy, opening)
    this.#agenda.run()
  }

  /**
   * Tries a delivery now that waits for its time.
   *
   * @throws DeliveryError no-such-delivery; delivery-state when it is held, under way or over
   */
  retry(id: string): DeliveryRecord {
    const delivery = this.#find(id)
    if (delivery.state !== 'queued') throw wrongState(delivery, 'queued')
    if (delivery.talk !== null) throw new DeliveryError('delivery-state', `${id} is being tried already`)
    this.#tryNow(delivery)
    return this.#settled(delivery)
  }

  /** Tries those of the deliveries now that wait for their time; gives how many. */
  retryAll(deliveries: Iterable<DeliveryRecord>): number {
    let retried = 0
    for (const { id } of deliveries) {
      const delivery = this.#book.get(id)
      if (delivery?.state !== 'queued' || delivery.talk !== null) continue
      this.#tryNow(delivery)
      retried++
    }
    this.#agenda.run()
    return retried
  }

  /**
   * Holds a delivery up until it is released; a try under way is broken off.
   *
   * @throws DeliveryError no-such-delivery; delivery-state when it is held already, or over
   */
  hold(id: string): DeliveryRecord {
    const delivery = this.#find(id)
    if (delivery.state !== 'queued') throw wrongState(delivery, 'queued')
    this.#talks.hangUp(delivery)
    delivery.state = 'held'
    delivery.nextTry = null
    this.#book.write(delivery, 'held', {})
    return this.#settled(delivery)
  }

  /**
   * Lets a delivery go on that is held, with a try at once.
   *
   * @throws DeliveryError no-such-delivery; delivery-state when it is not held
   */
  release(id: string): DeliveryRecord {
    const delivery = this.#find(id)
    if (delivery.state !== 'held') throw wrongState(delivery, 'held')
    delivery.state = 'queued'
    this.#book.write(delivery, 'released', {})
    this.#tryNow(delivery)
    return this.#settled(delivery)
  }

  /**
   * Gives a delivery up before its time: it bounces.
   *
   * @throws DeliveryError no-such-delivery; delivery-state when it is over
   */
  giveUp(id: string): DeliveryRecord {
    const delivery = this.#find(id)
    if (!delivery.isOpen) throw wrongState(delivery, 'queued or held')
    this.#giveUp(delivery)
    return this.#settled(delivery)
  }

  /** Drops every delivery without a word, and what hosts remember. */
  reset(): void {
    this.#agenda.clear()
    this.#slots.clear()
    this.#batch.clear()
    this.#book.clear()
    this.#calls.reset()
  }

  /** Does nothing any more. */
  close(): void {
    this.#unsubscribe()
    this.#agenda.clear()
  }

  #find(id: string): QueuedDelivery {
    const delivery = this.#book.get(id)
    if (delivery !== undefined) return delivery
    throw new DeliveryError('no-such-delivery', `There is no delivery "${id}".`)
  }

  #take(copy: Copy, opening: Opening | null = null): void {
    const delivery = this.#book.enter(copy)
    this.#outcomes.queue(delivery)
    // Of what senders hand in it was asked before; what comes about by itself is refused here.
    const refusal = this.refusalOf(0)
    if (refusal !== null) this.#outcomes.refuse(delivery, refusal)
    else if (opening !== null) this.#try(delivery, () => this.#courier.attempt(delivery, opening))
    else this.#plan(delivery)
  }

  #giveUp(delivery: QueuedDelivery): void {
    this.#talks.hangUp(delivery)
    this.#outcomes.giveUp(delivery)
  }

  #tryNow(delivery: QueuedDelivery): void {
    delivery.nextTry = this.#clock.now()
    this.#plan(delivery)
  }

  #settled(delivery: QueuedDelivery): DeliveryRecord {
    this.#plan(delivery)
    this.#agenda.run()
    return delivery
  }

  /** The earliest of what is due of a delivery. */
  #plan(delivery: QueuedDelivery): void {
    const { state, nextTry, warnAt, talk, giveUpAt } = delivery
    const due = Math.min(
      nextTry ?? Infinity,
      warnAt ?? Infinity,
      // Who waits for a connection waits no longer than that.
      talk?.waits === true ? giveUpAt : (talk?.endsAt ?? Infinity),
    )
    this.#agenda.plan(delivery, state === 'queued' ? due : Infinity)
  }

  #wake(delivery: QueuedDelivery, now: number): void {
    const { talk, warnAt, nextTry, giveUpAt } = delivery
    this.#try(delivery, () => {
      if (talk !== null && talk.endsAt <= now) this.#talks.resume(delivery)
      else if (nextTry !== null && nextTry <= now) this.#courier.attempt(delivery)
      else if (talk?.waits === true && giveUpAt <= now) this.#giveUp(delivery)
      else if (warnAt !== null && warnAt <= now) this.#outcomes.warn(delivery)
    })
  }

  /** A fault of ours ends this one delivery, and no other. */
  #try(delivery: QueuedDelivery, act: () => void): void {
    try {
      act()
    } catch (error) {
      this.#talks.hangUp(delivery)
      if (delivery.isOpen) this.#book.close(delivery, 'dropped')
      this.#onError(error)
    }
    this.#plan(delivery)
  }

  #drop(message: string): void {
    for (const delivery of this.#book.drop(message)) {
      this.#talks.hangUp(delivery)
      this.#plan(delivery)
    }
    this.#agenda.run()
  }
}

function wrongState({ id, state }: DeliveryRecord, wanted: string): DeliveryError {
  return new DeliveryError('delivery-state', `${id} is ${state}, not ${wanted}`)
}

function warn(error: unknown): void {
  process.emitWarning(error instanceof Error ? error : String(error))
}
