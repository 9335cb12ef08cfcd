import type { Entry } from './entry.ts'
import { FLAGGED, SEEN } from './flags.ts'
import { entriesOfUids, type FolderSelection } from './folder-selection.ts'
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
  const changed = await markFound(store, catchAllEntries(store, query), change)
  return new Set(changed.map(entry => entry.message)).size
}

/**
 * Marks what a list of the folder with the same query gives, of these UIDs. What comes meanwhile stays as it is.
 *
 * @returns how many entries are other than they were
 * @throws DomainError invalid-keyword, before anything was changed; too-many-keywords
 */
export async function markSelected(
  store: Store,
  selection: FolderSelection,
  change: MarkChange,
): Promise<number> {
  return (await markFound(store, selectedEntries(selection), change)).length
}

/** The catch-all account's entries of each message; none, where it does not match. */
function* catchAllEntries(store: Store, query: Query): Generator<readonly Entry[]> {
  for (const message of store.timeline.slice(0)) {
    yield matches(query, message) ? message.entries.filter(entry => entry.folder.account.isCatchAll) : []
  }
}

function* selectedEntries(selection: FolderSelection): Generator<readonly Entry[]> {
  const { query = { kind: 'all' } } = selection
  for (const entry of entriesOfUids(selection)) yield matches(query, entry) ? [entry] : []
}

/** Looks and marks in slices; gives the entries that are other than they were. */
async function markFound(
  store: Store,
  found: Iterable<readonly Entry[]>,
  change: MarkChange,
): Promise<Entry[]> {
  checkTags(store, change)
  const slice = new TimeSlice()
  const changed: Entry[] = []
  let batch: Entry[] = []
  const mark = () => {
    changed.push(...markEntries(store, batch, change))
    batch = []
  }
  for (const entries of found) {
    if (slice.over) await slice.next()
    batch.push(...entries)
    if (batch.length >= BATCH) mark()
  }
  mark()
  return changed
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
