import type { Slab } from './slab.ts'

/** Shorter words are found as quickly by a regular expression, as the steps would be too small. */
const SHORTEST = 5

/** Of longer words the beginning is looked for. Offsets in the table are of 8 bits. */
const LONGEST = 64

/**
 * Looks for a word of US-ASCII in bytes, without regard to case and without making a string of them. Wherever the
 * word lies, it covers one of the aligned pairs of bytes that are a little less than its length apart, so only
 * these are looked at; a table tells which of them occur in the word, and where.
 */
export class PairScan {
  readonly #lower: Buffer
  readonly #upper: Buffer
  /** By folded pair, the last offset in the word at which it stands, plus one; 0 where it does not occur. */
  readonly #last = new Uint8Array(1024)
  /** By offset plus one, the offset before at which the same folded pair stands, plus one; 0 when there is none. */
  readonly #before: Uint8Array
  /** From one pair that is looked at to the next, in pairs. */
  readonly #step: number

  private constructor(word: string) {
    this.#lower = Buffer.from(word.toLowerCase())
    this.#upper = Buffer.from(word.toUpperCase())
    this.#before = new Uint8Array(word.length)
    this.#step = (word.length - 1) >> 1
    for (let offset = 1; offset < word.length; offset++) {
      const [pair = 0] = new Uint16Array(Uint8Array.from(this.#lower.subarray(offset - 1, offset + 1)).buffer)
      this.#before[offset] = this.#last[fold(pair)]!
      this.#last[fold(pair)] = offset
    }
  }

  /** A scan for a word, or for its beginning if it is very long; null when it is too short for one. */
  static create(word: string): PairScan | null {
    return word.length < SHORTEST ? null : new PairScan(word.slice(0, LONGEST))
  }

  /** Whether the word is in the bytes of a slab from `from` up to `to`. */
  isIn({ bytes, pairs }: Slab, from: number, to: number): boolean {
    const end = to >> 1
    let index = nextCandidate(pairs, this.#last, (from + 1) >> 1, end, this.#step)
    while (index >= 0) {
      for (let offset = this.#last[fold(pairs[index]!)]!; offset > 0; offset = this.#before[offset]!) {
        const start = 2 * index - offset + 1
        if (start >= from && start + this.#lower.length <= to && this.#isAt(bytes, start)) return true
      }
      index = nextCandidate(pairs, this.#last, index + this.#step, end, this.#step)
    }
    return false
  }

  #isAt(bytes: Buffer, start: number): boolean {
    for (let index = 0; index < this.#lower.length; index++) {
      const byte = bytes[start + index]
      if (byte !== this.#lower[index] && byte !== this.#upper[index]) return false
    }
    return true
  }
}

/** Five bits of each byte: the same for both cases of a letter, and in a table that stays in the nearest cache. */
function fold(pair: number): number {
  return (pair & 31) | ((pair >> 3) & 0x3e0)
}

/**
 * The index of the next pair that may lie in the word; -1 when there is none. Four are looked at together: it is
 * the branches that take the time, and this makes one of four.
 */
function nextCandidate(
  pairs: Uint16Array,
  table: Uint8Array,
  start: number,
  end: number,
  step: number,
): number {
  let index = start
  while (index < end) {
    for (; index + 3 * step < end; index += 4 * step) {
      const found =
        table[fold(pairs[index]!)]! |
        table[fold(pairs[index + step]!)]! |
        table[fold(pairs[index + 2 * step]!)]! |
        table[fold(pairs[index + 3 * step]!)]!
      if (found !== 0) break
    }
    const next = Math.min(end, index + 4 * step)
    for (; index < next; index += step) if (isCandidate(pairs, table, index)) return index
  }
  return -1
}

/** Wherever a word of `SHORTEST` or more lies, it covers two aligned pairs that touch: a lone one is none of its own. */
function isCandidate(pairs: Uint16Array, table: Uint8Array, index: number): boolean {
  if (table[fold(pairs[index]!)] === 0) return false
  const before = index > 0 ? table[fold(pairs[index - 1]!)]! : 0
  const after = index + 1 < pairs.length ? table[fold(pairs[index + 1]!)]! : 0
  return (before | after) !== 0
}
