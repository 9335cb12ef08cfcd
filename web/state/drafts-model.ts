import type { Draft, DraftFile } from './draft.ts'
import { keep, readKept, type FollowsKept, type Keeper } from './kept.ts'
import { Model } from './model.ts'

const KEY = 'facteur.drafts'

/** Those that were changed longest ago make room. */
const MOST_DRAFTS = 20

/**
 * What was written and not yet sent, by what it is about; kept by the browser, but for the content of files. The one that was
 * changed last stands last.
 */
export class DraftsModel extends Model<ReadonlyMap<string, Draft>> implements FollowsKept {
  readonly #keeper: Keeper
  #isKept = true

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

  /** The same draft may be open in two pages: it goes on where it was changed last. */
  takeOver(name: string | null): void {
    if (name !== null && name !== KEY) return
    const kept = readKept<[string, Draft][]>(this.#keeper, KEY, []).map(
      ([key, draft]) => [key, withContents(draft, this.value.get(key)?.files ?? [])] as const,
    )
    // What could not be kept, nobody else can have discarded.
    this.set(new Map([...(this.#isKept ? [] : this.value), ...kept]))
  }

  #put(drafts: ReadonlyMap<string, Draft>): void {
    this.set(drafts)
    const kept = [...drafts].map(([key, draft]) => {
      const files = draft.files.map(file => ({ ...file, content: null }))
      return [key, { ...draft, files }] as const
    })
    this.#isKept = keep(this.#keeper, KEY, kept)
  }
}

/** Files whose content is in this page alone keep it. */
function withContents(draft: Draft, own: readonly DraftFile[]): Draft {
  const files = draft.files.map(
    file =>
      own.find(({ name, size, type }) => name === file.name && size === file.size && type === file.type) ??
      file,
  )
  return { ...draft, files }
}
