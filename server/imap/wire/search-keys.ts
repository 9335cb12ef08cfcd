import type { ArgumentReader } from './argument-reader.ts'
import type { SearchKey } from './search-key.ts'

/** What the keys of one search may cost. */
export const SEARCH_LIMITS = {
  keys: 1000,
  /** Parentheses, NOT and OR within one another. */
  depth: 250,
}

/**
 * Reads search keys, to the end of the command (RFC 9051 §6.4.4); all of them must match.
 *
 * @param decode turns the bytes of a text into characters, by the charset of the search
 * @throws ImapSyntaxError
 */
export function parseSearchKeys(reader: ArgumentReader, decode: (bytes: Uint8Array) => string): SearchKey {
  const parser = new SearchKeyParser(reader, decode)
  const keys = [parser.key()]
  while (!reader.atEnd) {
    reader.space()
    keys.push(parser.key())
  }
  return and(keys)
}

/** Reads what stands behind the word of a key. */
type ReadKey = (parser: SearchKeyParser) => SearchKey

class SearchKeyParser {
  readonly reader: ArgumentReader
  readonly #decode: (bytes: Uint8Array) => string
  #keys = 0
  #depth = 0

  constructor(reader: ArgumentReader, decode: (bytes: Uint8Array) => string) {
    this.reader = reader
    this.#decode = decode
  }

  key(): SearchKey {
    const start = this.reader.position
    if (++this.#keys > SEARCH_LIMITS.keys)
      throw this.reader.error(`at most ${SEARCH_LIMITS.keys} search keys`)
    const next = this.reader.peek()
    if (next === '(') return this.#group()
    if (/[\d*$]/.test(next)) return { kind: 'sequence', set: this.reader.sequenceSet() }
    const word = this.reader.keyword('a search key')
    const read = KEYS.get(word)
    if (read === undefined) throw this.reader.error('a search key', start)
    return read(this)
  }

  /** The space before an argument, and a text. */
  text(): string {
    this.reader.space()
    return this.#decode(this.reader.astringBytes('a text'))
  }

  /** The space before an argument, and a key that stands one level deeper. */
  operand(): SearchKey {
    this.reader.space()
    return this.#nested(() => this.key())
  }

  #group(): SearchKey {
    return and(this.#nested(() => this.reader.nonEmptyList(() => this.key())))
  }

  #nested<T>(read: () => T): T {
    if (++this.#depth > SEARCH_LIMITS.depth) {
      throw this.reader.error(`at most ${SEARCH_LIMITS.depth} search keys within one another`)
    }
    const result = read()
    this.#depth--
    return result
  }
}

function and(keys: readonly SearchKey[]): SearchKey {
  const [only] = keys
  return keys.length === 1 && only !== undefined ? only : { kind: 'and', keys }
}

/** Chains of OR, which takes two keys only, become one list. */
function or(first: SearchKey, second: SearchKey): SearchKey {
  return { kind: 'or', keys: second.kind === 'or' ? [first, ...second.keys] : [first, second] }
}

function argument<T>(read: (reader: ArgumentReader) => T): (parser: SearchKeyParser) => T {
  return ({ reader }) => {
    reader.space()
    return read(reader)
  }
}

const octets = argument(reader => reader.number64('a number of octets'))
const seconds = argument(reader => reader.nonZeroNumber('a number of seconds'))
const day = argument(reader => reader.date())
const keyword = argument(reader => reader.atom('a keyword'))
const objectId = argument(reader => reader.astring('an identifier'))

/** RFC 7162 §3.1.5: the flag that a mod-sequence is of may be named; all flags have one in common here. */
const modseq = argument(reader => {
  if (reader.peek() === '"') {
    reader.string()
    reader.space()
    reader.oneOf(['PRIV', 'SHARED', 'ALL'], 'a type of flag')
    reader.space()
  }
  return reader.number64('a mod-sequence')
})

const UNSEEN: SearchKey = { kind: 'flag', flag: '\\Seen', present: false }

const KEYS = new Map<string, ReadKey>([
  ['ALL', () => ({ kind: 'all' })],
  ['NOT', parser => ({ kind: 'not', key: parser.operand() })],
  ['OR', parser => or(parser.operand(), parser.operand())],
  ['UID', argument(reader => ({ kind: 'uid', set: reader.sequenceSet() }))],
  ['NEW', () => and([{ kind: 'recent', present: true }, UNSEEN])],
  ['OLD', () => ({ kind: 'recent', present: false })],
  ['RECENT', () => ({ kind: 'recent', present: true })],
  ['KEYWORD', parser => ({ kind: 'flag', flag: keyword(parser), present: true })],
  ['UNKEYWORD', parser => ({ kind: 'flag', flag: keyword(parser), present: false })],
  ['HEADER', parser => ({ kind: 'header', field: parser.text().toLowerCase(), text: parser.text() })],
  ['BODY', parser => ({ kind: 'body', text: parser.text() })],
  ['TEXT', parser => ({ kind: 'text', text: parser.text() })],
  ['LARGER', parser => ({ kind: 'larger', octets: octets(parser) })],
  ['SMALLER', parser => ({ kind: 'smaller', octets: octets(parser) })],
  ['OLDER', parser => ({ kind: 'older', seconds: seconds(parser) })],
  ['YOUNGER', parser => ({ kind: 'younger', seconds: seconds(parser) })],
  ['MODSEQ', parser => ({ kind: 'modseq', modseq: modseq(parser) })],
  ['EMAILID', parser => ({ kind: 'email-id', id: objectId(parser) })],
  ['THREADID', parser => ({ kind: 'thread-id', id: objectId(parser) })],
  ['SAVEDATESUPPORTED', () => ({ kind: 'save-date-supported' })],
])

for (const flag of ['Answered', 'Deleted', 'Draft', 'Flagged', 'Seen']) {
  const word = flag.toUpperCase()
  KEYS.set(word, () => ({ kind: 'flag', flag: `\\${flag}`, present: true }))
  KEYS.set(`UN${word}`, () => ({ kind: 'flag', flag: `\\${flag}`, present: false }))
}

for (const field of ['bcc', 'cc', 'from', 'subject', 'to']) {
  KEYS.set(field.toUpperCase(), parser => ({ kind: 'header', field, text: parser.text() }))
}

for (const [prefix, of] of [
  ['', 'internal'],
  ['SENT', 'sent'],
  ['SAVED', 'saved'],
] as const) {
  for (const relation of ['before', 'on', 'since'] as const) {
    KEYS.set(prefix + relation.toUpperCase(), parser => ({ kind: 'date', of, relation, day: day(parser) }))
  }
}
