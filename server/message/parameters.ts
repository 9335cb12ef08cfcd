import { decodeCharset } from './charset.ts'
import { decodeHeaderText } from './header.ts'
import { findClosing, isWhiteSpace, unescapeQuoted, withoutComments } from './lexical-tokens.ts'
import { MESSAGE_LIMITS } from './limits.ts'

/** A header value such as that of Content-Type: a value and its parameters. */
export interface ParameterizedValue {
  /** In lower case, without comments. */
  readonly value: string
  /** By name in lower case, as written but for the quotes: RFC 2231 sections under their own names. */
  readonly parameters: Readonly<Record<string, string>>
}

/**
 * Reads the value of Content-Type or Content-Disposition (RFC 2045 §5.1, RFC 2183 §2). The first of
 * parameters with one name counts; unquoted values may hold what ought to be quoted.
 *
 * @param text the unfolded value
 */
export function parseParameterized(text: string): ParameterizedValue {
  const parameters: Record<string, string> = Object.create(null) as Record<string, string>
  let position = text.indexOf(';')
  const value = bare(position < 0 ? text : text.slice(0, position)).toLowerCase()
  for (let count = 0; position >= 0 && count < MESSAGE_LIMITS.parameters; count++) {
    const nameStart = position + 1
    const nameEnd = indexOfEither(text, '=', ';', nameStart)
    const name = bare(text.slice(nameStart, nameEnd)).toLowerCase()
    if (text[nameEnd] !== '=') {
      position = text.indexOf(';', nameStart)
      continue
    }
    const [parameter, end] = readValue(text, nameEnd + 1, name)
    if (name !== '') parameters[name] ??= parameter
    position = text.indexOf(';', end)
  }
  return { value, parameters }
}

/** Where the nearer of two characters stands, or the end of the text. */
function indexOfEither(text: string, one: string, other: string, from: number): number {
  for (let position = from; position < text.length; position++) {
    if (text[position] === one || text[position] === other) return position
  }
  return text.length
}

function readValue(text: string, from: number, name: string): [value: string, end: number] {
  let start = from
  while (start < text.length && isWhiteSpace(text, start)) start++
  let quoted: string | undefined
  // Some senders fold a long name into several quoted strings.
  while (text[start] === '"') {
    const end = findClosing(text, '"', start + 1)
    if (end < 0) break
    quoted = (quoted ?? '') + unescapeQuoted(text.slice(start + 1, end))
    start = end + 1
    while (start < text.length && isWhiteSpace(text, start)) start++
  }
  if (quoted !== undefined) return [quoted, start]
  const semicolon = text.indexOf(';', start)
  const end = semicolon < 0 ? text.length : semicolon
  const value = bare(text.slice(start, end).replace(/^"/, ''))
  // File names are often left unquoted, with spaces; nothing else has any.
  return [/^(?:file)?name/.test(name) ? value : (/^\S*/.exec(value)?.[0] ?? ''), end]
}

function bare(text: string): string {
  return withoutComments(text, 'keep').trim()
}

/** RFC 2231 §3 and §4: one section of a parameter, its number and whether its octets are percent-encoded. */
const SECTION = /^\*(?:(\d{1,4})(\*)?)?$/

/**
 * The text of a parameter: its sections joined and decoded (RFC 2231), or the encoded words decoded that many
 * senders write instead (RFC 2047 §5 forbids them there). Null when there is no such parameter.
 */
export function decodedParameter(parameters: Readonly<Record<string, string>>, name: string): string | null {
  const sections: { number: number; encoded: boolean; value: string }[] = []
  for (const [key, value] of Object.entries(parameters)) {
    const match = key.startsWith(name) ? SECTION.exec(key.slice(name.length)) : null
    if (match === null) continue
    const encoded = match[1] === undefined || match[2] !== undefined
    sections.push({ number: Number(match[1] ?? 0), encoded, value })
  }
  if (sections.length === 0) {
    const plain = parameters[name]
    return plain === undefined ? null : decodeHeaderText(plain)
  }
  sections.sort((a, b) => a.number - b.number)
  if (!sections.some(section => section.encoded)) {
    return decodeHeaderText(sections.map(section => section.value).join(''))
  }
  const first = sections[0]!
  const labelled = first.encoded ? /^([^']*)'[^']*'/.exec(first.value) : null
  const octets = sections.map(({ encoded, value }, index) =>
    encoded
      ? percentDecoded(index === 0 ? value.slice(labelled?.[0].length ?? 0) : value)
      : Buffer.from(value),
  )
  return decodeHeaderText(decodeCharset(Buffer.concat(octets), labelled?.[1]))
}

function percentDecoded(text: string): Buffer {
  const bytes = Buffer.from(text)
  let length = 0
  for (let position = 0; position < bytes.length; position++) {
    const digits = bytes[position] === 0x25 ? bytes.toString('latin1', position + 1, position + 3) : ''
    const isOctet = /^[\da-f]{2}$/i.test(digits)
    bytes[length++] = isOctet ? Number.parseInt(digits, 16) : bytes[position]!
    if (isOctet) position += 2
  }
  return bytes.subarray(0, length)
}
