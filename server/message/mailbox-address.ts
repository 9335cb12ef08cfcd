import { decodeHeaderText } from './header.ts'
import { findClosing, isWhiteSpace, unescapeQuoted, withoutComments } from './lexical-tokens.ts'
import { MESSAGE_LIMITS } from './limits.ts'

/** One mailbox of an address field, decoded. */
export interface MailboxAddress {
  /** The display name, or the comment that stands for one; '' when there is none. */
  readonly name: string
  /** The addr-spec without comments and folding; '' when only a name was given. */
  readonly address: string
}

/**
 * Reads the value of an address field (RFC 5322 §3.4): mailboxes and groups, of which the members count, with
 * comments, quoted strings, source routes and encoded words. What is not well formed gives what can be made
 * of it.
 *
 * @param value the unfolded value, still encoded
 * @param limit how many addresses are read at most
 */
export function parseAddressList(value: string, limit: number = MESSAGE_LIMITS.addresses): MailboxAddress[] {
  return new AddressListReader(value, limit).read()
}

/** RFC 5322 §3.2.3: a local part that needs no quotes; RFC 6532 §3.2 adds UTF-8. */
const DOT_ATOM = /^[^\s\p{Cc}"(),.:;<>@[\]\\]+(?:\.[^\s\p{Cc}"(),.:;<>@[\]\\]+)*$/u

/**
 * The key under which an address owns its account: lower case, without quotes that its local part does not
 * need; a bare name stands for that name at localhost.
 */
export function canonicalAddress(address: string): string {
  const lower = address.trim().toLowerCase()
  const at = lower.lastIndexOf('@')
  const local = at < 0 || lower.endsWith('"') ? lower : lower.slice(0, at)
  const domain = local === lower ? 'localhost' : lower.slice(at + 1)
  return `${unquoteLocalPart(local)}@${domain}`
}

function unquoteLocalPart(local: string): string {
  if (local.length < 2 || !local.startsWith('"') || !local.endsWith('"')) return local
  const bare = unescapeQuoted(local.slice(1, -1))
  return DOT_ATOM.test(bare) ? bare : local
}

/** An encoded word, with the unquoted spaces and commas that some senders leave in it. */
const ENCODED_WORD = /=\?[^?\s]+\?[bq]\?[^?]*\?=/iy

const SPECIAL = /["(),:;<>@[=]/g

/** Reads one address field from left to right, each character a bounded number of times. */
class AddressListReader {
  readonly #value: string
  readonly #limit: number
  readonly #found: MailboxAddress[] = []
  #position = 0
  /** What was read of the present mailbox outside of `<>` and comments, as written. */
  #text = ''
  /** The same without quotes and backslashes. */
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

  read(): MailboxAddress[] {
    const value = this.#value
    while (this.#position < value.length && this.#found.length < this.#limit) {
      SPECIAL.lastIndex = this.#position
      const special = SPECIAL.test(value) ? SPECIAL.lastIndex - 1 : value.length
      this.#append(value.slice(this.#position, special))
      this.#position = special
      if (special < value.length) this.#readSpecial(value[special]!)
    }
    this.#finish()
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
        // RFC 5322 §3.4: the phrase before a colon names a group.
        if (this.#at >= 0 || this.#angle !== null) return this.#take(character)
        this.#clear()
        break
      case ',':
      case ';':
        this.#finish()
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

  #finish(): void {
    const mailbox = this.#mailbox()
    if (mailbox !== null) this.#found.push(mailbox)
    this.#clear()
  }

  #clear(): void {
    this.#text = ''
    this.#display = ''
    this.#at = -1
    this.#angle = null
    this.#comment = ''
  }

  #mailbox(): MailboxAddress | null {
    if (this.#angle !== null) {
      return { name: this.#name(this.#display), address: cleanAddress(this.#angle) }
    }
    if (this.#at >= 0) {
      const [start, end] = addressAround(this.#text, this.#at)
      const name = `${this.#text.slice(0, start)} ${this.#text.slice(end)}`
      return { name: this.#name(name), address: cleanAddress(this.#text.slice(start, end)) }
    }
    const text = this.#display.trim()
    if (text === '') return null
    const isLocalName = text === this.#text.trim() && !/\s|=\?/.test(text)
    return isLocalName ? { name: '', address: text } : { name: this.#name(text), address: '' }
  }

  #name(text: string): string {
    const name = text.trim() === '' ? this.#comment : text
    return decodeHeaderText(name).replace(/\s+/g, ' ').trim()
  }
}

/**
 * The bounds of the address whose `@` stands at `at` in text without angle brackets, such as `bob @ x.test
 * (Bob)`.
 */
function addressAround(text: string, at: number): [start: number, end: number] {
  let start = at
  while (start > 0 && isWhiteSpace(text, start - 1)) start--
  if (text[start - 1] === '"') start = Math.max(text.lastIndexOf('"', start - 2), 0)
  while (start > 0 && !isWhiteSpace(text, start - 1)) start--
  let end = at + 1
  while (end < text.length && isWhiteSpace(text, end)) end++
  while (end < text.length && !isWhiteSpace(text, end)) end++
  return [start, end]
}

/** An addr-spec without source route (RFC 5322 §4.4), comments and white space outside of quotes. */
function cleanAddress(text: string): string {
  let address = withoutComments(text, 'drop').replace(/^mailto:/i, '')
  if (address.startsWith('@') && address.includes(':')) address = address.slice(address.indexOf(':') + 1)
  return address.includes('=?') ? decodeHeaderText(address) : address
}
