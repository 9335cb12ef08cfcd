import { createHash } from 'node:crypto'

/** Longer keys, such as a thousand recipients, are counted by their digest. */
const LONGEST_KEY = 200

/** Counts attempts by what they are about, and holds a bounded number of counts. */
export class AttemptCounter {
  readonly #limit: number
  /** Those not seen for longest first. */
  readonly #counts = new Map<string, number>()

  /** @param limit most keys; beyond that the one not seen for longest begins anew */
  constructor(limit: number) {
    this.#limit = limit
  }

  get size(): number {
    return this.#counts.size
  }

  /** Counts one attempt; gives the how manieth it is, from 1. */
  count(key: string): number {
    const kept = key.length > LONGEST_KEY ? createHash('sha256').update(key).digest('base64') : key
    const attempt = (this.#counts.get(kept) ?? 0) + 1
    this.#counts.delete(kept)
    this.#counts.set(kept, attempt)
    if (this.#counts.size > this.#limit) {
      const [oldest] = this.#counts.keys()
      this.#counts.delete(oldest as string)
    }
    return attempt
  }
}
