import { formatDuration, parseDuration, parseSize } from '../../../units.ts'
import { nearestNames } from './nearest-names.ts'
import type { WorldLimits } from '../world-limits.ts'
import { WorldSyntaxError } from '../world-syntax-error.ts'

/** What holds for the whole document while it is read. */
export interface Reading {
  /** The instant from which durations count that stand for instants, in milliseconds since the epoch. */
  readonly now: number
  readonly limits: WorldLimits
  /** How many there are so far of what is counted over the whole document. */
  readonly counts: Map<keyof WorldLimits, number>
}

/** A value of the document and where it is. What does not fit is a `WorldSyntaxError` that names the place. */
export class Place {
  readonly value: unknown
  /** A JSON pointer into the document. */
  readonly path: string
  readonly reading: Reading

  constructor(value: unknown, path: string, reading: Reading) {
    this.value = value
    this.path = path
    this.reading = reading
  }

  /** @param reason what is wrong and what fits, without the place: `must be …` */
  fail(reason: string): never {
    throw new WorldSyntaxError(this.path, reason)
  }

  get isText(): boolean {
    return typeof this.value === 'string'
  }

  get isList(): boolean {
    return Array.isArray(this.value)
  }

  /** The place with an empty object, where there is nothing, as YAML writes what has nothing said of it. */
  orEmpty(): Place {
    return this.value === null ? new Place({}, this.path, this.reading) : this
  }

  /** The members of an object that has no others than these; those that are null are left out, as YAML writes them. */
  members<Name extends string>(...known: Name[]): { readonly [N in Name]?: Place } {
    const entries = this.#entries(`must be an object with some of ${known.join(', ')}`)
    for (const [name, place] of entries) if (!known.includes(name as Name)) place.#failUnknown(name, known)
    const given = entries.filter(([, place]) => place.value !== null)
    return Object.fromEntries(given) as { [N in Name]?: Place }
  }

  /**
   * The members of an object with any names.
   *
   * @param kind what each is, and what is counted over the whole document
   * @param example the object in short, for the words when it is none
   */
  named(kind: keyof WorldLimits, example: string): [name: string, place: Place][] {
    const entries = this.#entries(`must be an object such as ${example}`)
    this.count(kind, entries.length)
    return entries
  }

  /** The items of a list. */
  items(example: string, most: number = this.reading.limits.list): Place[] {
    if (!Array.isArray(this.value)) this.fail(`must be a list such as ${example}`)
    if (this.value.length > most) this.fail(`has ${this.value.length} items; there may be ${most}`)
    return this.value.map((item, index) => this.#at(String(index), item))
  }

  /** The items of a list, or the value itself as its only item. */
  oneOrMore(example: string, most?: number): Place[] {
    return this.isList ? this.items(example, most) : [this]
  }

  /** Counts what there is of a kind over the whole document. */
  count(kind: keyof WorldLimits, more: number): void {
    const { counts, limits } = this.reading
    const sum = (counts.get(kind) ?? 0) + more
    counts.set(kind, sum)
    if (sum > limits[kind]) this.fail(`makes ${sum} ${kind} in all; there may be ${limits[kind]}`)
  }

  text(what = 'a text'): string {
    const { value } = this
    const { text: most } = this.reading.limits
    // A number in YAML is no text, not even as the name of an account or as a password.
    if (typeof value === 'number') this.fail(`must be ${what}; write numbers in quotes`)
    if (typeof value !== 'string' || value === '') this.fail(`must be ${what}`)
    if (value.length > most) this.fail(`has ${value.length} characters; there may be ${most}`)
    return value
  }

  flag(): boolean {
    if (typeof this.value !== 'boolean') this.fail('must be true or false')
    return this.value
  }

  oneOf<const Name extends string>(...names: Name[]): Name {
    return names.find(name => name === this.value) ?? this.fail(`must be one of ${names.join(', ')}`)
  }

  wholeNumber(least: number, most: number = Number.MAX_SAFE_INTEGER): number {
    const { value } = this
    if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value
    const range = most === Number.MAX_SAFE_INTEGER ? `from ${least} on` : `from ${least} to ${most}`
    return this.fail(`must be a whole number ${range}`)
  }

  /** Milliseconds of a duration such as `30m`. */
  duration(least = 0): number {
    if (typeof this.value !== 'string') this.fail('must be a duration such as "30m"')
    const milliseconds = this.#parse(parseDuration, this.value)
    if (milliseconds < least) this.fail(`must be ${formatDuration(least)} at least`)
    return milliseconds
  }

  /** Bytes, as a number or as a text such as `10MB`. */
  size(): number {
    if (typeof this.value === 'string') return this.#parse(parseSize, this.value)
    return Number.isSafeInteger(this.value) && (this.value as number) >= 0
      ? (this.value as number)
      : this.fail('must be a size such as "10MB", or a number of bytes')
  }

  /** An instant in milliseconds since the epoch: a date-time, or a duration from the start of the world. */
  instant(): number {
    const text = typeof this.value === 'string' ? this.value : ''
    if (/^\d{4}-\d\d-\d\dT\S+(?:Z|[+-]\d\d:\d\d)$/.test(text)) {
      const instant = Date.parse(text)
      if (!Number.isNaN(instant)) return instant
    } else if (/^\d+(?:\.\d+)?[a-z]+$/.test(text)) {
      return this.reading.now + this.#parse(parseDuration, text)
    }
    return this.fail(
      'must be a date-time such as "2026-11-21T20:46:30Z", or a duration since the start such as "2h"',
    )
  }

  #parse(parse: (text: string) => number, text: string): number {
    try {
      return parse(text)
    } catch (error) {
      return this.fail(`is wrong: ${(error as Error).message}`)
    }
  }

  #entries(reason: string): [name: string, place: Place][] {
    const { value } = this
    if (typeof value !== 'object' || value === null || Array.isArray(value)) this.fail(reason)
    return Object.entries(value).map(([name, member]) => [name, this.#at(name, member)])
  }

  #at(name: string, value: unknown): Place {
    return new Place(value, `${this.path}/${pointerToken(name)}`, this.reading)
  }

  #failUnknown(name: string, known: readonly string[]): never {
    const near = nearestNames(name, known)
    return this.fail(
      near.length > 0
        ? `is not known here; did you mean ${near.join(' or ')}?`
        : `is not known here; there are ${known.join(', ')}`,
    )
  }
}

/** Characters of a name that are shown in a path. */
const SHOWN = 100

/** RFC 6901 §3: `~` and `/` are written otherwise in a pointer. */
function pointerToken(name: string): string {
  const shown = name.length > SHOWN ? `${name.slice(0, SHOWN)}…` : name
  return shown.replaceAll('~', '~0').replaceAll('/', '~1')
}
