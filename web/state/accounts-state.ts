import type { Account, Event, FolderInfo } from '../../server/http/contract.ts'

/** A folder with its counts, as the sidebar shows it. */
export type FolderCounts = Pick<FolderInfo, 'name' | 'messages' | 'unseen'>

export interface AccountFolders {
  readonly address: string
  readonly folders: readonly FolderCounts[]
}

export type AccountsState = readonly AccountFolders[]

/** What events make of the accounts; `refresh` when the counts can only be told by the server. */
export interface AppliedAccounts {
  readonly accounts: AccountsState
  readonly refresh: boolean
}

/**
 * Counts mail that came in, account by account; an address that was unknown becomes an account. All else, which is
 * rarer, is asked for again.
 */
export function applyToAccounts(accounts: AccountsState, events: readonly Event[]): AppliedAccounts {
  const placed = new Map<string, Map<string, number>>()
  let refresh = false
  for (const event of events) {
    if (event.type === 'entry.placed') {
      const folders = placed.get(event.account) ?? new Map<string, number>()
      placed.set(event.account, folders.set(event.folder, (folders.get(event.folder) ?? 0) + 1))
    } else if (/^(entry|folder)\.|^message\.deleted|^reset/.test(event.type)) refresh = true
  }
  if (placed.size === 0) return { accounts, refresh }
  const counted = accounts.map(account => {
    const folders = placed.get(account.address)
    placed.delete(account.address)
    return folders === undefined ? account : addPlaced(account, folders)
  })
  for (const [address, folders] of placed) counted.push(addPlaced({ address, folders: [] }, folders))
  return { accounts: placed.size === 0 ? counted : counted.sort(byAddress), refresh }
}

/** What the sidebar needs of the server's answer, in its order. */
export function accountsOf(accounts: readonly Account[]): AccountsState {
  return accounts.map(({ address, folders }) => ({ address, folders })).sort(byAddress)
}

export function unseenOf({ folders }: AccountFolders): number {
  return folders.reduce((sum, folder) => sum + folder.unseen, 0)
}

export function messagesOf({ folders }: AccountFolders): number {
  return folders.reduce((sum, folder) => sum + folder.messages, 0)
}

function addPlaced(account: AccountFolders, placed: ReadonlyMap<string, number>): AccountFolders {
  const known = new Set(account.folders.map(folder => folder.name))
  const added = [...placed.keys()]
    .filter(name => !known.has(name))
    .map(name => ({ name, messages: 0, unseen: 0 }))
  const folders = [...account.folders, ...added].map(folder => {
    const count = placed.get(folder.name) ?? 0
    return count === 0
      ? folder
      : { ...folder, messages: folder.messages + count, unseen: folder.unseen + count }
  })
  return { ...account, folders }
}

function byAddress(a: { address: string }, b: { address: string }): number {
  return a.address < b.address ? -1 : 1
}
