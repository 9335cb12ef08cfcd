import { FieldCursor } from '../../message/field-cursor.ts'

/** Where a header section lies in the raw bytes; `end` is where the body begins. */
export interface HeaderBounds {
  readonly start: number
  readonly end: number
}

/**
 * The lines of certain fields as they stand in the raw bytes, and the empty line at the end if there is one
 * (RFC 9051 §6.4.5.1).
 *
 * @param names of the fields, in any case
 */
export function headerLines(raw: Buffer, bounds: HeaderBounds, names: readonly string[]): Buffer {
  const isListed = listTest(raw, names)
  const lines = new Lines(raw, bounds)
  const cursor = new FieldCursor(raw, bounds.start, bounds.end)
  while (cursor.next()) if (isListed(cursor)) lines.add(cursor.start, cursor.end)
  // The cursor stands at the end of the last line; what is left is the empty line.
  lines.add(Math.max(cursor.end, bounds.start), bounds.end)
  return lines.bytes
}

/** Everything else of a header section: the other fields, lines that are no fields, the empty line. */
export function otherHeaderLines(raw: Buffer, bounds: HeaderBounds, names: readonly string[]): Buffer {
  const isListed = listTest(raw, names)
  const lines = new Lines(raw, bounds)
  const cursor = new FieldCursor(raw, bounds.start, bounds.end)
  let next = bounds.start
  while (cursor.next()) {
    if (!isListed(cursor)) continue
    lines.add(next, cursor.start)
    next = cursor.end
  }
  lines.add(next, bounds.end)
  return lines.bytes
}

function listTest(raw: Buffer, names: readonly string[]): (field: FieldCursor) => boolean {
  const listed = new Set(names.map(name => name.toLowerCase()))
  return ({ start, nameEnd }) => listed.has(raw.toString('latin1', start, nameEnd).toLowerCase())
}

/** Puts lines of a header section together. They are copied: a section may have a million of them. */
class Lines {
  readonly #raw: Buffer
  readonly #bytes: Buffer
  #length = 0

  constructor(raw: Buffer, { start, end }: HeaderBounds) {
    this.#raw = raw
    this.#bytes = Buffer.allocUnsafe(end - start)
  }

  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.#length)
  }

  /** Adds what lies between two offsets into the raw bytes; nothing, if they do not ascend. */
  add(from: number, to: number): void {
    if (from < to) this.#length += this.#raw.copy(this.#bytes, this.#length, from, to)
  }
}
