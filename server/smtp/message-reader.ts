const CR = 0x0d
const LF = 0x0a
const DOT = 0x2e
const CRLF_DOT = Buffer.from('\r\n.')
const WITHHELD = Buffer.from('.\r')

/** How much of CR LF `.` CR LF, the end of the data, the last bytes read make up. */
const Matched = { nothing: 0, cr: 1, crlf: 2, dot: 3, dotCr: 4 } as const

/** Pieces shorter than this on average are copied together, this many at a time, so that none costs an object. */
const SMALL_PIECE = 1024
const SMALL_PIECES = 128

/**
 * Reads the message that follows DATA (RFC 5321 §4.1.1.4) from chunks cut anywhere, finds its end and takes
 * stuffed dots out. Every other byte is kept as it came: bare CR, bare LF, NUL, 8-bit. Only CRLF.CRLF ends the
 * data, so that no message can smuggle in commands behind a bare LF.
 */
export class MessageReader {
  /** True once the end of the data was read. */
  ended = false
  /** Bytes of the message so far, after dot-unstuffing; those over the limit count too. */
  size = 0
  readonly #limit: number
  #chunks: Buffer[] = []
  /** From this chunk on, `#chunks` may hold small pieces; their bytes are counted in `#pieceBytes`. */
  #pieces = 0
  #pieceBytes = 0
  // The data begins at the start of a line.
  #matched: number = Matched.crlf

  /** @param limit most bytes that are kept; a longer message is read to its end, but dropped */
  constructor(limit: number) {
    this.#limit = limit
  }

  get oversized(): boolean {
    return this.size > this.#limit
  }

  /** The message in order: parts of the chunks given to `read`, not copies. Empty when it is oversized. */
  get chunks(): readonly Uint8Array[] {
    return this.#chunks
  }

  /** Reads on from `position`; gives the position of the first byte that is not of the message any more. */
  read(bytes: Buffer, position: number): number {
    /** First byte not yet taken; bytes before `at` that may belong to the end of the data are withheld. */
    let start = position
    let at = position
    while (at < bytes.length) {
      const byte = bytes[at]
      switch (this.#matched) {
        case Matched.nothing: {
          const found = bytes.indexOf(CRLF_DOT, at)
          if (found < 0) {
            this.#matched = endOfLine(bytes)
            this.#take(bytes, start, bytes.length)
            return bytes.length
          }
          this.#take(bytes, start, found + 2)
          this.#matched = Matched.dot
          at = start = found + 3
          break
        }
        case Matched.cr:
          this.#matched = byte === LF ? Matched.crlf : Matched.nothing
          if (byte === LF) at++
          break
        case Matched.crlf:
          this.#matched = byte === DOT ? Matched.dot : Matched.nothing
          if (byte !== DOT) break
          this.#take(bytes, start, at)
          start = ++at
          break
        case Matched.dot:
          if (byte === CR) {
            this.#matched = Matched.dotCr
            at++
            break
          }
          this.#matched = Matched.nothing
          // RFC 5321 §4.5.2 takes out any first dot of a line; like most servers, we leave the dot of a client
          // that does not know the rule and take out only one that stands before another.
          if (byte !== DOT) start = this.#giveBack(1, at, position)
          else start = at++
          break
        case Matched.dotCr:
          if (byte === LF) {
            this.ended = true
            return at + 1
          }
          this.#matched = Matched.cr
          start = this.#giveBack(2, at, position)
          break
      }
    }
    if (this.#matched < Matched.dot) this.#take(bytes, start, at)
    return at
  }

  /** The withheld bytes before `at` were of the message after all; gives where to take up from. */
  #giveBack(count: number, at: number, position: number): number {
    if (at - count >= position) return at - count
    this.#take(WITHHELD, 0, count)
    return at
  }

  #take(bytes: Buffer, start: number, end: number): void {
    if (start >= end) return
    this.size += end - start
    if (this.size > this.#limit) {
      this.#chunks = []
      return
    }
    this.#chunks.push(start === 0 && end === bytes.length ? bytes : bytes.subarray(start, end))
    this.#pieceBytes += end - start
    if (this.#chunks.length - this.#pieces >= SMALL_PIECES) this.#merge()
  }

  #merge(): void {
    if (this.#pieceBytes < SMALL_PIECE * SMALL_PIECES) {
      const merged = Buffer.concat(this.#chunks.slice(this.#pieces), this.#pieceBytes)
      this.#chunks.length = this.#pieces
      this.#chunks.push(merged)
    }
    this.#pieces = this.#chunks.length
    this.#pieceBytes = 0
  }
}

function endOfLine(bytes: Buffer): number {
  const last = bytes[bytes.length - 1]
  if (last === CR) return Matched.cr
  return last === LF && bytes[bytes.length - 2] === CR ? Matched.crlf : Matched.nothing
}
