import { and, HAS_VALUES, IS_VALUES, or, TEXT_KEYS } from './query-tree.ts'
import type { Query, Term } from './query-tree.ts'
import { parseMoment, parseSize } from './query-value.ts'

export type { Query }

/** What a query may cost; beyond a limit it does not parse. */
export const QUERY_LIMITS = {
  /** Characters. */
  length: 10_000,
  terms: 250,
  /** Parentheses and negations within one another. */
  depth: 50,
}

/** A query that does not parse. The message says what to write instead. */
export class QuerySyntaxError extends Error {
  /** Where in the query, counting characters from 0. */
  readonly position: number

  constructor(position: number, message: string) {
    super(message)
    this.name = 'QuerySyntaxError'
    this.position = position
  }
}

/**
 * Parses the query language: bare words, "phrases", key:value, - before what must not match, OR, parentheses.
 * What stands side by side must all match; AND may be written between.
 *
 * @throws QuerySyntaxError
 */
export function parseQuery(text: string): Query {
  if (text.length > QUERY_LIMITS.length) {
    throw new QuerySyntaxError(QUERY_LIMITS.length, `a query has at most ${QUERY_LIMITS.length} characters`)
  }
  return new Parser(text).parse()
}

const SPACE = /\s*/y
const WORD = /[^\s()"]*/y
/** A backslash always takes the next character along, so that there is one way to read a text, and linear time. */
const QUOTED = /"(?:[^"\\]|\\[^])*"/y
const KEY = /[A-Za-z][A-Za-z-]*(?=:)/y
/** RFC 5322 §2.2, but for "=", which parts name and value here, and for what ends a word. */
const FIELD_NAME = /[!#-'*-9;<>-~]*/y

const KEYS: readonly string[] = [...TEXT_KEYS, 'header', 'has', 'is', 'larger', 'smaller', 'before', 'after']

const SIZE_WANTED = 'write a size such as 500, 10k or 1.5MB'
const TIME_WANTED = 'write a date (2026-11-21), a time (2026-11-21T20:46:30Z) or how long ago it was (2h, 6d)'

/** What the values of keys look like that do not take any text. */
const WANTED: Readonly<Record<string, string>> = {
  has: `write ${HAS_VALUES.join(', ')}`,
  is: `write ${IS_VALUES.join(', ')}`,
  larger: SIZE_WANTED,
  smaller: SIZE_WANTED,
  before: TIME_WANTED,
  after: TIME_WANTED,
}

class Parser {
  readonly #text: string
  #position = 0
  #depth = 0
  #terms = 0

  constructor(text: string) {
    this.#text = text
  }

  parse(): Query {
    if (this.#text.trim() === '') return { kind: 'all' }
    const query = this.#alternatives()
    if (this.#next === ')') throw this.#error('there is no "(" for this ")"')
    return query
  }

  /** The next character, white space skipped; '' at the end. */
  get #next(): string {
    this.#take(SPACE)
    return this.#text.charAt(this.#position)
  }

  #alternatives(): Query {
    const operands = [this.#all()]
    while (this.#takeOperator('OR')) operands.push(this.#all())
    return or(...operands)
  }

  #all(): Query {
    const operands: Query[] = []
    do operands.push(this.#negatable())
    while (this.#takeOperator('AND') || (this.#next !== '' && this.#next !== ')' && !this.#atOperator('OR')))
    return and(...operands)
  }

  #negatable(): Query {
    if (this.#next !== '-') return this.#single()
    this.#position++
    if (/[\s)]|^$/.test(this.#text.charAt(this.#position))) {
      throw this.#error('write "-" right before the term that must not match')
    }
    return { kind: 'not', operand: this.#nested(() => this.#negatable()) }
  }

  #single(): Query {
    const next = this.#next
    if (next === '') throw this.#error('the query ends where a term should follow')
    if (next === ')') throw this.#error('a term should stand before this ")"')
    if (next === '(') return this.#nested(() => this.#group())
    if (this.#atOperator('OR') || this.#atOperator('AND')) {
      throw this.#error('a term should stand here; to look for the word itself, write it in quotes')
    }
    return this.#term()
  }

  #group(): Query {
    const start = this.#position++
    const query = this.#alternatives()
    if (this.#next !== ')')
      throw this.#error('this "(" is never closed: write ")" after the last term', start)
    this.#position++
    return query
  }

  #term(): Term {
    if (++this.#terms > QUERY_LIMITS.terms) {
      throw this.#error(`a query has at most ${QUERY_LIMITS.terms} terms`)
    }
    const start = this.#position
    if (this.#text.charAt(start) === '"') {
      const value = this.#quoted(start)
      return { kind: 'text', key: 'any', value, start, end: this.#position }
    }
    KEY.lastIndex = start
    const key = KEY.exec(this.#text)?.[0]
    if (key !== undefined) return this.#keyed(start, key)
    const value = this.#take(WORD)
    this.#checkEnd()
    return { kind: 'text', key: 'any', value, start, end: this.#position }
  }

  #keyed(start: number, written: string): Term {
    const key = written.toLowerCase()
    if (!KEYS.includes(key)) {
      throw this.#error(
        `there is no key "${written}:" (there are ${KEYS.join(': ')}:); ` +
          'to look for the text itself, write it in quotes',
      )
    }
    this.#position += key.length + 1
    if (key === 'header') return this.#header(start)
    const valueStart = this.#position
    const value = this.#value(`${key}:`)
    const term = readTerm(key, value, { start, end: this.#position })
    if (term === null) throw this.#error(`"${value}" does not go with ${key}: ${WANTED[key]}`, valueStart)
    return term
  }

  #header(start: number): Term {
    const nameStart = this.#position
    const name = this.#take(FIELD_NAME)
    if (name === '') {
      throw this.#error('header: needs the name of a field, as in header:X-Campaign=spring', nameStart)
    }
    const hasValue = this.#text.charAt(this.#position) === '='
    if (hasValue) this.#position++
    const value = hasValue ? this.#value(`header:${name}=`) : null
    this.#checkEnd()
    return { kind: 'header', name, value, start, end: this.#position }
  }

  /** The value behind a key: a quoted text or all up to the next space or parenthesis. */
  #value(key: string): string {
    const start = this.#position
    if (this.#text.charAt(start) === '"') return this.#quoted(start)
    const value = this.#take(WORD)
    if (value === '') {
      throw this.#error(
        `${key} needs a value right behind it; one with spaces or parentheses stands in quotes`,
        start,
      )
    }
    this.#checkEnd()
    return value
  }

  #quoted(start: number): string {
    QUOTED.lastIndex = start
    const match = QUOTED.exec(this.#text)
    if (match === null)
      throw this.#error(`this quote is never closed: write '"' at the end of the text`, start)
    this.#position = QUOTED.lastIndex
    const value = match[0].slice(1, -1).replace(/\\(["\\])/g, '$1')
    if (value.trim() === '') throw this.#error('there is no text in these quotes', start)
    this.#checkEnd()
    return value
  }

  /** After a term there is a space, a parenthesis or the end. */
  #checkEnd(): void {
    if (!/^[^\s()]/.test(this.#text.slice(this.#position, this.#position + 1))) return
    throw this.#error('write a space between two terms, and quotes around the whole of a value')
  }

  #nested(parse: () => Query): Query {
    if (++this.#depth > QUERY_LIMITS.depth) {
      throw this.#error(`parentheses go at most ${QUERY_LIMITS.depth} deep`)
    }
    const query = parse()
    this.#depth--
    return query
  }

  #atOperator(operator: string): boolean {
    if (this.#next === '') return false
    WORD.lastIndex = this.#position
    return WORD.exec(this.#text)?.[0] === operator && this.#text.charAt(WORD.lastIndex) !== '"'
  }

  #takeOperator(operator: string): boolean {
    if (!this.#atOperator(operator)) return false
    this.#position += operator.length
    return true
  }

  /** What a sticky pattern matches at the present position, which moves behind it. */
  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#position
    const taken = pattern.exec(this.#text)?.[0] ?? ''
    this.#position += taken.length
    return taken
  }

  #error(message: string, position: number = this.#position): QuerySyntaxError {
    return new QuerySyntaxError(position, message)
  }
}

/** The term of a key and its value; null when the value is not one for that key. */
function readTerm(key: string, value: string, span: { start: number; end: number }): Term | null {
  switch (key) {
    case 'has':
      return oneOf(HAS_VALUES, value, known => ({ kind: 'has', value: known, ...span }))
    case 'is':
      return oneOf(IS_VALUES, value, known => ({ kind: 'is', value: known, ...span }))
    case 'larger':
    case 'smaller': {
      const bytes = parseSize(value)
      return bytes === null ? null : { kind: 'size', key, value, bytes, ...span }
    }
    case 'before':
    case 'after': {
      const moment = parseMoment(value)
      return moment === null ? null : { kind: 'time', key, value, moment, ...span }
    }
    default:
      return oneOf(TEXT_KEYS, key, known => ({ kind: 'text', key: known, value, ...span }))
  }
}

function oneOf<T extends string>(known: readonly T[], value: string, make: (value: T) => Term): Term | null {
  const found = known.find(candidate => candidate === value.toLowerCase())
  return found === undefined ? null : make(found)
}
