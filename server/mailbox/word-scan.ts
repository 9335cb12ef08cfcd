import { scanProgram, WINDOW_SIZE } from './scan-program.ts'
import type { Slab } from './slab.ts'

/** Of longer words the beginning is looked for: a place in a word has eight bits in the program. */
const LONGEST = 64

/** Bytes from the most frequent in mail to the rarer; those that are not listed are the rarest. */
const BY_FREQUENCY = 'etaoinsrhldcumfpgwyb0123456789.-=/:"<>vkxjqz'

/** Bit 5, which tells the cases of a letter apart. */
const CASE = 0x20

/**
 * Looks for a word of US-ASCII in bytes, without regard to case and without making a string of them: first for the
 * three rarest of its letters, sixteen positions at a time.
 */
export class WordScan {
  readonly #lower: Buffer
  readonly #upper: Buffer
  readonly #bytes: number
  readonly #places: number

  /** @param word not empty */
  constructor(word: string) {
    const sought = word.slice(0, LONGEST)
    this.#lower = Buffer.from(sought.toLowerCase())
    this.#upper = Buffer.from(sought.toUpperCase())
    const places = rarestPlaces(sought.toLowerCase())
    this.#places = packed(places)
    this.#bytes = packed(places.map(place => this.#lower[place]! | CASE))
  }

  /** Whether the word, or the beginning of a very long one, is in the bytes of a slab from `from` up to `to`. */
  isIn({ bytes }: Slab, from: number, to: number): boolean {
    const { window } = scanProgram()
    const { length } = this.#lower
    // A region that was freed lies beyond the slab, which is then an empty one.
    const last = Math.min(to, bytes.length)
    for (let start = from; start + length <= last; start += WINDOW_SIZE - length + 1) {
      const end = Math.min(last, start + WINDOW_SIZE)
      bytes.copy(window, 0, start, end)
      if (this.#isInWindow(end - start)) return true
    }
    return false
  }

  #isInWindow(size: number): boolean {
    const { next } = scanProgram()
    const end = size - this.#lower.length + 1
    let at = next(0, end, this.#bytes, this.#places)
    while (at >= 0 && at < end) {
      if (this.#isAt(at)) return true
      at = next(at + 1, end, this.#bytes, this.#places)
    }
    return false
  }

  #isAt(start: number): boolean {
    const { window } = scanProgram()
    for (let index = 0; index < this.#lower.length; index++) {
      const byte = window[start + index]
      if (byte !== this.#lower[index] && byte !== this.#upper[index]) return false
    }
    return true
  }
}

/** Where the three rarest letters stand; fewer are named again. */
function rarestPlaces(word: string): number[] {
  const rarity = (place: number): number => {
    const rank = BY_FREQUENCY.indexOf(word[place]!)
    return rank < 0 ? BY_FREQUENCY.length : rank
  }
  const places = Array.from(word, (_, place) => place).sort((a, b) => rarity(b) - rarity(a))
  return [0, 1, 2].map(index => places[index % places.length]!)
}

function packed([first = 0, second = 0, third = 0]: readonly number[]): number {
  return first | (second << 8) | (third << 16)
}
