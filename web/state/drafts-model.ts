import { EMPTY_DRAFT, type Draft, type DraftFile } from './draft.ts'
import { keep, keptNames, readKept, type FollowsKept, type Keeper } from './kept.ts'
import { Model } from './model.ts'

/**
 * Each draft is kept under a name of its own: pages hear of one another's changes late, and one that kept them all together
 * would put back what others have changed meanwhile.
 */
const PREFIX = 'facteur.draft.'

/** Those that were changed longest ago make room. */
const MOST_DRAFTS = 20

interface KeptDraft {
  /** The higher, the later it was changed. */
  readonly order: number
  readonly draft: Draft
}

/**
 * What was written and not yet sent, by what it is about; kept by the browser, but for the content of files. The one that was
 * changed last stands last.
 */
export class DraftsModel extends Model<ReadonlyMap<string, Draft>> implements FollowsKept {
  readonly #keeper: Keeper
  #order = 0
  /** Those that the browser would not keep. */
  readonly #unkept = new Set<string>()

  constructor(keeper: Keeper) {
    super(new Map())
    this.#keeper = keeper
    this.#takeOverAll()
  }

  change(key: string, draft: Draft): void {
    const drafts = withLast(this.value, key, draft)
    const surplus = [...drafts.keys()].slice(0, -MOST_DRAFTS)
    for (const other of surplus) this.#forget(drafts, other)
    this.set(drafts)
    const files = draft.files.map(file => ({ ...file, content: null }))
    const kept: KeptDraft = { order: ++this.#order, draft: { ...draft, files } }
    if (keep(this.#keeper, PREFIX + key, kept)) this.#unkept.delete(key)
    else this.#unkept.add(key)
  }

  discard(key: string): void {
    if (!this.value.has(key)) return
    const drafts = new Map(this.value)
    this.#forget(drafts, key)
    this.set(drafts)
  }

  /** The same draft may be open in two pages: it goes on where it was changed last. */
  takeOver(name: string | null): void {
    if (name === null) this.#takeOverAll()
    else if (name.startsWith(PREFIX)) this.#takeOverOne(name.slice(PREFIX.length))
  }

  #takeOverAll(): void {
    const kept = keptNames(this.#keeper, PREFIX)
      .map(name => [name.slice(PREFIX.length), this.#read(name)] as const)
      .flatMap(([key, found]) => (found === null ? [] : [{ key, ...found }]))
      .toSorted((a, b) => a.order - b.order)
      .map(({ key, draft }) => [key, this.#withContents(key, draft)] as const)
    // What could not be kept, nobody else can have discarded.
    const unkept = [...this.value].filter(([key]) => this.#unkept.has(key))
    this.set(new Map([...kept, ...unkept]))
  }

  #takeOverOne(key: string): void {
    const found = this.#read(PREFIX + key)
    if (found !== null) {
      this.#unkept.delete(key)
      this.set(withLast(this.value, key, this.#withContents(key, found.draft)))
    } else if (!this.#unkept.has(key)) {
      const drafts = new Map(this.value)
      if (drafts.delete(key)) this.set(drafts)
    }
  }

  #read(name: string): KeptDraft | null {
    const { order = 0, draft } = readKept<Partial<KeptDraft>>(this.#keeper, name, {})
    if (draft === undefined) return null
    this.#order = Math.max(this.#order, order)
    return { order, draft: { ...EMPTY_DRAFT, ...draft } }
  }

  #forget(drafts: Map<string, Draft>, key: string): void {
    drafts.delete(key)
    this.#unkept.delete(key)
    this.#keeper.removeItem(PREFIX + key)
  }

  /** Files whose content is in this page alone keep it. */
  #withContents(key: string, draft: Draft): Draft {
    const own = this.value.get(key)?.files ?? []
    return { ...draft, files: draft.files.map(file => own.find(other => isSame(other, file)) ?? file) }
  }
}

function withLast(drafts: ReadonlyMap<string, Draft>, key: string, draft: Draft): Map<string, Draft> {
  const others = new Map(drafts)
  others.delete(key)
  return others.set(key, draft)
}

function isSame(one: DraftFile, other: DraftFile): boolean {
  return one.name === other.name && one.size === other.size && one.type === other.type
}
