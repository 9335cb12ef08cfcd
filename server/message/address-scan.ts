import { findClosing, isWhiteSpace, unescapeQuoted } from './lexical-tokens.ts'

/** One mailbox of an address field as it was read, nothing of it decoded. */
export interface ScannedMailbox {
  readonly kind: 'mailbox'
  /** What stands outside of `<>` and comments, as written. */
  readonly text: string
  /** The same without quotes and backslashes. */
  readonly display: string
  /** The address with what stands beside it, when it is not in `<>`; null when there is none. */
  readonly bare: { readonly address: string; readonly beside: string } | null
  /** What stands in `<>`; null when there is none. */
  readonly angle: string | null
  readonly comment: string
}

/** RFC 5322 §3.4: a group begins with its name, and ends. */
export type ScannedAddress =
  ScannedMailbox | { readonly kind: 'group'; readonly display: string } | { readonly kind: 'group-end' }

/** An encoded word, with the unquoted spaces and commas that some senders leave in it. */
const ENCODED_WORD = /=\?[^?\s]+\?[bq]\?[^?]*\?=/iy

const SPECIAL = /["(),:;<>@[=]/g

/**
 * Reads an address field from left to right, each character a bounded number of times. What is not well formed
 * gives what can be made of it.
 *
 * @param value the unfolded value, still encoded
 * @param limit how many mailboxes and groups are read at most
 */
export function scanAddresses(value: string, limit: number): ScannedAddress[] {
  return new AddressScan(value, limit).read()
}

class AddressScan {
  readonly #value: string
  readonly #limit: number
  readonly #found: ScannedAddress[] = []
  #position = 0
  #inGroup = false
  #text = ''
  #display = ''
  /** Where in `#text` the last `@` outside of quotes stands. */
  #at = -1
  #angle: string | null = null
  /** Length of `#display` when `#angle` was read. */
  #angleAt = 0
  #comment = ''
  /** Closing characters of which none is left, so that a run of opening ones costs no search each. */
  #exhausted = ''

  constructor(value: string, limit: number) {
    this.#value = value
    this.#limit = limit
  }

  read(): ScannedAddress[] {
    const value = this.#value
    while (this.#position < value.length && this.#found.length < this.#limit) {
      SPECIAL.lastIndex = this.#position
      const special = SPECIAL.test(value) ? SPECIAL.lastIndex - 1 : value.length
      this.#append(value.slice(this.#position, special))
      this.#position = special
      if (special < value.length) this.#readSpecial(value[special]!)
    }
    this.#finish()
    this.#endGroup()
    return this.#found
  }

  #readSpecial(character: string): void {
    switch (character) {
      case '"':
        return this.#readQuoted()
      case '(':
        return this.#readComment()
      case '<':
        return this.#readAngle()
      case '[':
        return this.#readLiteral()
      case '=':
        return this.#readEncodedWord()
      case '@':
        this.#at = this.#text.length
        return this.#take(character)
      case ':':
        if (this.#at >= 0 || this.#angle !== null) return this.#take(character)
        this.#beginGroup()
        break
      case ',':
        this.#finish()
        break
      case ';':
        this.#finish()
        this.#endGroup()
        break
      default:
        return this.#take(character)
    }
    this.#position++
  }

  #take(character: string): void {
    this.#append(character)
    this.#position++
  }

  #append(text: string): void {
    this.#text += text
    this.#display += text
  }

  #readQuoted(): void {
    const end = this.#closing('"', this.#position + 1)
    if (end < 0) return this.#take('"')
    const quoted = this.#value.slice(this.#position, end + 1)
    this.#text += quoted
    this.#display += unescapeQuoted(quoted.slice(1, -1))
    this.#position = end + 1
  }

  #readComment(): void {
    const end = this.#closing(')', this.#position + 1)
    if (end < 0) return this.#take('(')
    const comment = unescapeQuoted(this.#value.slice(this.#position + 1, end)).trim()
    this.#comment = this.#comment === '' ? comment : `${this.#comment} ${comment}`
    this.#append(' ')
    this.#position = end + 1
  }

  #readAngle(): void {
    if (this.#angle !== null) this.#finishBeforeSecondAngle()
    this.#angleAt = this.#display.length
    const end = this.#closing('>', this.#position + 1)
    const comma = this.#value.indexOf(',', this.#position)
    const stop = end >= 0 ? end : comma >= 0 ? comma : this.#value.length
    this.#angle = this.#value.slice(this.#position + 1, stop)
    this.#position = end >= 0 ? end + 1 : stop
  }

  /** RFC 5321 §4.1.3: an address literal as domain may hold colons. */
  #readLiteral(): void {
    const isDomain = this.#at >= 0 && this.#at === this.#text.length - 1
    const end = isDomain ? this.#closing(']', this.#position + 1) : -1
    if (end < 0) return this.#take('[')
    this.#append(this.#value.slice(this.#position, end + 1))
    this.#position = end + 1
  }

  #readEncodedWord(): void {
    ENCODED_WORD.lastIndex = this.#position
    const word = ENCODED_WORD.exec(this.#value)?.[0]
    if (word === undefined) return this.#take('=')
    this.#append(word)
    this.#position += word.length
  }

  /**
   * Where `close` stands from `from` on, quoted pairs, quoted strings and nested comments passed over; -1:
   * nowhere.
   */
  #closing(close: '"' | ')' | '>' | ']', from: number): number {
    if (this.#exhausted.includes(close)) return -1
    const end = findClosing(this.#value, close, from)
    if (end < 0) this.#exhausted += close
    return end
  }

  /** A comma is missing: what was read since the first `<…>` names the second. */
  #finishBeforeSecondAngle(): void {
    const name = this.#display.slice(this.#angleAt)
    this.#display = this.#display.slice(0, this.#angleAt)
    this.#finish()
    this.#append(name)
  }

  /** Groups do not hold groups: of a second name nothing is told. */
  #beginGroup(): void {
    if (!this.#inGroup) this.#found.push({ kind: 'group', display: this.#display })
    this.#inGroup = true
    this.#clear()
  }

  #endGroup(): void {
    if (this.#inGroup) this.#found.push({ kind: 'group-end' })
    this.#inGroup = false
  }

  #finish(): void {
    if (this.#angle !== null || this.#display.trim() !== '') {
      this.#found.push({
        kind: 'mailbox',
        text: this.#text,
        display: this.#display,
        bare: this.#at < 0 ? null : addressAround(this.#text, this.#at),
        angle: this.#angle,
        comment: this.#comment,
      })
    }
    this.#clear()
  }

  #clear(): void {
    this.#text = ''
    this.#display = ''
    this.#at = -1
    this.#angle = null
    this.#comment = ''
  }
}

/** The address whose `@` stands at `at` in text without angle brackets, such as `bob @ x.test (Bob)`. */
function addressAround(text: string, at: number): { address: string; beside: string } {
  let start = at
  while (start > 0 && isWhiteSpace(text, start - 1)) start--
  if (text[start - 1] === '"') start = Math.max(text.lastIndexOf('"', start - 2), 0)
  while (start > 0 && !isWhiteSpace(text, start - 1)) start--
  let end = at + 1
  while (end < text.length && isWhiteSpace(text, end)) end++
  while (end < text.length && !isWhiteSpace(text, end)) end++
  return { address: text.slice(start, end), beside: `${text.slice(0, start)} ${text.slice(end)}` }
}
