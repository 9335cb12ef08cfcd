import { keep, readKept, type FollowsKept, type Keeper } from './kept.ts'
import { Model } from './model.ts'

/** Queries that a user has made. */
export interface Searches {
  /** Kept on purpose, in the order in which they were. */
  readonly saved: readonly string[]
  /** The latest first. */
  readonly recent: readonly string[]
}

const KEY = 'facteur.searches'

const MOST_SAVED = 50
const MOST_RECENT = 20

/** Saved searches, and those made of late; kept by the browser. */
export class SearchesModel extends Model<Searches> implements FollowsKept {
  readonly #keeper: Keeper

  constructor(keeper: Keeper) {
    super({ saved: [], recent: [], ...readKept<Partial<Searches>>(keeper, KEY, {}) })
    this.#keeper = keeper
  }

  isSaved(query: string): boolean {
    return this.value.saved.includes(query.trim())
  }

  /** Saves a search, or lets it go when it is saved already. */
  toggleSaved(query: string): void {
    const text = query.trim()
    if (text === '') return
    const { saved } = this.value
    const others = saved.filter(other => other !== text)
    this.#put({ saved: others.length < saved.length ? others : [...saved, text].slice(-MOST_SAVED) })
  }

  /** Takes note of a search that was made. */
  remember(query: string): void {
    const text = query.trim()
    if (text === '' || text === this.value.recent[0]) return
    const others = this.value.recent.filter(other => other !== text)
    this.#put({ recent: [text, ...others].slice(0, MOST_RECENT) })
  }

  forgetRecent(): void {
    this.#put({ recent: [] })
  }

  takeOver(name: string | null): void {
    if (name === null || name === KEY)
      this.set({ ...this.value, ...readKept<Partial<Searches>>(this.#keeper, KEY, {}) })
  }

  #put(change: Partial<Searches>): void {
    this.set({ ...this.value, ...change })
    keep(this.#keeper, KEY, this.value)
  }
}
