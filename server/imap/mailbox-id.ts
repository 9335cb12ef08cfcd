import type { Folder } from '../mailbox/folder.ts'

/** RFC 8474 §4: an identifier that stays with a folder for life and that no other ever has. */
export function mailboxId(folder: Folder): string {
  return `F${folder.uidValidity}`
}
