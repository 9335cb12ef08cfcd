const LF = 0x0a
const CR = 0x0d
/** Octets that are kept of the end of a line which is too long: enough for the announcement of a literal. */
const TAIL = 64
const EMPTY = new Uint8Array(0)

/** Holds what has arrived, and gives it out as lines and as pieces of so many octets. Looks at each octet once. */
export class InputBuffer {
  #chunks: Uint8Array[] = []
  /** Which chunk is read next, and from where. */
  #next = 0
  #at = 0
  /** The start of a line that has not ended yet: its first octets, and the last ones of those beyond the limit. */
  #line: Uint8Array = EMPTY
  #held = 0
  #tail: Uint8Array = EMPTY

  push(chunk: Uint8Array): void {
    if (chunk.length > 0) this.#chunks.push(chunk)
  }

  clear(): void {
    this.#chunks = []
    this.#next = 0
    this.#at = 0
    this.#releaseLine()
  }

  /**
   * The next line, without its line end. A lone LF ends it too, as people send it who type into a terminal.
   *
   * @param limit most octets of it; of a longer one, which is told by its length, the first so many and the last
   *   ones are sure to be given
   * @returns null when it has not ended yet
   */
  readLine(limit: number): Uint8Array | null {
    for (;;) {
      const piece = this.#peek()
      if (piece === null) return null
      const end = piece.indexOf(LF)
      this.#advance(end < 0 ? piece.length : end + 1)
      const part = end < 0 ? piece : piece.subarray(0, end)
      if (end >= 0 && this.#held + this.#tail.length === 0) return withoutReturn(part)
      this.#hold(part, limit)
      if (end >= 0) return withoutReturn(this.#releaseLine())
    }
  }

  /** What comes next, at most so many octets; null when nothing is there. */
  take(most: number): Uint8Array | null {
    const piece = this.#peek()?.subarray(0, most) ?? null
    if (piece !== null) this.#advance(piece.length)
    return piece
  }

  /** What is left of the chunk to be read next. */
  #peek(): Uint8Array | null {
    return this.#chunks[this.#next]?.subarray(this.#at) ?? null
  }

  #advance(octets: number): void {
    this.#at += octets
    if (this.#at < this.#chunks[this.#next]!.length) return
    this.#at = 0
    this.#next++
    // What has been read is let go; not one by one, as that would move the others each time.
    if (2 * this.#next >= this.#chunks.length) {
      this.#chunks = this.#chunks.slice(this.#next)
      this.#next = 0
    }
  }

  #hold(part: Uint8Array, limit: number): void {
    const first = part.subarray(0, Math.max(0, limit - this.#held))
    this.#reserve(this.#held + first.length, limit)
    this.#line.set(first, this.#held)
    this.#held += first.length
    const beyond = part.subarray(first.length)
    if (beyond.length > 0) this.#tail = joined(this.#tail, beyond.subarray(-TAIL)).slice(-TAIL)
  }

  /** Makes room for so many octets; by doubling, so that a line that comes octet by octet is not copied each time. */
  #reserve(octets: number, limit: number): void {
    if (octets <= this.#line.length) return
    const larger = new Uint8Array(
      Math.min(Math.max(octets, 2 * this.#line.length, 256), Math.max(limit, octets)),
    )
    larger.set(this.#line.subarray(0, this.#held))
    this.#line = larger
  }

  #releaseLine(): Uint8Array {
    const line = joined(this.#line.subarray(0, this.#held), this.#tail)
    this.#line = EMPTY
    this.#held = 0
    this.#tail = EMPTY
    return line
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (second.length === 0) return first
  const bytes = new Uint8Array(first.length + second.length)
  bytes.set(first)
  bytes.set(second, first.length)
  return bytes
}

function withoutReturn(line: Uint8Array): Uint8Array {
  return line.at(-1) === CR ? line.subarray(0, -1) : line
}
