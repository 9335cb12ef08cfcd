import { FieldCursor } from './field-cursor.ts'
import { loadLibmime } from './libmime.ts'
import { MESSAGE_LIMITS } from './limits.ts'

/** One header field, as offsets into the raw bytes. */
export interface HeaderField {
  /** The name as it was written. */
  readonly name: string
  readonly start: number
  /** First byte after the colon. */
  readonly valueStart: number
  /** Exclusive; the line end belongs to the field. */
  readonly end: number
}

/** The header section of a message or of a part, in the order in which its fields came. */
export class HeaderSection {
  readonly fields: readonly HeaderField[]
  /** Where the body begins: after the empty line, or where the fields stop. */
  readonly bodyStart: number
  readonly #raw: Buffer

  constructor(raw: Buffer, fields: readonly HeaderField[], bodyStart: number) {
    this.#raw = raw
    this.fields = fields
    this.bodyStart = bodyStart
  }

  /** The first field of that name (in any case), unfolded but still encoded. */
  value(name: string): string | undefined {
    const wanted = name.toLowerCase()
    const field = this.fields.find(field => field.name.toLowerCase() === wanted)
    return field && this.text(field)
  }

  /** All fields of that name (in any case), unfolded but still encoded. */
  values(name: string): string[] {
    const wanted = name.toLowerCase()
    return this.fields.filter(field => field.name.toLowerCase() === wanted).map(field => this.text(field))
  }

  /** The first field of that name, unfolded and decoded. */
  decoded(name: string): string | undefined {
    const value = this.value(name)
    return value === undefined ? undefined : decodeHeaderText(value)
  }

  /** The value of one of `fields`, unfolded but still encoded. */
  text(field: HeaderField): string {
    return unfold(this.#raw.toString('utf8', field.valueStart, field.end))
  }
}

/**
 * Reads the header section that begins at `start`: in one pass, and whatever comes (bare LF, bare CR, lines
 * that are no fields, no header at all, no end).
 */
export function scanHeader(raw: Buffer, start = 0, end = raw.length): HeaderSection {
  const cursor = new FieldCursor(raw, start, end)
  const fields: HeaderField[] = []
  while (cursor.next()) {
    const name = raw.toString('latin1', cursor.start, cursor.nameEnd)
    fields.push({ name, start: cursor.start, valueStart: cursor.valueStart, end: cursor.end })
  }
  return new HeaderSection(raw, fields, cursor.bodyStart)
}

/**
 * The value of the field that the cursor stands on, unfolded but still encoded; no more of it than about
 * `fieldBytes`. Raw 8-bit text is read as UTF-8 (RFC 6532 §3.2); what is not UTF-8 shows as U+FFFD, as other readers
 * show it: it could be of any charset.
 */
export function fieldText(raw: Buffer, cursor: FieldCursor): string {
  const { ascii, folded, valueStart, valueEnd } = cursor
  let end = Math.min(valueEnd, valueStart + MESSAGE_LIMITS.fieldBytes)
  // A character of UTF-8 is not cut in two.
  for (let more = 3; more > 0 && end < valueEnd && (raw[end]! & 0xc0) === 0x80; more--) end++
  const text = raw.toString(ascii ? 'latin1' : 'utf8', valueStart, end)
  return folded ? unfold(text) : text.trim()
}

/** RFC 5322 §2.2.3: a line end before white space is dropped. */
function unfold(text: string): string {
  return text.replace(/[\r\n]+/g, '').trim()
}

/**
 * Decodes the encoded words of RFC 2047 in an unfolded header value. Words of an unknown charset or encoding
 * stay as they are, or are read as UTF-8; control characters become spaces, so that no header can break a
 * line where it is shown.
 */
export function decodeHeaderText(value: string): string {
  const decoded = value.includes('=?') ? loadLibmime().decodeWords(value) : value
  return decoded.replace(/\p{Cc}+/gu, ' ')
}
