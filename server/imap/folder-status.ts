import type { Folder } from '../mailbox/folder.ts'
import { DELETED } from '../mailbox/flags.ts'
import { mailboxId } from './mailbox-id.ts'
import type { ImapSession } from './session.ts'
import type { ArgumentReader } from './wire/argument-reader.ts'
import { parseStatusItems, type StatusItem } from './wire/status-items.ts'
import { formatMailbox } from './wire/string-format.ts'

/** The capability without which an item is not known; the others are part of the protocol. */
const CAPABILITIES: Partial<Readonly<Record<StatusItem, string>>> = {
  SIZE: 'STATUS=SIZE',
  HIGHESTMODSEQ: 'CONDSTORE',
  APPENDLIMIT: 'APPENDLIMIT',
  MAILBOXID: 'OBJECTID',
  'DELETED-STORAGE': 'QUOTA=RES-STORAGE',
}

/** @throws ImapSyntaxError also for items that are not offered */
export function parseOfferedItems(reader: ArgumentReader, session: ImapSession): readonly StatusItem[] {
  const items = parseStatusItems(reader)
  checkItems(items, reader, session)
  return items
}

/** @throws ImapSyntaxError for items that are not offered */
export function checkItems(items: readonly StatusItem[], reader: ArgumentReader, session: ImapSession): void {
  for (const item of items) {
    const capability = CAPABILITIES[item]
    if (capability !== undefined && !session.offers(capability))
      throw reader.error(`another item than ${item}`)
  }
}

/** `STATUS name (…)` (RFC 9051 §7.3.4). */
export function formatStatus(session: ImapSession, folder: Folder, items: readonly StatusItem[]): string {
  // RFC 7162 §3.1: to ask for it is to enable CONDSTORE.
  if (items.includes('HIGHESTMODSEQ')) session.enable('CONDSTORE')
  const values = items.map(item => `${item} ${valueOf(item, folder, session)}`)
  return `STATUS ${formatMailbox(folder.name, session)} (${values.join(' ')})`
}

function valueOf(item: StatusItem, folder: Folder, session: ImapSession): number | string {
  switch (item) {
    case 'MESSAGES':
      return folder.count
    case 'RECENT':
      return folder.recent
    case 'UIDNEXT':
      return folder.uidNext
    case 'UIDVALIDITY':
      return folder.uidValidity
    case 'UNSEEN':
      return folder.unseen
    case 'DELETED':
      return folder.deletedEntries
    case 'SIZE':
      return folder.octets
    case 'HIGHESTMODSEQ':
      return folder.highestModSeq
    case 'APPENDLIMIT':
      return session.limits.message
    case 'MAILBOXID':
      return `(${mailboxId(folder)})`
    case 'DELETED-STORAGE':
      return deletedOctets(folder)
  }
}

/** RFC 9208 §4.1.4: what EXPUNGE would free. */
function deletedOctets(folder: Folder): number {
  if (folder.deletedEntries === 0) return 0
  let octets = 0
  for (const entry of folder.entries) if ((entry.flags & DELETED) !== 0) octets += entry.octets
  return octets
}
