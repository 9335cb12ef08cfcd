import type { Region } from './slab.ts'

/**
 * Bytes that are looked through at once. The regular expressions of V8 are as fast as a loop of ours, but to make a string of the
 * bytes of each message costs as much again; and most messages hold nothing of what is looked for.
 */
const WINDOW = 32 * 1024

/** Some bytes of a slab. */
interface Stretch {
  readonly slab: Region['slab'] | null
  readonly from: number
  readonly to: number
  readonly holds: boolean
}

/** A text that is looked for in others: anywhere in them, without regard to case and to how white space is folded. */
export class Needle {
  readonly #isAscii: boolean
  readonly #pattern: RegExp
  /** The stretch of a slab that was looked through last, and whether it holds the text somewhere. */
  #window: Stretch = { slab: null, from: 0, to: 0, holds: false }

  constructor(text: string) {
    const normal = text.normalize('NFC').trim()
    this.#isAscii = /^\p{ASCII}*$/u.test(normal)
    // With the flag u it knows the cases of all scripts, and is slower.
    this.#pattern = new RegExp(
      normal.replace(/[$()*+.?[\\\]^{|}/]/g, '\\$&').replace(/\s+/g, '\\s+'),
      this.#isAscii ? 'i' : 'iu',
    )
  }

  isIn(text: string): boolean {
    return this.#pattern.test(this.#isAscii ? text : text.normalize('NFC'))
  }

  /** Whether it is in a part of a region whose bytes are US-ASCII. */
  isInAscii(region: Region, start: number, end: number): boolean {
    if (!this.#isAscii) return false
    const from = region.offset + start
    const to = region.offset + end
    let window = this.#window
    if (region.slab !== window.slab || from < window.from || to > window.to) {
      window = this.#window = this.#lookThrough(region.slab, from, to)
    }
    return window.holds && this.#pattern.test(region.ascii(start, end))
  }

  /** Looks through these bytes and those that follow, in which the message that is asked about next is likely to lie. */
  #lookThrough(slab: Region['slab'], from: number, end: number): Stretch {
    const to = Math.max(end, Math.min(slab.used, from + WINDOW))
    return { slab, from, to, holds: this.#pattern.test(slab.bytes.toString('latin1', from, to)) }
  }
}
