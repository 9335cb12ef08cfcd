import type { Entry } from './entry.ts'
import type { UidRange } from './expunge-log.ts'
import type { Folder } from './folder.ts'
import type { Query } from './query-tree.ts'

/** Some entries of a folder: those that have one of these UIDs and match the query. */
export interface FolderSelection {
  readonly folder: Folder
  /** In any order, and they may overlap; all, if not given. */
  readonly uids?: readonly UidRange[] | undefined
  /** Of an entry, its own flags count; everything matches, if not given. */
  readonly query?: Query | undefined
}

/** The entries that have one of these UIDs, each once, in ascending order. */
export function entriesOfUids({ folder, uids }: FolderSelection): Entry[] {
  const { entries } = folder
  if (uids === undefined) return entries.slice(0)
  const ascending = uids.toSorted(([a], [b]) => a - b)
  let taken = 0
  return ascending.flatMap(([from, to]) => {
    const start = Math.max(taken, entries.countBelow(from))
    taken = Math.max(taken, entries.countBelow(to + 1))
    return entries.slice(start, taken)
  })
}
