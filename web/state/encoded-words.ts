/** RFC 2047 §2: encoded-word, with the language that RFC 2231 §5 allows behind the charset. */
const WORD = /=\?([^?*\s]+)(?:\*[^?\s]*)?\?([bq])\?([^?\s]*)\?=/gi
/** RFC 2047 §6.2: the space between two encoded words is no part of the text. */
const BETWEEN = /(=\?[^?\s]+\?[bq]\?[^?\s]*\?=)[ \t\r\n]+(?==\?[^?\s]+\?[bq]\?[^?\s]*\?=)/gi

interface Word {
  readonly charset: string
  readonly bytes: readonly number[]
}

/** The text of a header field whose words may be encoded; what cannot be decoded stands as it is. */
export function decodeWords(field: string): string {
  if (!field.includes('=?')) return field
  const text = field.replace(BETWEEN, '$1')
  let decoded = ''
  let end = 0
  let open: Word | null = null
  for (const match of text.matchAll(WORD)) {
    const word = wordOf(match)
    const before = text.slice(end, match.index)
    // A character may be parted between two words, which no rule allows and many do.
    if (open !== null && word !== null && before === '' && open.charset === word.charset) {
      open = { charset: open.charset, bytes: [...open.bytes, ...word.bytes] }
    } else {
      decoded += textOf(open) + before + (word === null ? match[0] : '')
      open = word
    }
    end = match.index + match[0].length
  }
  return decoded + textOf(open) + text.slice(end)
}

function wordOf([, charset, encoding, text]: RegExpExecArray): Word | null {
  const bytes = encoding!.toUpperCase() === 'B' ? fromBase64(text!) : fromQuoted(text!)
  return bytes === null ? null : { charset: charset!.toLowerCase(), bytes }
}

function textOf(word: Word | null): string {
  if (word === null) return ''
  const bytes = Uint8Array.from(word.bytes)
  try {
    return new TextDecoder(word.charset).decode(bytes)
  } catch {
    // A charset that nobody knows.
    return new TextDecoder().decode(bytes)
  }
}

function fromBase64(text: string): number[] | null {
  try {
    return Array.from(atob(text), character => character.charCodeAt(0))
  } catch {
    return null
  }
}

/** RFC 2047 §4.2. */
function fromQuoted(text: string): number[] {
  const plain = text
    .replaceAll('_', ' ')
    .replace(/=([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Array.from(plain, character => character.charCodeAt(0) & 0xff)
}
