import type { Info } from '../../server/http/contract.ts'
import { Model } from './model.ts'

/** What this Facteur is and where it listens; null until it is known. */
export class InfoModel extends Model<Info | null> {
  readonly #read: () => Promise<Info>

  constructor(read: () => Promise<Info>) {
    super(null)
    this.#read = read
  }

  async load(): Promise<void> {
    try {
      this.set(await this.#read())
    } catch {
      // The feed tells that the server is gone; what was known of it stays.
    }
  }
}
