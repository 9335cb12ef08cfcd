const LF = 0x0a
const CR = 0x0d

const NOTHING = Buffer.alloc(0)

/**
 * Divides what a client sends, in chunks cut anywhere, into lines. They end with CRLF; a bare LF, as some hand-made
 * clients send it, is taken for one.
 */
export class LineReader {
  readonly #limit: number
  #input: Buffer = NOTHING
  /** Where the next line begins. */
  #position = 0
  /** Where no line end has been looked for yet. */
  #searched = 0
  /** Whether the line that is being read is over the limit: its bytes are dropped. */
  #overlong = false

  /** @param limit most bytes of one line, without its end; nothing more is ever held */
  constructor(limit: number) {
    this.#limit = limit
  }

  push(chunk: Buffer): void {
    const rest = this.#input.subarray(this.#position)
    this.#searched -= this.#position
    this.#position = 0
    this.#input = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
  }

  /** The next line without its end, a view of a chunk; 'too-long' in place of one over the limit; null when there is none. */
  next(): Buffer | 'too-long' | null {
    const end = this.#input.indexOf(LF, this.#searched)
    if (end < 0) {
      this.#searched = this.#input.length
      if (this.#searched - this.#position > this.#limit + 1) this.#overlong = true
      if (this.#overlong || this.#position === this.#searched) this.clear()
      return null
    }
    const start = this.#position
    this.#position = this.#searched = end + 1
    const line = this.#input.subarray(start, end > start && this.#input[end - 1] === CR ? end - 1 : end)
    const overlong = this.#overlong || line.length > this.#limit
    this.#overlong = false
    return overlong ? 'too-long' : line
  }

  /** Forgets what was pushed and not yet read. */
  clear(): void {
    this.#input = NOTHING
    this.#position = this.#searched = 0
  }
}
