const MASK = '***'

/** Lines after a refused AUTH that may still carry its user name and password, when the client did not wait. */
const STRAY_LINES = 2

const COMMAND = /^(?:HELO|EHLO|MAIL|RCPT|DATA|RSET|NOOP|QUIT|VRFY|EXPN|HELP|STARTTLS|AUTH)(?=[ \t]|$)/i

const AUTH = /^AUTH(?=[ \t]|$)/i

/** The initial response: all that follows the mechanism. */
const INITIAL_RESPONSE = /^(AUTH[ \t]+[^ \t]+[ \t]+)[^ \t].*$/is

/**
 * Hides the secrets of a conversation line by line: the initial response of AUTH (RFC 4954 §4) and every line of
 * the exchange that follows. Nothing of a response is kept, as each mechanism puts its password in another place.
 */
export class CredentialMask {
  /** How many of the lines to come may be responses; Infinity while the server waits for one. */
  #responses = 0

  /** What may be kept of a line that the client sent. */
  client(line: string): string {
    if (this.#responses > 0 && !this.#isCommand(line)) {
      this.#responses--
      return line === '' || line === '*' ? line : MASK
    }
    if (!AUTH.test(line)) return line
    this.#responses = STRAY_LINES
    return line.replace(INITIAL_RESPONSE, `$1${MASK}`)
  }

  /** Follows the exchange by what the server answers: 334 asks for a response, anything else ends the exchange. */
  server(line: string): void {
    if (line.startsWith('334')) this.#responses = Infinity
    else if (this.#responses === Infinity) this.#responses = line.startsWith('2') ? 0 : STRAY_LINES
  }

  #isCommand(line: string): boolean {
    if (this.#responses === Infinity || !COMMAND.test(line)) return false
    this.#responses = 0
    return true
  }
}
