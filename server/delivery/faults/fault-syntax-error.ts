/** A fault that is not written as one. */
export class FaultSyntaxError extends Error {
  override readonly name = 'FaultSyntaxError'
  /** The value that is wrong, as a JSON pointer into the rule; '' for the rule itself. */
  readonly path: string
  /** What is wrong with it and what fits, without the place. */
  readonly reason: string

  constructor(path: string, reason: string) {
    super(`${path || 'the rule'} ${reason}`)
    this.path = path
    this.reason = reason
  }
}
