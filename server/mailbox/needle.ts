import type { Region } from './slab.ts'
import { WordScan } from './word-scan.ts'

/** Of words that blanks part; `ci-4` is no word of `ci-42`, nor of `ci-4-b`. */
const OF_WORD = String.raw`[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}_-]`
const BEGINS_WORD = new RegExp(`^${OF_WORD}`, 'u')
const ENDS_WORD = new RegExp(`${OF_WORD}$`, 'u')

/** The pattern of a text that stands as whole words in another, without regard to case. */
export function wholeWords(text: string): RegExp {
  const normal = text.normalize('NFC').trim()
  const before = BEGINS_WORD.test(normal) ? `(?<!${OF_WORD})` : ''
  const behind = ENDS_WORD.test(normal) ? `(?!${OF_WORD})` : ''
  return new RegExp(`${before}${patternOf(normal)}${behind}`, 'iu')
}

/** White space is folded in any way. */
function patternOf(text: string): string {
  return text.replace(/[$()*+.?[\\\]^{|}/]/g, '\\$&').replace(/\s+/g, '\\s+')
}

/** A text that is looked for in others: anywhere in them, without regard to case and to how white space is folded. */
export class Needle {
  readonly #isAscii: boolean
  readonly #pattern: RegExp
  /** Looks for the longest word of the text, which rules out most messages. */
  readonly #scan: WordScan | null

  constructor(text: string) {
    const normal = text.normalize('NFC').trim()
    this.#isAscii = /^\p{ASCII}*$/u.test(normal)
    // With the flag u it knows the cases of all scripts, and is slower.
    this.#pattern = new RegExp(patternOf(normal), this.#isAscii ? 'i' : 'iu')
    const longest = normal.split(/\s+/).reduce((a, b) => (b.length > a.length ? b : a))
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
