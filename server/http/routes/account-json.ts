import type { Account } from '../../mailbox/account.ts'
import type { Folder } from '../../mailbox/folder.ts'
import { addressOfLogin } from '../../mailbox/login.ts'
import type { OpenSession, SessionRegistry } from '../../net/sessions.ts'
import type { Account as AccountInfo, FolderInfo, OpenSession as SessionInfo } from '../contract/account.ts'

/** Protocols whose user has opened an account; who submits mail has opened none. */
const READING: ReadonlySet<OpenSession['protocol']> = new Set(['pop3', 'imap'])

export function folderInfo(folder: Folder): FolderInfo {
  const { name, count, unseen, uidNext, uidValidity, highestModSeq, specialUse, subscribed } = folder
  return { name, messages: count, unseen, uidNext, uidValidity, highestModSeq, specialUse, subscribed }
}

function sessionInfo({ id, protocol, address, port, since, user, tls }: OpenSession): SessionInfo {
  return { id, protocol, address, port, since: new Date(since).toISOString(), user, tls }
}

/** @param sessions by the address of the account, from `sessionsByAccount` */
export function accountInfo(account: Account, sessions: ReadonlyMap<string, OpenSession[]>): AccountInfo {
  return {
    address: account.address,
    folders: account.folders.map(folderInfo),
    quota: account.quota === null ? null : { ...account.quota },
    sessions: (sessions.get(account.address) ?? []).map(sessionInfo),
  }
}

/** The open sessions of readers by the account that each has opened. A name without an @ opens the catch-all account. */
export function sessionsByAccount(registry: SessionRegistry): ReadonlyMap<string, OpenSession[]> {
  const reading = registry.list().filter(({ protocol, user }) => user !== null && READING.has(protocol))
  return Map.groupBy(reading, ({ user }) => addressOfLogin(user ?? ''))
}
