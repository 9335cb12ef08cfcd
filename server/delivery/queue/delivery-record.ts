import type { DeliveryStep } from '../../mailbox/delivery-step.ts'

/**
 * Where a delivery stands: it waits for its next try, or is held until someone releases it; or it is over: in a mailbox, sent on
 * to other addresses, failed, or its message was deleted.
 */
export type DeliveryState = 'queued' | 'held' | 'delivered' | 'redirected' | 'bounced' | 'dropped'

/** The way of one message to one recipient. */
export interface DeliveryRecord {
  /** Counts up from 1. */
  readonly number: number
  /** `d1`, `d2` and so on, by its number. */
  readonly id: string
  /** The message's id. */
  readonly message: string
  readonly recipient: string
  /** The delivery that was redirected to this recipient; null when the envelope names it. */
  readonly parent: string | null
  readonly state: DeliveryState
  /** The name of the server that has charge of it. */
  readonly by: string
  /** When that server took charge. */
  readonly queuedAt: number
  /** Null while it is held, on the line to a host, or over. */
  readonly nextTry: number | null
  readonly giveUpAt: number
  /** How often a host was called. */
  readonly attempts: number
  /** The outcome of the last attempt, for people; null before the first. */
  readonly lastReply: string | null
  /** Whether it is neither delivered nor given up. */
  readonly isOpen: boolean
  /** In the order in which they happened; of very many, some in the middle are left out. */
  readonly steps: readonly DeliveryStep[]
  readonly stepsLeftOut: number
}
