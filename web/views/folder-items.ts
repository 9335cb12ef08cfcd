import { formatRoute, routeOf } from '../app/route.ts'
import { sessionWords } from '../app/words/session-words.ts'
import { formatCount } from '../app/words/words.ts'
import type { ImapFolder } from '../state/imap-folders.ts'
import type { IconName } from '../ui/app-icon.ts'
import type { FolderItem } from '../ui/folder-list.ts'

const ICONS: Readonly<Record<string, IconName>> = {
  '\\Drafts': 'write',
  '\\Flagged': 'flag',
  '\\Junk': 'warning',
  '\\Sent': 'send',
  '\\Trash': 'trash',
}

/** The folders of an account as their list shows them. */
export function folderItems(address: string, folders: readonly ImapFolder[]): readonly FolderItem[] {
  return folders.map(folder => itemOf(address, folder))
}

function itemOf(address: string, folder: ImapFolder): FolderItem {
  const { name, label, depth, specialUse, isSelectable, messages, unseen } = folder
  const counts = sessionWords().folderCounts(formatCount(messages ?? 0), formatCount(unseen ?? 0))
  return {
    name,
    label,
    depth,
    icon: name === 'INBOX' ? 'all' : (ICONS[specialUse ?? ''] ?? 'folder'),
    href: isSelectable
      ? formatRoute({ ...routeOf({ kind: 'folder', address, folder: name }), page: 'imap' })
      : null,
    unseen: unseen === null || unseen === 0 ? '' : formatCount(unseen),
    messages: messages === null ? '' : formatCount(messages),
    hint: [name, ...(specialUse === null ? [] : [specialUse]), counts].join(', '),
    use: specialUse === null || specialUse === `\\${label}` ? '' : specialUse,
  }
}
