import { decodeText } from './decode-text.ts'
import { ImapSyntaxError } from './imap-syntax-error.ts'
import { literalBytes } from './literal.ts'
import type { Literal } from './literal.ts'
import { ASTRING_CHAR, ATOM_CHAR, DIGIT, endOfRun, isOctet, KEYWORD_CHAR } from './octets.ts'
import { parseQuotedString } from './quoted-string.ts'
import type { Segment } from './segment.ts'

/** RFC 9051 §9: nz-number is an unsigned 32-bit integer. */
const MOST = 4_294_967_295
/** RFC 9051 §9: number64 is an unsigned 63-bit integer. */
const MOST_64 = '9223372036854775807'

const SPACE = 0x20
const DOUBLE_QUOTE = 0x22

/** Characters that an error message shows of what it found. */
const SHOWN = 40

/**
 * Reads the words of a command or response from left to right (RFC 9051 §4, §9). Every method throws
 * ImapSyntaxError where what it reads does not stand; `expected` says in its message what that is.
 */
export class TokenReader {
  readonly #segments: readonly Segment[]
  #index = 0
  #segment: Segment
  #text: Uint8Array
  #at: number

  /**
   * @param segments at least one; all but the last have a literal
   * @param offset octets of the first line to pass over
   */
  constructor(segments: readonly Segment[], offset = 0) {
    this.#segments = segments
    this.#segment = segments[0]!
    this.#text = this.#segment.text
    this.#at = offset
  }

  /** Octets of the command before what is read next, literals counted. */
  get position(): number {
    return this.#segment.start + this.#at
  }

