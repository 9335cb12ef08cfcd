import type { ArgumentReader } from './argument-reader.ts'
import { formatWord } from './string-format.ts'

/** RFC 9051 §9: section-msgtext, and section-text, which is of a part. */
const TEXTS = ['HEADER', 'HEADER.FIELDS', 'HEADER.FIELDS.NOT', 'TEXT'] as const
const PART_TEXTS = [...TEXTS, 'MIME'] as const

/** Which text of a message or of a part of it (RFC 9051 §6.4.5.1). */
export interface Section {
  /** `[1, 2]` for `1.2`; empty for the message itself. */
  readonly part: readonly number[]
  readonly text: 'ALL' | (typeof PART_TEXTS)[number]
  /** Names of header fields as they were written; of the two that name fields only. */
  readonly fields: readonly string[]
}

/** RFC 5322 §2.2, and colons, which no name has. */
const FIELD_NAME = /^[\u0021-\u007e]+$/

/**
 * Reads a section in its brackets: `[]`, `[HEADER]`, `[1.2.MIME]`, `[HEADER.FIELDS (FROM TO)]`.
 *
 * @throws ImapSyntaxError
 */
export function parseSection(reader: ArgumentReader): Section {
  reader.symbol('[')
  const { part, ended } = parsePartNumbers(reader)
  const text = ended ? 'ALL' : parseSectionText(reader, part)
  const fields = text.startsWith('HEADER.FIELDS') ? parseFieldNames(reader) : []
  reader.symbol(']')
  return { part, text, fields }
}

/**
 * Reads the section of BINARY, which names a part and no text of it: `[1.2]`, or `[]`.
 *
 * @throws ImapSyntaxError
 */
export function parsePartSection(reader: ArgumentReader): number[] {
  reader.symbol('[')
  const { part, ended } = parsePartNumbers(reader)
  if (!ended) throw reader.error('a part number')
  reader.symbol(']')
  return part
}

/** As an answer calls it: `[HEADER.FIELDS (FROM TO)]`. */
export function formatSection({ part, text, fields }: Section): string {
  const words = text === 'ALL' ? part : [...part, text]
  const names = fields.length > 0 ? ` (${fields.map(formatWord).join(' ')})` : ''
  return `[${words.join('.')}${names}]`
}

/** @returns the numbers, and whether nothing follows them in the brackets */
function parsePartNumbers(reader: ArgumentReader): { part: number[]; ended: boolean } {
  const part: number[] = []
  while (/\d/.test(reader.peek())) {
    part.push(reader.nonZeroNumber('a part number'))
    if (!reader.trySymbol('.')) return { part, ended: true }
  }
  return { part, ended: part.length === 0 && reader.peek() === ']' }
}

function parseSectionText(reader: ArgumentReader, part: readonly number[]): Section['text'] {
  // RFC 9051 §9: MIME stands behind a part number only.
  return reader.oneOf(part.length > 0 ? PART_TEXTS : TEXTS, 'a part number or a text')
}

function parseFieldNames(reader: ArgumentReader): string[] {
  reader.space()
  return reader.nonEmptyList(() => {
    const start = reader.position
    const name = reader.astring('the name of a header field')
    if (!FIELD_NAME.test(name)) throw reader.error('the name of a header field', start)
    return name
  })
}
