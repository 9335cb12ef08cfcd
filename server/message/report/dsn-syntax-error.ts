/** A parameter of RFC 3461 that is not written as it should be; SMTP answers it with 501 5.5.4. */
export class DsnSyntaxError extends Error {
  override readonly name = 'DsnSyntaxError'
  readonly parameter: string

  constructor(parameter: string, reason: string) {
    super(`${parameter} ${reason}`)
    this.parameter = parameter
  }
}
