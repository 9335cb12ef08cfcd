import type { Region } from './slab.ts'
import { WordScan } from './word-scan.ts'

/** A text that is looked for in others: anywhere in them, without regard to case and to how white space is folded. */
export class Needle {
  readonly #isAscii: boolean
  readonly #pattern: RegExp
  /** Looks for the longest word of the text, which rules out most messages. */
  readonly #scan: WordScan | null

  constructor(text: string) {
    const normal = text.normalize('NFC').trim()
    const words = normal.split(/\s+/)
    this.#isAscii = /^\p{ASCII}*$/u.test(normal)
    // With the flag u it knows the cases of all scripts, and is slower.
    this.#pattern = new RegExp(
      words.map(word => word.replace(/[$()*+.?[\\\]^{|}/]/g, '\\$&')).join('\\s+'),
      this.#isAscii ? 'i' : 'iu',
    )
    const longest = words.reduce((a, b) => (b.length > a.length ? b : a))
    this.#scan = this.#isAscii && longest !== '' ? new WordScan(longest) : null
  }

  isIn(text: string): boolean {
    return this.#pattern.test(this.#isAscii ? text : text.normalize('NFC'))
  }

  /** Whether it is in a part of a region whose bytes are US-ASCII. */
  isInAscii(region: Region, start: number, end: number): boolean {
    if (!this.#isAscii || !this.mayBeIn(region, start, end)) return false
    return this.#pattern.test(region.ascii(start, end))
  }

  /** False when it cannot be in a part of a region, whatever its bytes are, as its longest word is not. */
  mayBeIn({ slab, offset }: Region, start: number, end: number): boolean {
    return this.#scan === null || this.#scan.isIn(slab, offset + start, offset + end)
  }
}
