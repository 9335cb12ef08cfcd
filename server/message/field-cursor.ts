const TAB = 0x09
const LF = 0x0a
const CR = 0x0d
const SPACE = 0x20
const DASH = 0x2d
const COLON = 0x3a

/** RFC 5322 §2.2: a field name is printable US-ASCII but for the colon. */
const isFieldNameByte = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte > SPACE && byte < 0x7f && byte !== COLON ? 1 : 0,
)

/**
 * Where the line after the line end at `position` begins. A line ends with LF, CRLF, a bare CR, or the CR CR
 * LF that text-mode writers make of CRLF.
 */
function afterLineEnd(raw: Buffer, position: number, limit: number): number {
  if (raw[position] === LF) return position + 1
  let next = position
  while (next < limit && raw[next] === CR) next++
  return next < limit && raw[next] === LF ? next + 1 : position + 1
}

/**
 * Walks the fields of a header section (RFC 5322 §2.2) without allocating: after each `next()` that gave
 * true, the properties describe one field by offsets into the raw bytes. Lines that are no field (an mbox
 * "From " line, a line that was wrapped without indenting) are passed over. When no field comes at all, or
 * text follows the fields without an empty line and runs to the end, the body begins there.
 */
export class FieldCursor {
  start = 0
  nameEnd = 0
  /** First byte after the colon. */
  valueStart = 0
  /** End of the value, before its last line end. */
  valueEnd = 0
  /** End of the field, its line end included. */
  end = 0
  /** Whether the value runs over several lines. */
  folded = false
  /** Whether the value is US-ASCII throughout. */
  ascii = true
  /** Where the body begins; settled when `next()` gave false. */
  bodyStart: number
  /** Whether a line was met that is no field. */
  junk = false

  readonly #raw: Buffer
  readonly #limit: number
  readonly #endsAt: ((lineStart: number) => boolean) | undefined
  #position: number

  /**
   * @param endsAt asked for lines that begin with `--`: whether the section ends before the line that begins
   * there, as it does at a boundary delimiter
   */
  constructor(raw: Buffer, start: number, limit: number, endsAt?: (lineStart: number) => boolean) {
    this.#raw = raw
    this.#limit = limit
    this.#endsAt = endsAt
    this.#position = start
    this.bodyStart = start
  }

  /** Goes to the next field; false when the header section is over. */
  next(): boolean {
    const raw = this.#raw
    const limit = this.#limit
    let line = this.#position
    while (line < limit) {
      const first = raw[line]!
      if (first === LF || first === CR) return this.#finish(afterLineEnd(raw, line, limit))
      if (first === DASH && this.#endsAt?.(line) === true) return this.#finish(line)
      const colon = this.#colon(line)
      if (colon >= 0) {
        this.start = line
        this.valueStart = colon + 1
        this.#readValue(colon + 1)
        this.#position = this.end
        return true
      }
      if (!this.junk && !this.#goesOnAfter(line)) return this.#finish(line)
      this.junk = true
      this.#readValue(line)
      line = this.end
    }
    return this.#finish(limit)
  }

  /** Whether the field's name is `name` (lower case) in any case. */
  isNamed(name: string): boolean {
    return this.nameEnd - this.start === name.length && this.startsWith(name)
  }

  /** Whether the field's name begins with `name` (letters in lower case, and dashes) in any case. */
  startsWith(name: string): boolean {
    for (let index = 0; index < name.length; index++) {
      if ((this.#raw[this.start + index]! | 0x20) !== name.charCodeAt(index)) return false
    }
    return true
  }

  #finish(bodyStart: number): false {
    this.bodyStart = bodyStart
    this.#position = this.#limit
    return false
  }

  /**
   * The colon that ends the field name which begins at `line`, or -1 when the line is no field. Sets
   * `nameEnd`.
   */
  #colon(line: number): number {
    const raw = this.#raw
    const limit = this.#limit
    let position = line
    while (position < limit && isFieldNameByte[raw[position]!] === 1) position++
    if (position === line) return -1
    this.nameEnd = position
    // RFC 5322 §4.5: white space between name and colon is obsolete, but to be read.
    while (position < limit && (raw[position] === SPACE || raw[position] === TAB)) position++
    return position < limit && raw[position] === COLON ? position : -1
  }

  #readValue(from: number): void {
    const raw = this.#raw
    const limit = this.#limit
    let seen = 0
    let position = from
    this.folded = false
    for (;;) {
      for (; position < limit; position++) {
        const byte = raw[position]!
        if (byte === LF || byte === CR) break
        seen |= byte
      }
      this.valueEnd = position
      this.end = position < limit ? afterLineEnd(raw, position, limit) : limit
      // RFC 5322 §2.2.3: a line that begins with white space continues the field.
      if (this.end >= limit || (raw[this.end] !== SPACE && raw[this.end] !== TAB)) break
      this.folded = true
      position = this.end
    }
    this.ascii = seen < 0x80
  }

  /**
   * Whether the section goes on after the first line that is no field: fields follow, or an empty line ends
   * it.
   */
  #goesOnAfter(junkLine: number): boolean {
    const hadFields = this.end > 0
    let line = junkLine
    while (line < this.#limit) {
      const first = this.#raw[line]!
      if (first === LF || first === CR) return hadFields
      if (first === DASH && this.#endsAt?.(line) === true) return false
      if (this.#colon(line) >= 0) return true
      this.#readValue(line)
      line = this.end
    }
    return false
  }
}
