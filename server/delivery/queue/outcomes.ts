import type { Clock } from '../../clock.ts'
import { formatReply } from '../../message/smtp-reply.ts'
import { formatDuration } from '../../units.ts'
import type { Refusal } from '../routing/refusal.ts'
import type { RetryRules } from '../world/world.ts'
import type { WorldHolder } from '../world/world-holder.ts'
import type { DeliveryBook } from './delivery-book.ts'
import type { Failure, QueuedDelivery } from './queued-delivery.ts'
import type { ReportBatch } from './report-batch.ts'

/** Milliseconds between two tries, at least: time must go on. */
const LEAST_WAIT = 1000

// RFC 3463 §3.5: X.4.7, delivery time expired.
const NOT_TRIED: Failure = { status: '4.4.7', reply: null, remoteMta: null, reason: 'not tried yet' }

export interface OutcomesOptions {
  readonly clock: Clock
  readonly world: WorldHolder
  readonly book: DeliveryBook
  readonly batch: ReportBatch
}

/** What a try leads to: the schedule of the next one, a warning, or the end. */
export class Outcomes {
  readonly #clock: Clock
  readonly #world: WorldHolder
  readonly #book: DeliveryBook
  readonly #batch: ReportBatch

  constructor({ clock, world, book, batch }: OutcomesOptions) {
    this.#clock = clock
    this.#world = world
    this.#book = book
    this.#batch = batch
  }

  /** A server takes charge: its time to try begins. */
  queue(delivery: QueuedDelivery): void {
    const now = this.#clock.now()
    const { giveUpAfter, warnAfter } = this.#rules
    delivery.queuedAt = now
    delivery.nextTry = now
    delivery.giveUpAt = now + giveUpAfter
    delivery.tries = 0
    delivery.lookedUp = null
    delivery.failure = null
    delivery.failedAt = null
    // The sender is warned once, whichever server is late.
    delivery.warnAt = warnAfter === null || delivery.isWarned ? null : now + warnAfter
    this.#book.write(delivery, 'queued', {})
  }

  /** A host, or the DNS, has failed it; others may be asked yet. */
  note(delivery: QueuedDelivery, failure: Failure): void {
    delivery.failure = failure
    delivery.failedAt = this.#clock.now()
    delivery.lastReply = failure.reason
  }

  /** It may go better later than at the last try; or the time is over. */
  defer(delivery: QueuedDelivery): void {
    const now = this.#clock.now()
    if (now >= delivery.giveUpAt) return this.giveUp(delivery)
    // RFC 5321 §4.5.4.1: the waits grow; the last of them goes on until the time is over.
    const { delays } = this.#rules
    const wait = Math.max(delays[Math.min(delivery.tries, delays.length - 1)] ?? Infinity, LEAST_WAIT)
    delivery.tries++
    const nextTry = (delivery.nextTry = Math.min(now + wait, delivery.giveUpAt))
    const { by, lastReply } = delivery
    this.#book.writeFact(delivery, { type: 'deferred', by, nextTry, reason: lastReply ?? '' })
  }

  /** It is not tried again, though it may have gone better later. */
  giveUp(delivery: QueuedDelivery): void {
    const { failure, queuedAt } = delivery
    // The clock may have been set back since.
    const age = formatDuration(Math.max(this.#clock.now() - queuedAt, 0))
    // RFC 3463 §3.5: X.4.7, delivery time expired. The status is that of the last try, which says more.
    const reason = `not delivered within ${age} (4.4.7)`
    this.#bounce(
      delivery,
      failure === null ? { ...NOT_TRIED, reason } : { ...failure, reason: `${reason}: ${failure.reason}` },
    )
  }

  /** It failed for good: the sender is told. */
  fail(delivery: QueuedDelivery, failure: Failure): void {
    this.note(delivery, failure)
    this.#bounce(delivery, failure)
  }

  /** The server that has it refuses it itself. */
  refuse(delivery: QueuedDelivery, { reply }: Refusal): void {
    this.fail(delivery, failureOf(reply))
  }

  /** As `refuse`, but what is refused for now is tried again. */
  refuseOrDefer(delivery: QueuedDelivery, refusal: Refusal): void {
    if (refusal.reply.code >= 500) return this.refuse(delivery, refusal)
    this.note(delivery, failureOf(refusal.reply))
    this.defer(delivery)
  }

  /** The sender is told, once, that it is late. */
  warn(delivery: QueuedDelivery): void {
    delivery.warnAt = null
    delivery.isWarned = true
    const { giveUpAt: willRetryUntil, failure, failedAt: lastAttempt } = delivery
    this.#batch.add('delayed', delivery, { ...(failure ?? NOT_TRIED), lastAttempt, willRetryUntil })
  }

  #bounce(delivery: QueuedDelivery, failure: Failure): void {
    this.#batch.add('failed', delivery, { ...failure, lastAttempt: delivery.failedAt })
    this.#book.close(delivery, 'bounced')
  }

  get #rules(): RetryRules {
    return this.#world.index.world.retry
  }
}

function failureOf(reply: Refusal['reply']): Failure {
  const status = reply.enhanced ?? `${Math.floor(reply.code / 100)}.0.0`
  return { status, reply, remoteMta: null, reason: formatReply(reply) }
}
