import type { Info } from '../../server/http/contract.ts'
import { Model } from './model.ts'

/** What this Facteur is and where it listens; null until it is known. */
export class InfoModel extends Model<Info | null> {
  readonly #read: () => Promise<Info>
  #asked = 0
  /** Which time it was asked for what is shown: answers may overtake one another. */
  #shown = 0

  constructor(read: () => Promise<Info>) {
    super(null)
    this.#read = read
  }

  async load(): Promise<void> {
    const asked = ++this.#asked
    try {
      const info = await this.#read()
      if (asked < this.#shown) return
      this.#shown = asked
      this.set(info)
    } catch {
      // The feed tells that the server is gone; what was known of it stays.
    }
  }
}
