/** What is asked of a delivery cannot be done: there is none of that id, it had no such attempt, or it is over, or held. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError'
  readonly code: 'no-such-delivery' | 'no-such-attempt' | 'delivery-state'

  /** @param message for people: what went wrong and what to do next */
  constructor(code: DeliveryError['code'], message: string) {
    super(message)
    this.code = code
  }
}
