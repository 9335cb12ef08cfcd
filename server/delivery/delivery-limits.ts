/** What senders may make the queue hold. */
export interface DeliveryLimits {
  /** Deliveries that are not over; a message that would add to more is refused with 452 4.3.1. */
  readonly queued: number
  /** Deliveries that are over; beyond that the oldest are forgotten before their messages are. */
  readonly finished: number
  /** Steps of one delivery; beyond that some in the middle are forgotten. */
  readonly steps: number
  /** Deliveries of one message that aliases and forwarding may bring about besides those that its envelope names. */
  readonly redirections: number
  /** RFC 5321 §6.3: servers that a message may pass before it is taken to go round in circles. */
  readonly hops: number
}

export const DELIVERY_LIMITS: DeliveryLimits = {
  queued: 100_000,
  finished: 200_000,
  steps: 1000,
  redirections: 1000,
  hops: 100,
}
