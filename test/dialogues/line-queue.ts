import type { Duplex } from 'node:stream'

/** How long a server may take for a line before a test gives up on it. */
const PATIENCE = 5_000

/** The lines that come out of a connection, to be asked for one at a time. */
export class LineQueue {
  readonly #stream: Duplex
  readonly #lines: string[] = []
  #rest = ''
  #ended = false
  #wake: () => void = () => {}
  readonly #onData = (chunk: Buffer): void => {
    const lines = (this.#rest + chunk.toString()).split('\r\n')
    this.#rest = lines.pop() ?? ''
    this.#lines.push(...lines)
    this.#wake()
  }
  readonly #onEnd = (): void => {
    this.#ended = true
    this.#wake()
  }

  constructor(stream: Duplex) {
    this.#stream = stream
    stream.on('data', this.#onData)
    stream.on('end', this.#onEnd)
    stream.on('close', this.#onEnd)
    stream.on('error', this.#onEnd)
  }

  /** The next line without its CRLF; null when the connection has ended. */
  async next(): Promise<string | null> {
    while (this.#lines.length === 0) {
      if (this.#ended) return null
      await this.#more()
    }
    return this.#lines.shift() ?? null
  }

  /** Stops reading, and gives the connection back, for TLS to take it over. */
  release(): Duplex {
    this.#stream.off('data', this.#onData)
    this.#stream.off('end', this.#onEnd)
    return this.#stream
  }

  #more(): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () =>
          reject(new Error(`no line came within ${PATIENCE} ms; unfinished: ${JSON.stringify(this.#rest)}`)),
        PATIENCE,
      )
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}
