import { ImapSyntaxError } from './imap-syntax-error.ts'

export type Range = readonly [from: number, to: number]

/** RFC 9051 §9: nz-number. */
const NUMBER = /^[1-9]\d{0,9}$/
const MOST = 4_294_967_295

/** Characters of a set that an error message shows. */
const SHOWN = 40

/** A set of sequence numbers or unique identifiers, such as `1:5,9,12:*` (RFC 9051 §9, sequence-set). */
export class SequenceSet {
  /** RFC 9051 §6.4.4.1: `$` stands for the result that SEARCH has saved; it has no ranges of its own. */
  readonly isSaved: boolean
  /** Merged and ascending; those that end with `*` apart. */
  readonly #fixed: readonly Range[]
  /** The lowest and highest that are named as the other end of a range with `*`; null when no range has one. */
  readonly #open: Range | null

  private constructor(fixed: readonly Range[], open: Range | null, isSaved: boolean) {
    this.#fixed = fixed
    this.#open = open
    this.isSaved = isSaved
  }

  /**
   * @param start what counts as the position of the first character, in errors
   * @throws ImapSyntaxError
   */
  static parse(text: string, start = 0): SequenceSet {
    if (text === '$') return new SequenceSet([], null, true)
    const fixed: Range[] = []
    let open: Range | null = null
    let position = start
    for (const part of text.split(',')) {
      const range = parseRange(part)
      if (range === null) throw notARange(part, position)
      const [from, to] = range
      if (to < Infinity) fixed.push(range)
      else open = [Math.min(from, open?.[0] ?? from), Math.max(from === Infinity ? 0 : from, open?.[1] ?? 0)]
      position += part.length + 1
    }
    return new SequenceSet(merged(fixed), open, false)
  }

  /** @param numbers in any order */
  static of(numbers: Iterable<number>): SequenceSet {
    return new SequenceSet(rangesOf([...numbers].sort((a, b) => a - b)), null, false)
  }

  /**
   * Its ranges, merged and ascending.
   *
   * @param max what `*` stands for; where it is 0 there is nothing, and `*` and ranges up to it hold nothing
   */
  ranges(max: number): readonly Range[] {
    const open = this.#openRange(max)
    return open === null ? this.#fixed : merged([...this.#fixed, open])
  }

  /** @param max what `*` stands for, as in ranges */
  includes(number: number, max: number): boolean {
    const open = this.#openRange(max)
    if (open !== null && number >= open[0] && number <= open[1]) return true
    let low = 0
    let high = this.#fixed.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#fixed[middle]![1] < number) low = middle + 1
      else high = middle
    }
    return (this.#fixed[low]?.[0] ?? Infinity) <= number
  }

  /** As it is written in commands and responses; '' when it holds nothing. */
  format(): string {
    if (this.isSaved) return '$'
    const parts = this.#fixed.map(formatRange)
    if (this.#open !== null) {
      const [lowest, highest] = this.#open
      parts.push(lowest === Infinity ? '*' : `${lowest}:*`)
      // Where `*` is below both, what lies between them belongs to the set.
      if (highest > lowest) parts.push(`${highest}:*`)
    }
    return parts.join(',')
  }

  /** RFC 9051 §9: the order of a range's ends does not matter, so `9:*` where 5 is the largest is `5:9`. */
  #openRange(max: number): Range | null {
    if (this.#open === null || max === 0) return null
    return [Math.min(this.#open[0], max), Math.max(this.#open[1], max)]
  }
}

/** Ascending numbers as a set is written: `1:3,5`; '' for none. */
export function formatRanges(ascending: Iterable<number>): string {
  return rangesOf(ascending).map(formatRange).join(',')
}

function formatRange([from, to]: Range): string {
  return from === to ? `${from}` : `${from}:${to}`
}

function rangesOf(ascending: Iterable<number>): Range[] {
  const ranges: [number, number][] = []
  for (const number of ascending) {
    const last = ranges.at(-1)
    if (last !== undefined && number <= last[1] + 1) last[1] = number
    else ranges.push([number, number])
  }
  return ranges
}

/** The smaller end first; `*` is Infinity. Null when it is no range. */
function parseRange(text: string): Range | null {
  const colon = text.indexOf(':')
  const first = parseEnd(colon < 0 ? text : text.slice(0, colon))
  const last = colon < 0 ? first : parseEnd(text.slice(colon + 1))
  if (first === null || last === null) return null
  return first < last ? [first, last] : [last, first]
}

function parseEnd(text: string): number | null {
  if (text === '*') return Infinity
  const number = NUMBER.test(text) ? Number(text) : Infinity
  return number > MOST ? null : number
}

function notARange(text: string, position: number): ImapSyntaxError {
  const found = text === '' ? 'nothing' : `"${text.slice(0, SHOWN)}"`
  const expected = `a number from 1 to ${MOST}, "*" or a range of them`
  return new ImapSyntaxError(position, `expected ${expected} at position ${position}, but found ${found}`)
}

function merged(ranges: Range[]): Range[] {
  const ascending = ranges.sort((a, b) => a[0] - b[0])
  const result: Range[] = []
  let last: [number, number] | null = null
  for (const [from, to] of ascending) {
    if (last !== null && from <= last[1] + 1) last[1] = Math.max(last[1], to)
    else result.push((last = [from, to]))
  }
  return result
}
