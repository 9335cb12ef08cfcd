import type { Entry } from './entry.ts'
import { FLAGGED, SEEN } from './flags.ts'
import type { Folder } from './folder.ts'
import { parseKeywords, uniteKeywords, withoutKeywords } from './keywords.ts'
import { matches } from './match.ts'
import type { Query } from './query-tree.ts'
import type { Store } from './store.ts'
import { TimeSlice } from './time-slice.ts'

/** What is to become of the marks of an entry; what is left out stays as it is. */
export interface MarkChange {
  readonly seen?: boolean
  readonly flagged?: boolean
  /** All of its tags; those to add and to remove are reckoned from them. */
  readonly tags?: readonly string[]
  readonly addTags?: readonly string[]
  readonly removeTags?: readonly string[]
}

/** How many entries are marked at a time: little enough that others wait for none long. */
const BATCH = 100

/**
 * Marks what a list with the same query gives, as the catch-all account sees it. What comes meanwhile stays as it is.
 *
 * @returns how many messages are other than they were
 * @throws DomainError invalid-keyword, before anything was changed; too-many-keywords
 */
export async function markMatching(store: Store, query: Query, change: MarkChange): Promise<number> {
  checkTags(store, change)
  const slice = new TimeSlice()
  const changed = new Set<string>()
  let batch: Entry[] = []
  const mark = () => {
    for (const { message } of markEntries(store, batch, change)) changed.add(message.id)
    batch = []
  }
  for (const message of store.timeline.slice(0)) {
    if (slice.over) await slice.next()
    if (!matches(query, message)) continue
    batch.push(...message.entries.filter(entry => entry.folder.account.isCatchAll))
    if (batch.length >= BATCH) mark()
  }
  mark()
  return changed.size
}

/**
 * Marks these entries; those whose folder has gone are passed over.
 *
 * @returns the entries that are other than they were
 * @throws DomainError invalid-keyword, too-many-keywords
 */
export function markEntries(store: Store, entries: readonly Entry[], change: MarkChange): Entry[] {
  const alike = new Map<string, { folder: Folder; marks: Marked; uids: number[] }>()
  for (const entry of entries) {
    const { folder, uid } = entry
    if (folder.deleted) continue
    const marks = marked(entry, change)
    const key = JSON.stringify([folder.name, marks])
    const group = alike.get(key) ?? { folder, marks, uids: [] }
    group.uids.push(uid)
    alike.set(key, group)
  }
  return [...alike.values()].flatMap(({ folder, marks, uids }) =>
    store.apply({ type: 'flag', folder, uids, mode: 'replace', ...marks }),
  )
}

interface Marked {
  readonly flags: number
  readonly keywords: readonly string[]
}

function marked({ flags, keywords }: Entry, change: MarkChange): Marked {
  const { seen, flagged, tags = keywords, addTags = [], removeTags = [] } = change
  return {
    flags: withFlag(withFlag(flags, SEEN, seen), FLAGGED, flagged),
    keywords: withoutKeywords(uniteKeywords(tags, addTags), removeTags),
  }
}

function withFlag(flags: number, flag: number, isSet: boolean | undefined): number {
  if (isSet === undefined) return flags
  return isSet ? flags | flag : flags & ~flag
}

/** A tag that is none must not be found out when some of the entries are marked already. */
function checkTags({ limits }: Store, { tags = [], addTags = [] }: MarkChange): void {
  parseKeywords([...tags, ...addTags], limits.keywordLength)
}
