import { domainToASCII } from 'node:url'
import { formatQuoted } from '../wire/string-format.ts'

/** RFC 2047 §2: an encoded word has at most 75 characters; so many octets give 60 of them in base64. */
const OCTETS_OF_A_WORD = 45

/** Characters up to which a text is quoted; a longer one is a literal. */
const LONGEST_QUOTED = 1000

const ASCII = /^[\0-\x7f]*$/

/** What may be put in quotes as it is: almost all that headers hold. */
const PLAIN = /^[\t\x20\x21\x23-\x5b\x5d-\x7e]*$/

/**
 * Writes texts of header fields as the strings of ENVELOPE and BODYSTRUCTURE. Encoded words stay as they
 * are. Raw 8-bit text is sent as it is to clients that read UTF-8; others get it as encoded words, which all mail
 * programs show (RFC 3501 §9 has no 8-bit characters in quoted strings), and domains as A-labels (RFC 5890).
 */
export class HeaderStrings {
  readonly utf8: boolean
  /** Whether a text was met that is written otherwise for the other kind of client. */
  varies = false

  constructor(utf8: boolean) {
    this.utf8 = utf8
  }

  string(text: string): string {
    if (text.length <= LONGEST_QUOTED && PLAIN.test(text)) return `"${text}"`
    return formatText(ASCII.test(text) ? text : this.#written(text, encodeWords))
  }

  nstring(text: string | null): string {
    return text === null ? 'NIL' : this.string(text)
  }

  /** The domain of an address. */
  domain(text: string | null): string {
    if (text === null || ASCII.test(text)) return this.nstring(text)
    return formatText(this.#written(text, domain => domainToASCII(domain) || encodeWords(domain)))
  }

  #written(text: string, toAscii: (text: string) => string): string {
    this.varies = true
    return this.utf8 ? text : toAscii(text)
  }
}

function formatText(text: string): string {
  // RFC 9051 §9: a quoted string holds neither line ends nor NUL.
  const cleaned = text.replace(/[\0\r\n]/g, ' ')
  // Some clients bound the length of a line.
  if (cleaned.length <= LONGEST_QUOTED) return formatQuoted(cleaned)
  return `{${Buffer.byteLength(cleaned)}}\r\n${cleaned}`
}

/**
 * Puts into encoded words (RFC 2047) each run of words that are not US-ASCII; the white space within a run is
 * encoded with it, as that between encoded words means nothing.
 */
function encodeWords(text: string): string {
  let encoded = ''
  let run = ''
  let space = ''
  for (const [index, piece] of text.split(/([ \t]+)/).entries()) {
    if (index % 2 === 1) space = piece
    else if (ASCII.test(piece)) {
      encoded += encodedWords(run) + space + piece
      run = space = ''
    } else {
      if (run === '') encoded += space
      run += run === '' ? piece : space + piece
      space = ''
    }
  }
  return encoded + encodedWords(run) + space
}

function encodedWords(text: string): string {
  const words: string[] = []
  let chunk = ''
  let octets = 0
  for (const character of text) {
    const length = Buffer.byteLength(character)
    if (octets + length > OCTETS_OF_A_WORD) {
      words.push(encodedWord(chunk))
      chunk = ''
      octets = 0
    }
    chunk += character
    octets += length
  }
  if (chunk !== '') words.push(encodedWord(chunk))
  return words.join(' ')
}

function encodedWord(text: string): string {
  return `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`
}
