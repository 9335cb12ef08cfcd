import { TEST_ID } from './test-id.ts'

const URL_IN_TEXT = /\bhttps?:\/\/[^\s"'<>\\]+/gi
/** What ends a sentence or a bracket behind an address, and not the address. */
const BEHIND_URL = /[.,;:!?)\]]{1,20}$/
const UUID = /\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi
const CONTENT_ID = /\bcid:[^\s"'<>)]+/gi

const MONTH = 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec'
const DAY = 'Mon|Tue|Wed|Thu|Fri|Sat|Sun'
const DATES: readonly RegExp[] = [
  /\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?\b/g,
  // RFC 5322 §3.3: 'Sat, 21 Nov 2026 20:46:30 +0000'.
  new RegExp(
    String.raw`\b(?:(?:${DAY}), )?\d{1,2} (?:${MONTH}) \d{4} \d\d:\d\d(?::\d\d)?(?: (?:[+-]\d{4}|[A-Z]{3}))?(?! ?[+-]\d)`,
    'g',
  ),
]

/** Parameters of a URL whose value is made anew each time, whatever it looks like. */
const CHANGING_PARAMETER =
  /[tT]oken$|[sS]ignature$|[_-]id$|[a-z]Id$|^(?:id|uid|code|otp|key|sig|hash|hmac|nonce|state|secret|expires|exp|ts|timestamp|t)$/
/** Shortest value that is taken for one that was made at random, unless its name says so. */
const TOKEN_LENGTH = 16
const WORD_LENGTH = 20

/**
 * Replaces what changes from run to run by what it is: `<test>`, `<uuid>`, `<token>`, `<date>`, `<cid>`, `<port>`,
 * `<code>`. A second one of a kind is `<token 2>`, wherever it comes again, so that it shows what is the same.
 */
export class SteadyText {
  readonly #codes: RegExp | null
  readonly #known = new Map<string, Map<string, string>>()

  /** @param codes the one-time codes to replace, as they would be typed in */
  constructor(codes: readonly string[]) {
    this.#codes = codes.length === 0 ? null : new RegExp(codes.map(codePattern).join('|'), 'gi')
  }

  /** A text or HTML. */
  text(text: string): string {
    let steady = ''
    let end = 0
    for (const { index, 0: found } of text.matchAll(URL_IN_TEXT)) {
      const url = found.replace(BEHIND_URL, '')
      steady += this.#prose(text.slice(end, index)) + this.#url(url)
      end = index + url.length
    }
    return steady + this.#prose(text.slice(end))
  }

  /** The name of a value that changes; the same for the same value. */
  name(kind: string, value: string): string {
    const names = this.#known.get(kind) ?? new Map<string, string>()
    this.#known.set(kind, names)
    const name = names.get(value) ?? (names.size === 0 ? `<${kind}>` : `<${kind} ${names.size + 1}>`)
    names.set(value, name)
    return name
  }

  #prose(text: string): string {
    let steady = this.#ids(text).replace(CONTENT_ID, found => `cid:${this.name('cid', found.slice(4))}`)
    for (const date of DATES) steady = steady.replace(date, '<date>')
    return steady
  }

  #ids(text: string): string {
    let steady = text
    if (this.#codes !== null) {
      steady = steady.replace(this.#codes, found => this.name('code', found.replace(/<[^<>]*>|[\s-]/g, '')))
    }
    return steady
      .replace(TEST_ID, found => this.name('test', found.toLowerCase()))
      .replace(UUID, found => this.name('uuid', found.toLowerCase()))
  }

  #url(url: string): string {
    const [, origin = '', path = '', rest = ''] = /^([^/?#]*\/\/[^/?#]*)([^?#]*)([^]*)$/.exec(url) ?? []
    return (
      this.#ids(origin).replace(/^(https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])):\d+$/i, '$1:<port>') +
      path.replace(/[^/]+/g, segment => this.#value('', segment)) +
      // In HTML, `&` may be written as a character reference.
      rest.replace(/([?&#;])([^=?&#;]+)=([^&#]*)/g, (_, mark: string, name: string, value: string) => {
        return `${mark}${name}=${this.#value(name, value)}`
      })
    )
  }

  #value(name: string, value: string): string {
    const steady = this.#ids(value)
    if (steady !== value || value === '') return steady
    const changes = CHANGING_PARAMETER.test(name) || isToken(value)
    return changes ? this.name('token', value) : value
  }
}

/** Whether a part of a URL is no words: `k3JxQp…`, a number of ten digits, but not `reset-your-password-2026`. */
function isToken(value: string): boolean {
  if (/^\d{10,}$/.test(value)) return true
  if (value.length < TOKEN_LENGTH || !/^[\w.~%+=:-]+$/.test(value)) return false
  return !value
    .split(/[-_.~+:]|%20/)
    .every(part => part.length <= WORD_LENGTH && /^(?:\d{0,4}|[A-Z]?[a-z]+|[A-Z]+)$/.test(part))
}

/** A code as a message may show it: in groups, or each character in a cell of its own. */
function codePattern(code: string): string {
  const between = String.raw`(?:[\s-]|<[^<>]{0,500}>)*`
  const characters = Array.from(code, character => character.replace(/[^\w]/g, String.raw`\$&`))
  return `(?<![0-9A-Za-z])${characters.join(between)}(?![0-9A-Za-z])`
}
