/** The address to use instead of a reference; null when it must not be loaded. */
export type CssReference = (url: string) => string | null

// Every pattern can end wherever its loop ends, so none of them ever goes back over what it has read.
const COMMENT = /\/\*[^]*?(?:\*\/|$)/y
const STRING = /"((?:[^"\\\n]+|\\[^])*)(?:"|\n|\\?$)|'((?:[^'\\\n]+|\\[^])*)(?:'|\n|\\?$)/y
const NAME = /(?:[-\w\u0080-\uffff]+|\\(?:[0-9a-f]{1,6}\s?|[^\n0-9a-f]))+/iy
const URL_BODY = /\s*(?:"((?:[^"\\\n]+|\\[^])*)"?|'((?:[^'\\\n]+|\\[^])*)'?|((?:[^)\\]+|\\[^])*))[^)]*\)?/y
const URL_END = /[^)]*\)?/y
const PLAIN = /[^-\w\u0080-\uffff\\"'/@<]+/y
const STATEMENT = /(?:[^;"'{}]+|"(?:[^"\\\n]+|\\[^])*"?|'(?:[^'\\\n]+|\\[^])*'?)*;?/y

/** Functions that load what a string, or a variable that holds one, names; and the script of old browsers. */
const LOADING_FUNCTIONS = /^(?:-[a-z]+-)?(?:image-set|image|src|cross-fade|element|expression)$/

/** A few of these, one in the other, keep a browser busy for minutes, and with it the page around the mail. */
const COSTLY_FUNCTIONS = /^(?:blur|drop-shadow)$/

/** Properties by which old browsers ran scripts. */
const SCRIPT_PROPERTIES = /^(?:behavior|-ms-behavior|-moz-binding)$/

/** Rules that load or that mean nothing in a document of ours. */
const DROPPED_RULES = /^(?:import|charset|namespace)$/

/**
 * Makes a style sheet, or a style attribute, safe to put into a document of ours: nothing in it is loaded but what
 * `reference` gives an address for, and nothing in it ends the element that it stands in. Escapes are decoded
 * before they are judged, as `u\72l(` is `url(` too. Takes time linear to the length.
 */
export function sanitizeCss(css: string, reference: CssReference): string {
  return new CssSanitizer(css, reference).run()
}

class CssSanitizer {
  readonly #css: string
  readonly #reference: CssReference
  #at = 0
  #out = ''

  constructor(css: string, reference: CssReference) {
    this.#css = css
    this.#reference = reference
  }

  run(): string {
    while (this.#at < this.#css.length) {
      this.#out += this.#match(PLAIN)?.[0] ?? ''
      if (this.#at < this.#css.length) this.#token()
    }
    return this.#out
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at
    const match = pattern.exec(this.#css)
    if (match !== null) this.#at += match[0].length
    return match
  }

  #token(): void {
    switch (this.#css[this.#at]) {
      case '"':
      case "'": {
        const match = this.#match(STRING)
        this.#out += formatString(decode(match?.[1] ?? match?.[2] ?? ''))
        return
      }
      case '/':
        if (this.#match(COMMENT) === null) this.#copy()
        else this.#out += ' '
        return
      case '@':
        this.#at++
        this.#rule()
        return
      case '<':
        this.#at++
        // In a range such as (width < 40em) it stays; before anything else it could begin a tag.
        if (/[\s=\d]/.test(this.#css[this.#at] ?? '')) this.#out += '<'
        return
      default:
        this.#name()
    }
  }

  #copy(): void {
    this.#out += this.#css[this.#at] ?? ''
    this.#at++
  }

  #rule(): void {
    const name = this.#match(NAME)
    const text = decode(name?.[0] ?? '')
    if (DROPPED_RULES.test(text.toLowerCase())) this.#drop(text.toLowerCase())
    else this.#out += `@${formatName(text, text)}`
  }

  /** Drops a rule up to its semicolon; of an import, the address is kept when it may be loaded. */
  #drop(rule: string): void {
    const statement = this.#match(STATEMENT)?.[0] ?? ''
    if (rule !== 'import') return
    const address = /^\s*(?:url\(\s*)?(?:"([^"]*)"|'([^']*)'|([^\s)"']+))/i.exec(statement)
    const url = this.#reference(decode(address?.[1] ?? address?.[2] ?? address?.[3] ?? ''))
    if (url !== null) this.#out += `@import ${formatString(url)};`
  }

  #name(): void {
    const match = this.#match(NAME)
    if (match === null) {
      // A backslash before a line end or at the end of the text escapes nothing.
      this.#at++
      return
    }
    const name = decode(match[0])
    const lower = name.toLowerCase()
    if (this.#css[this.#at] !== '(') {
      this.#out += SCRIPT_PROPERTIES.test(lower) ? 'removed' : formatName(name, match[0])
      return
    }
    this.#at++
    if (lower === 'url' || lower === 'url-prefix') this.#url()
    else {
      const isDropped = LOADING_FUNCTIONS.test(lower) || COSTLY_FUNCTIONS.test(lower)
      this.#out += isDropped ? 'removed(' : `${formatName(name, match[0])}(`
    }
  }

  #url(): void {
    const address = this.#plainAddress() ?? this.#anyAddress()
    const url = address.startsWith('#') ? address : this.#reference(address)
    this.#out += url === null ? 'none' : `url(${formatString(url)})`
  }

  /**
   * An address without escapes, to the end of its function; null for any other. It may hold a whole image, for which a
   * pattern that loops runs out of room for where it could go back to.
   */
  #plainAddress(): string | null {
    const first = this.#css[this.#at]
    const isQuoted = first === '"' || first === "'"
    const start = isQuoted ? this.#at + 1 : this.#at
    const end = this.#css.indexOf(isQuoted ? first : ')', start)
    if (end < 0) return null
    const address = this.#css.slice(start, end)
    if ((isQuoted ? /[\\\n]/ : /[\\"'\s]/).test(address)) return null
    this.#at = isQuoted ? end + 1 : end
    this.#match(URL_END)
    return address
  }

  #anyAddress(): string {
    const body = this.#match(URL_BODY)
    return decode(body?.[1] ?? body?.[2] ?? body?.[3]?.trim() ?? '')
  }
}

/** CSS Syntax §4.3.7: what escapes stand for. */
function decode(text: string): string {
  if (!text.includes('\\')) return text
  return text.replace(/\\(?:([0-9a-f]{1,6})\s?|\n|([^]))/gi, (_, hex?: string, character?: string) => {
    if (hex === undefined) return character ?? ''
    const code = Number.parseInt(hex, 16)
    const valid = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
    return valid ? String.fromCodePoint(code) : '\uFFFD'
  })
}

function escape(character: string): string {
  return `\\${character.charCodeAt(0).toString(16)} `
}

/** @param source the name as it stood: a number with its unit begins with a digit there already */
function formatName(name: string, source: string): string {
  const special = /^-?\d/.test(source) ? /[^-\w\u0080-\uffff]/g : /[^-\w\u0080-\uffff]|^\d|(?<=^-)\d/g
  return name.replace(special, escape)
}

function formatString(text: string): string {
  // oxlint-disable-next-line no-control-regex -- none of these may stand in a string as it is
  return `"${text.replace(/["\\<>\0-\x1f\x7f]/g, escape)}"`
}