  /** Whether nothing but spaces is left. */
  get atEnd(): boolean {
    if (this.#segment.literal !== null) return false
    let at = this.#at
    while (this.#text[at] === SPACE) at++
    return at === this.#text.length
  }

  /**
   * The error to throw for what stands here, or for what was read since `position`:
   * `expected a date at position 12, but found ")"`.
   */
  error(expected: string, position = this.position): ImapSyntaxError {
    const found = this.#found(position)
    return new ImapSyntaxError(position, `expected ${expected} at position ${position}, but found ${found}`)
  }

  /** Nothing may be left but spaces, which some clients leave there. */
  end(): void {
    while (this.trySpace());
    if (!this.atEnd) throw this.error('the end of the command')
  }

  /** RFC 9051 §9: a single space parts arguments. */
  space(): void {
    this.symbol(' ')
  }

  trySpace(): boolean {
    return this.trySymbol(' ')
  }

  /** The next character, which stays; '' at the end, '{' where a literal stands, '~' where a literal8 does. */
  peek(): string {
    const octet = this.#text[this.#at]
    if (octet !== undefined) return String.fromCharCode(octet)
    if (this.#segment.literal === null) return ''
    return this.#segment.literal.binary ? '~' : '{'
  }

  /** Whether a literal or literal8 stands here. */
  get atLiteral(): boolean {
    return this.#at === this.#text.length && this.#segment.literal !== null
  }

  /** One certain character, such as '(' or '['. */
  symbol(character: string): void {
    if (!this.trySymbol(character)) throw this.error(character === ' ' ? 'a space' : `"${character}"`)
  }

  trySymbol(character: string): boolean {
    if (this.#text[this.#at] !== character.charCodeAt(0)) return false
    this.#at++
    return true
  }

  /** At least one octet of a kind, and all that follow it. */
  run(kind: number, expected: string): Uint8Array {
    const end = endOfRun(this.#text, this.#at, kind)
    if (end === this.#at) throw this.error(expected)
    const run = this.#text.subarray(this.#at, end)
    this.#at = end
    return run
  }

  /** RFC 9051 §9: atom = 1*ATOM-CHAR. */
  atom(expected = 'an atom'): string {
    return decodeText(this.run(ATOM_CHAR, expected))
  }

  /** An atom in upper case, and of it what stands before a '['. */
  keyword(expected = 'a keyword'): string {
    return decodeText(this.run(KEYWORD_CHAR, expected)).toUpperCase()
  }

  /** One of these words, in any case. @param words in upper case */
  oneOf<T extends string>(words: readonly T[], expected: string): T {
    const start = this.position
    const message = `${expected} (${words.join(', ')})`
    const found = this.keyword(message)
    const word = words.find(known => known === found)
    if (word === undefined) throw this.error(message, start)
    return word
  }

  /** Takes a word if it stands here, whole and in any case. @param word in upper case */
  tryKeyword(word: string): boolean {
    const end = this.#at + word.length
    if (end > this.#text.length || isOctet(this.#text[end], KEYWORD_CHAR)) return false
    if (decodeText(this.#text.subarray(this.#at, end)).toUpperCase() !== word) return false
    this.#at = end
    return true
  }

  /** An atom, a quoted string or a literal, as text: UTF-8, or Latin-1 where it is no UTF-8. */
  astring(expected = 'an atom or a string'): string {
    return decodeText(this.astringBytes(expected))
  }

  /** An atom, a quoted string or a literal, as the bytes it stands for. */
  astringBytes(expected = 'an atom or a string'): Uint8Array {
    return isOctet(this.#text[this.#at], ASTRING_CHAR)
      ? this.run(ASTRING_CHAR, expected)
      : this.#stringBytes(expected)
  }

  /** A quoted string or a literal, as text. */
  string(expected = 'a quoted string or a literal'): string {
    return decodeText(this.#stringBytes(expected))
  }

  /** NIL, which is null, or a quoted string or literal. */
  nstring(expected = 'NIL or a string'): string | null {
    return this.tryKeyword('NIL') ? null : this.string(expected)
  }

  /** A literal or literal8, as it came. */
  literal(expected = 'a literal'): Literal {
    const { literal } = this.#segment
    const next = this.#segments[this.#index + 1]
    if (!this.atLiteral || literal === null || next === undefined) throw this.error(expected)
    this.#index++
    this.#segment = next
    this.#text = next.text
    this.#at = 0
    return literal
  }

  /** 0 to 2^63 - 1. What is too large for a safe integer counts as the largest: nothing here ever comes so far. */
  number64(expected = 'a number of at most 63 bits'): number {
    const start = this.position
    const digits = this.#digits(expected).replace(/^0+(?=\d)/, '')
    if (digits.length > MOST_64.length || (digits.length === MOST_64.length && digits > MOST_64)) {
      throw this.error(expected, start)
    }
    return Math.min(Number(digits), Number.MAX_SAFE_INTEGER)
  }

  /** 1 to 4294967295, without leading zeros. */
  nonZeroNumber(expected = `a number from 1 to ${MOST}`): number {
    const start = this.position
    const digits = this.#digits(expected)
    if (digits.startsWith('0') || Number(digits) > MOST) throw this.error(expected, start)
    return Number(digits)
  }

  /** What `item` reads, in parentheses, parted by single spaces; may be empty. */
  list<T>(item: () => T): T[] {
    this.symbol('(')
    return this.trySymbol(')') ? [] : this.#items(item)
  }

  /** What `item` reads, at least once. */
  nonEmptyList<T>(item: () => T): T[] {
    this.symbol('(')
    return this.#items(item)
  }

  #items<T>(item: () => T): T[] {
    const items: T[] = []
    do items.push(item())
    while (this.trySpace())
    this.symbol(')')
    return items
  }

  #digits(expected: string): string {
    return decodeText(this.run(DIGIT, expected))
  }

  #stringBytes(expected: string): Uint8Array {
    if (this.#text[this.#at] === DOUBLE_QUOTE) return this.#quoted()
    // RFC 9051 §9: string = quoted / literal; a literal8 stands only where the grammar names it.
    if (this.peek() !== '{') throw this.error(expected)
    return literalBytes(this.literal(expected))
  }

  #quoted(): Uint8Array {
    const quoted = parseQuotedString(this.#text, this.#at)
    if ('bytes' in quoted) {
      this.#at = quoted.end
      return quoted.bytes
    }
    this.#at = quoted.position
    throw this.error(quoted.expected)
  }

  /** What stands at a position, in words. */
  #found(position: number): string {
    const from = position - this.#segment.start
    if (from < 0) return 'a literal'
    if (from < this.#at) return shown(this.#text.subarray(from, this.#at))
    if (this.atLiteral) return 'a literal'
    const next = this.#text.subarray(this.#at, this.#at + 1)
    return next.length === 0 ? 'the end' : shown(next)
  }
}

/** Bytes for an error message, which can hold printable ASCII only. */
function shown(bytes: Uint8Array): string {
  const text = decodeText(bytes.subarray(0, SHOWN)).replace(/[^ -~]/g, '?')
  if (text === '"') return 'a double quote'
  return text.startsWith('"') ? text : `"${text}"`
}
