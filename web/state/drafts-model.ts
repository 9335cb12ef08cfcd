import type { Draft } from './draft.ts'
import { keep, readKept, type Keeper } from './kept.ts'
import { Model } from './model.ts'

const KEY = 'facteur.drafts'

/** Those that were changed longest ago make room. */
const MOST_DRAFTS = 20

/**
 * What was written and not yet sent, by what it is about; kept by the browser, but for the content of files. The one that was
 * changed last stands last.
 */
export class DraftsModel extends Model<ReadonlyMap<string, Draft>> {
  readonly #keeper: Keeper

  constructor(keeper: Keeper) {
    super(new Map(readKept<[string, Draft][]>(keeper, KEY, [])))
    this.#keeper = keeper
  }

  change(key: string, draft: Draft): void {
    const drafts = new Map(this.value)
    drafts.delete(key)
    drafts.set(key, draft)
    this.#put(new Map([...drafts].slice(-MOST_DRAFTS)))
  }

  discard(key: string): void {
    const drafts = new Map(this.value)
    if (drafts.delete(key)) this.#put(drafts)
  }

  #put(drafts: ReadonlyMap<string, Draft>): void {
    this.set(drafts)
    const kept = [...drafts].map(([key, draft]) => {
      const files = draft.files.map(file => ({ ...file, content: null }))
      return [key, { ...draft, files }] as const
    })
    keep(this.#keeper, KEY, kept)
  }
}
