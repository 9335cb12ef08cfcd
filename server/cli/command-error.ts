/** A command cannot do what it was told to. The message says why, and what to do next. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
  /** One of `EXIT`. */
  readonly status: number

  constructor(status: number, message: string, options?: ErrorOptions) {
    super(message, options)
    this.status = status
  }
}
