/** A document that describes no world. */
export class WorldSyntaxError extends Error {
  override readonly name = 'WorldSyntaxError'
  /** The value that is wrong, as a JSON pointer into the document; '' for the document itself. */
  readonly path: string
  /** What is wrong with it and what fits, without the place. */
  readonly reason: string

  constructor(path: string, reason: string) {
    super(`${path || 'the world'} ${reason}`)
    this.path = path
    this.reason = reason
  }
}
