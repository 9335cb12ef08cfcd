/** A command that does not follow the grammar. The message says what was expected, where, and what stands there. */
export class ImapSyntaxError extends Error {
  /** Octets from the start of the command to where it went wrong, literals counted. */
  readonly position: number

  constructor(position: number, message: string) {
    super(message)
    this.name = 'ImapSyntaxError'
    this.position = position
  }
}
