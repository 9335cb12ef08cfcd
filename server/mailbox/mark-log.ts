import { uniteKeywords, withoutKeywords } from './keywords.ts'
import type { Marks } from './flags.ts'

/** What became of the marks of one entry: those that are no longer as they were, or were so in between. */
export interface MarkChange extends Marks {
  readonly uid: number
  /** The entry's modification sequence before that. */
  readonly before: number
  /** And after it. */
  readonly modseq: number
}

/** Most changes that a folder remembers; when there are twice as many, the older half is forgotten. */
const KEPT = 1000

/** Which marks of a folder's entries changed, and when: of an entry itself only the last change is numbered. */
export class MarkLog {
  #changes: MarkChange[] = []

  /** Takes note that the marks of an entry became others. */
  add(entry: Marks & { readonly uid: number; readonly modseq: number }, marks: Marks, modseq: number): void {
    this.#changes.push({
      uid: entry.uid,
      before: entry.modseq,
      modseq,
      flags: entry.flags ^ marks.flags,
      keywords: [
        ...withoutKeywords(entry.keywords, marks.keywords),
        ...withoutKeywords(marks.keywords, entry.keywords),
      ],
    })
    if (this.#changes.length > 2 * KEPT) this.#changes = this.#changes.slice(-KEPT)
  }

  /**
   * What changed after a modification sequence, by UID; of entries that came after it, or of which more changed than
   * is remembered, `before` is greater than that.
   */
  since(modseq: number): ReadonlyMap<number, MarkChange> {
    const found = new Map<number, MarkChange>()
    for (let index = this.#changes.length - 1; index >= 0; index--) {
      const change = this.#changes[index]!
      if (change.modseq <= modseq) break
      const later = found.get(change.uid)
      found.set(change.uid, later === undefined ? change : unite(change, later))
    }
    return found
  }
}

function unite(earlier: MarkChange, later: MarkChange): MarkChange {
  return {
    ...later,
    before: earlier.before,
    flags: earlier.flags | later.flags,
    keywords: uniteKeywords(earlier.keywords, later.keywords),
  }
}
