import type { DeliveryRecord } from '../../delivery/queue/delivery-record.ts'
import type { DeliveryStep as Step } from '../../mailbox/delivery-step.ts'
import type { Store } from '../../mailbox/store.ts'
import type { Delivery, DeliveryStep, QueuedDelivery } from '../contract/queue.ts'

/** A delivery as the list of the queue shows it. */
export function queuedInfo(record: DeliveryRecord, store: Store): QueuedDelivery {
  const { id, message, recipient, parent, by, state, queuedAt, nextTry, giveUpAt, attempts, lastReply } =
    record
  const stored = store.message(message)
  return {
    id,
    message,
    subject: stored?.summary.subject ?? '',
    sender: stored?.envelope.from.address ?? '',
    recipient,
    parent,
    by,
    state,
    queuedAt: dateTime(queuedAt),
    nextTry: nextTry === null ? null : dateTime(nextTry),
    giveUpAt: dateTime(giveUpAt),
    attempts,
    lastReply,
  }
}

/** A delivery with all its steps. */
export function deliveryInfo(record: DeliveryRecord, store: Store): Delivery {
  const { steps, stepsLeftOut } = record
  return { ...queuedInfo(record, store), steps: steps.map(stepInfo), stepsLeftOut }
}

function stepInfo({ at, ...step }: Step): DeliveryStep {
  if (step.type !== 'deferred') return { ...step, at: dateTime(at) }
  return { ...step, at: dateTime(at), nextTry: dateTime(step.nextTry) }
}

function dateTime(instant: number): string {
  return new Date(instant).toISOString()
}
