import type { Writable } from 'node:stream'

/**
 * Holds replies back until all that lies in the input has been answered, and then writes them at once: a client
 * that pipelines (RFC 2920) gets one packet for a whole group of commands.
 */
export class ReplyCork {
  readonly #socket: () => Writable
  #replies = ''
  #flush = (): void => this.flush()

  /** @param socket gives the socket of the connection, which changes with STARTTLS */
  constructor(socket: () => Writable) {
    this.#socket = socket
  }

  write(reply: string): void {
    if (this.#replies === '') setImmediate(this.#flush)
    this.#replies += reply
  }

  /** Writes at once what is held back: before the connection is closed, or encrypted. */
  flush(): void {
    const replies = this.#replies
    this.#replies = ''
    const socket = this.#socket()
    if (replies !== '' && socket.writable) socket.write(replies)
  }
}
