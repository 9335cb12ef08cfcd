import type { Account } from './account.ts'
import type { Entry } from './entry.ts'
import { entriesOfUids, type FolderSelection } from './folder-selection.ts'
import { matches } from './match.ts'
import type { Query } from './query-tree.ts'
import type { Store } from './store.ts'
import type { StoredMessage } from './stored-message.ts'
import { accountAddress } from './term-test.ts'
import { TimeSlice } from './time-slice.ts'

/**
 * How much goes in one operation: little enough that others wait for none long, with all that its events
 * cause.
 */
const BATCH = 100

/**
 * Deletes what a list with the same query gives: those messages are gone everywhere. When the query asks for
 * accounts by name, only the entries of these accounts go. What comes meanwhile stays.
 *
 * @param query null for every message, also those that the catch-all account has no more
 * @returns how many messages it was
 */
export async function deleteMatching(store: Store, query: Query | null): Promise<number> {
  if (query === null) return deleteMessages(store, store.messages.slice(0))
  const addresses = namedAccounts(query)
  if (addresses.length === 0) return deleteMessages(store, store.timeline.slice(0), query)
  const deleted = new Set<string>()
  for (const address of new Set(addresses)) {
    const account = store.account(address)
    if (account !== undefined) await expungeFrom(store, account, query, deleted)
  }
  return deleted.size
}

/**
 * Expunges what a list of the folder with the same query gives, of these UIDs: a message lives on while another
 * entry refers to it. What comes meanwhile stays.
 *
 * @returns how many entries it was
 */
export async function expungeSelected(store: Store, selection: FolderSelection): Promise<number> {
  const { query = { kind: 'all' } } = selection
  return (await expungeFound(store, selection, entry => matches(query, entry))).length
}

async function deleteMessages(
  store: Store,
  messages: readonly StoredMessage[],
  query: Query = { kind: 'all' },
): Promise<number> {
  const slice = new TimeSlice()
  const doomed: string[] = []
  for (const message of messages) {
    if (slice.over) await slice.next()
    if (matches(query, message)) doomed.push(message.id)
  }
  let deleted = 0
  for (let index = 0; index < doomed.length; index += BATCH) {
    if (slice.over) await slice.next()
    deleted += store.apply({ type: 'delete-message', ids: doomed.slice(index, index + BATCH) })
  }
  return deleted
}

/** As in lists, it is the flags of the catch-all account's entry that count, where it has one. */
async function expungeFrom(
  store: Store,
  account: Account,
  query: Query,
  deleted: Set<string>,
): Promise<void> {
  const test = (entry: Entry) => matches(query, entry.message.entryIn(store.catchAll) ?? entry)
  for (const folder of account.usedFolders) {
    for (const { message } of await expungeFound(store, { folder }, test)) deleted.add(message.id)
  }
}

/** Looks and expunges in slices; gives the entries that went. */
async function expungeFound(
  store: Store,
  selection: FolderSelection,
  test: (entry: Entry) => boolean,
): Promise<Entry[]> {
  const { folder } = selection
  const slice = new TimeSlice()
  const doomed: Entry[] = []
  for (const entry of entriesOfUids(selection)) {
    if (slice.over) await slice.next()
    if (test(entry)) doomed.push(entry)
  }
  const expunged: Entry[] = []
  for (let index = 0; index < doomed.length; index += BATCH) {
    if (slice.over) await slice.next()
    if (folder.deleted) break
    const batch = doomed.slice(index, index + BATCH)
    const uids = new Set(store.apply({ type: 'expunge', folder, uids: batch.map(entry => entry.uid) }))
    expunged.push(...batch.filter(entry => uids.has(entry.uid)))
  }
  return expunged
}

/** The addresses of all accounts that a query asks for, unless it is to leave them out. */
function namedAccounts(query: Query): string[] {
  switch (query.kind) {
    case 'and':
    case 'or':
      return query.operands.flatMap(namedAccounts)
    case 'text':
      return query.key === 'account' ? [accountAddress(query.value)] : []
    default:
      return []
  }
}
