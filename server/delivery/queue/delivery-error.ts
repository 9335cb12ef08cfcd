/** What is asked of a delivery cannot be done: there is none of that id, or it does not stand where it could be. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError'
  readonly code: 'no-such-delivery' | 'delivery-state'

  /** @param message for people: what went wrong and what to do next */
  constructor(code: DeliveryError['code'], message: string) {
    super(message)
    this.code = code
  }
}
