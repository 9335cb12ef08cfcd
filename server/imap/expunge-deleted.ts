import { DELETED } from '../mailbox/flags.ts'
import type { Folder } from '../mailbox/folder.ts'
import type { Store } from '../mailbox/store.ts'

/** Removes what is marked \Deleted, if it is among these UIDs; gives how many it was. */
export function expungeDeleted(
  store: Store,
  folder: Folder,
  among: ReadonlySet<number> | null = null,
): number {
  if (folder.deletedEntries === 0) return 0
  const uids: number[] = []
  for (const { uid, flags } of folder.entries.slice(0)) {
    if ((flags & DELETED) !== 0 && (among === null || among.has(uid))) uids.push(uid)
  }
  return store.apply({ type: 'expunge', folder, uids }).length
}
