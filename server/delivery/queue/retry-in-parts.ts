import { TimeSlice } from '../../mailbox/time-slice.ts'
import type { DeliveryRecord } from './delivery-record.ts'
import type { Queue } from './queue.ts'

/** How many deliveries are tried together, at least: a few milliseconds of work. */
const PART = 100

/**
 * Tries those of the deliveries now that wait for their time, and lets others have their turn meanwhile; gives how many.
 * The parts are the same whatever time they take, and a message is in one of them whole: so it has one report of
 * all of its recipients, and the same queue the same history.
 */
export async function retryInParts(queue: Queue, deliveries: readonly DeliveryRecord[]): Promise<number> {
  const slice = new TimeSlice()
  let retried = 0
  for (const part of partsOf(deliveries)) {
    if (slice.over) await slice.next()
    retried += queue.retryAll(part)
  }
  return retried
}

function* partsOf(deliveries: readonly DeliveryRecord[]): Generator<DeliveryRecord[]> {
  let part: DeliveryRecord[] = []
  for (const ofMessage of Map.groupBy(deliveries, ({ message }) => message).values()) {
    part = part.concat(ofMessage)
    if (part.length < PART) continue
    yield part
    part = []
  }
  yield part
}
