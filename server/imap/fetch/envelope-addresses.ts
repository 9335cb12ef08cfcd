import { findClosing, isWhiteSpace, unescapeQuoted, withoutComments } from '../../message/lexical-tokens.ts'
import { MESSAGE_LIMITS } from '../../message/limits.ts'

/**
 * One address structure (RFC 9051 §7.5.2). Without a host it begins a group, whose name is the mailbox, or ends
 * one, when there is no mailbox either.
 */
export interface EnvelopeAddress {
  /** The display name without its quotes, still encoded; or the comment that stands for one. */
  readonly name: string | null
  /** RFC 5322 §4.4: the source route, such as `@a.test,@b.test`. */
  readonly route: string | null
  /** The local part without its quotes. */
  readonly mailbox: string | null
  /** '' where an address lacks a domain, as null would make it a group. */
  readonly host: string | null
}

const GROUP_END: EnvelopeAddress = { name: null, route: null, mailbox: null, host: null }

/** By far the most fields: one address, `local@domain` or `"name" <local@domain>`. */
const ATOM = String.raw`[^\s"(),:;<>@[\\\]]+`
const BARE = new RegExp(`^(?<mailbox>${ATOM})@(?<host>${ATOM})$`)
const NAMED = new RegExp(
  `^(?:(?:"(?<quoted>[^"\\\\]*)"|(?<phrase>${ATOM}(?: ${ATOM})*)) ?)?<(?<mailbox>${ATOM})@(?<host>${ATOM})>$`,
)

/**
 * Reads the value of an address field for an envelope: unlike `parseAddressList` of the message room it keeps
 * groups and decodes nothing. What is malformed gives what can be made of it.
 *
 * @param value the unfolded value
 */
export function parseEnvelopeAddresses(value: string): EnvelopeAddress[] {
  const plain = (value.endsWith('>') ? NAMED : BARE).exec(value)
  if (plain === null) return new EnvelopeAddressReader(value).read()
  const { mailbox = '', host = '', quoted = '', phrase = '' } = plain.groups ?? {}
  return [{ name: quoted.trim() || phrase || null, route: null, mailbox, host }]
}

/** An encoded word, with the unquoted spaces and commas that some senders leave in it. */
const ENCODED_WORD = /=\?[^?\s]+\?[bq]\?[^?]*\?=/iy

const SPECIAL = /["(),:;<>@[=]/g

/** Reads one address field from left to right, each character a bounded number of times. */
class EnvelopeAddressReader {
  readonly #value: string
  readonly #found: EnvelopeAddress[] = []
  #position = 0
  #inGroup = false
  /** What was read of the present address outside of `<>` and comments, as written. */
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

  constructor(value: string) {
    this.#value = value
  }

  read(): EnvelopeAddress[] {
    const value = this.#value
    while (this.#position < value.length && this.#found.length < MESSAGE_LIMITS.addresses) {
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
        return this.#readEnclosed('"')
      case '(':
        return this.#readEnclosed(')')
      case '<':
        return this.#readAngle()
      case '[':
        return this.#readEnclosed(']')
      case '=':
        return this.#readEncodedWord()
      case ':':
        if (this.#inGroup || this.#at >= 0 || this.#angle !== null) return this.#take(character)
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
        if (character === '@') this.#at = this.#text.length
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

  /** A quoted string, a comment or an address literal; its first character for itself when it has no end. */
  #readEnclosed(close: '"' | ')' | ']'): void {
    const start = this.#position
    const end = this.#closing(close, start + 1)
    if (end < 0) return this.#take(this.#value[start]!)
    const enclosed = this.#value.slice(start, end + 1)
    this.#position = end + 1
    if (close === ']') this.#append(enclosed)
    else if (close === '"') {
      this.#text += enclosed
      this.#display += unescapeQuoted(enclosed.slice(1, -1))
    } else {
      const comment = unescapeQuoted(enclosed.slice(1, -1)).trim()
      this.#comment = this.#comment === '' ? comment : `${this.#comment} ${comment}`
      this.#append(' ')
    }
  }

  #readAngle(): void {
    if (this.#angle !== null) this.#finishBeforeSecondAngle()
    this.#angleAt = this.#display.length
    const end = this.#closing('>', this.#position + 1)
    const stop = end >= 0 ? end : this.#commaOrEnd()
    this.#angle = this.#value.slice(this.#position + 1, stop)
    this.#position = end >= 0 ? end + 1 : stop
  }

  #commaOrEnd(): number {
    const comma = this.#value.indexOf(',', this.#position)
    return comma < 0 ? this.#value.length : comma
  }

  #readEncodedWord(): void {
    ENCODED_WORD.lastIndex = this.#position
    const word = ENCODED_WORD.exec(this.#value)?.[0]
    if (word === undefined) return this.#take('=')
    this.#append(word)
    this.#position += word.length
  }

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

  /** RFC 9051 §7.5.2: a group begins with a structure whose mailbox is its name and whose host is NIL. */
  #beginGroup(): void {
    this.#found.push({ ...GROUP_END, mailbox: nameOf(this.#display) ?? '' })
    this.#inGroup = true
    this.#clear()
  }

  #endGroup(): void {
    if (this.#inGroup) this.#found.push(GROUP_END)
    this.#inGroup = false
  }

  #finish(): void {
    const address = this.#address()
    if (address !== null) this.#found.push(address)
    this.#clear()
  }

  #clear(): void {
    this.#text = ''
    this.#display = ''
    this.#at = -1
    this.#angle = null
    this.#comment = ''
  }

  #address(): EnvelopeAddress | null {
    const comment = nameOf(this.#comment)
    if (this.#angle !== null) return { name: nameOf(this.#display) ?? comment, ...splitAddress(this.#angle) }
    if (this.#at >= 0) {
      const [start, end] = addressAround(this.#text, this.#at)
      const name = nameOf(`${this.#text.slice(0, start)} ${this.#text.slice(end)}`)
      return { name: name ?? comment, ...splitAddress(this.#text.slice(start, end)) }
    }
    const display = nameOf(this.#display)
    if (display === null) return null
    // A word alone is a local part without a domain; several can only be a name.
    if (/\s|^=\?/.test(display)) return { name: display, route: null, mailbox: '', host: '' }
    return { name: comment, route: null, mailbox: display, host: '' }
  }
}

function nameOf(display: string): string | null {
  return display.replace(/\s+/g, ' ').trim() || null
}

/** The bounds of the address whose `@` stands at `at` in text without angle brackets, such as `Bob bob @ x.test`. */
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

function splitAddress(text: string): Omit<EnvelopeAddress, 'name'> {
  let address = withoutComments(text, 'drop')
  let route: string | null = null
  const colon = address.startsWith('@') ? address.indexOf(':') : -1
  if (colon >= 0) {
    route = address.slice(0, colon)
    address = address.slice(colon + 1)
  }
  const at = address.endsWith('"') ? -1 : address.lastIndexOf('@')
  const local = at < 0 ? address : address.slice(0, at)
  return { route, mailbox: withoutQuoting(local), host: at < 0 ? '' : address.slice(at + 1) }
}

/** RFC 9051 §9, addr-mailbox: the local part after removing the quoting of RFC 5322. */
function withoutQuoting(local: string): string {
  return local.includes('"') ? unescapeQuoted(local.replace(/(\\.)|"/gs, '$1')) : local
}
