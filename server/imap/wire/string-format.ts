import { decodeUtf8 } from './decode-text.ts'
import { encodeMailboxName } from './mutf7.ts'

/** A part of what is sent; text goes as UTF-8. */
export type Piece = string | Uint8Array

export interface StringForm {
  /** Whether the other side takes UTF-8 in quoted strings and names (RFC 6855 §3, RFC 9051 §9). */
  readonly utf8: boolean
}

/** RFC 9051 §9: no QUOTED-CHAR, where UTF-8 is taken and where it is not. Halves of characters have no UTF-8. */
const UNQUOTABLE_UTF8 = /[\0\r\n]|\p{Cs}/u
const UNQUOTABLE = /[\0\r\n]|\P{ASCII}/u

/** What may stand without quotes, but NIL and the like. */
const ASTRING = /^(?!NIL$)[!#$&'+,\-./0-9:;<=>?@A-Z[\]^_`a-z|}~]+$/i

/** Octets up to which a string is quoted; longer ones are literals, which others need not scan. */
const LONGEST_QUOTED = 1000

const ENCODER = new TextEncoder()

/** RFC 9051 §9, string: quoted where that is possible, else a literal. @param value bytes may be anything */
export function formatString(value: string | Uint8Array, { utf8 }: StringForm): Piece[] {
  const text = typeof value === 'string' ? value : value.length > LONGEST_QUOTED ? null : decodeUtf8(value)
  if (text !== null && text.length <= LONGEST_QUOTED && !(utf8 ? UNQUOTABLE_UTF8 : UNQUOTABLE).test(text)) {
    return [formatQuoted(text)]
  }
  const bytes = typeof value === 'string' ? ENCODER.encode(value) : value
  return [`{${bytes.length}}\r\n`, bytes]
}

/** RFC 9051 §9, quoted. @param text without CR, LF and NUL */
export function formatQuoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`
}

/** RFC 9051 §9, astring, of any text: without quotes where that is possible, else as formatString has it. */
export function formatAString(text: string, form: StringForm): Piece[] {
  return ASTRING.test(text) ? [text] : formatString(text, form)
}

/** RFC 9051 §9, astring: without quotes where that is possible, else quoted. @param text without CR, LF and NUL */
export function formatWord(text: string): string {
  return ASTRING.test(text) ? text : formatQuoted(text)
}

/** The name of a mailbox, as a word; in modified UTF-7 for who takes no UTF-8. */
export function formatMailbox(name: string, { utf8 }: StringForm): string {
  return formatWord(utf8 ? name : encodeMailboxName(name))
}
