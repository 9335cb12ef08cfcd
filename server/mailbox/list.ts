import type { Account } from './account.ts'
import { AscendingList } from './ascending-list.ts'
import type { ReadonlyAscendingList } from './ascending-list.ts'
import { DomainError } from './domain-error.ts'
import type { Entry } from './entry.ts'
import type { Folder } from './folder.ts'
import { matches } from './match.ts'
import type { Query } from './query-tree.ts'
import type { Store } from './store.ts'
import type { StoredMessage } from './stored-message.ts'
import { TimeSlice } from './time-slice.ts'

export interface ListOptions {
  /** Everything, if not given. */
  readonly query?: Query | undefined
  /** Whose entries; the catch-all account's, if not given. */
  readonly account?: Account | undefined
  /**
   * The entries of one folder; if not given, one of each message that the account has in whichever folder.
   */
  readonly folder?: Folder | undefined
  /** A position in the feed: only messages that came later. */
  readonly after?: number | undefined
  /** Most entries to give. */
  readonly limit: number
  /** The `next` of an earlier answer. */
  readonly page?: string | undefined
}

export interface ListResult {
  /** Newest first. */
  readonly entries: readonly Entry[]
  /** Names the page that follows; null when this is the last. */
  readonly next: string | null
  /** How many there are on all pages. */
  readonly total: number
  /** The position in the feed at which this was true. */
  readonly cursor: number
}

/** What a list is made from, in ascending order of the number by which pages are named. */
interface Source<T> {
  readonly items: ReadonlyAscendingList<T>
  /** The number by which it is in order. */
  readonly key: (item: T) => number
  /** Whether that number is the message's seq, so that all before a position can be passed over. */
  readonly isBySeq: boolean
  /** Undefined when it went in the meantime. */
  readonly entry: (item: T) => Entry | undefined
}

/**
 * Gives one page of entries, newest first. Without a query a page costs the same at any depth of any mailbox; with
 * one, all is looked at, in slices between which others get their turn.
 *
 * @throws DomainError invalid-page
 */
export async function list(store: Store, options: ListOptions): Promise<ListResult> {
  const { folder, account = store.catchAll } = options
  if (folder !== undefined) return listSource(store, options, folderSource(folder))
  return listSource(store, options, accountSource(store, account))
}

function folderSource(folder: Folder): Source<Entry> {
  return {
    items: folder.entries,
    isBySeq: false,
    key: entry => entry.uid,
    entry: entry => (folder.entries.get(entry.uid) === entry ? entry : undefined),
  }
}

function accountSource(store: Store, account: Account): Source<StoredMessage> {
  return {
    items: account === store.catchAll ? store.timeline : messagesOf(account),
    isBySeq: true,
    key: message => message.seq,
    entry: message => message.entryIn(account),
  }
}

function messagesOf(account: Account): ReadonlyAscendingList<StoredMessage> {
  const messages = new Set(
    account.usedFolders.flatMap(folder => [...folder.entries].map(entry => entry.message)),
  )
  const inOrder = new AscendingList<StoredMessage>(message => message.seq)
  for (const message of [...messages].sort((a, b) => a.seq - b.seq)) inOrder.add(message)
  return inOrder
}

async function listSource<T>(store: Store, options: ListOptions, source: Source<T>): Promise<ListResult> {
  const cursor = store.feed.seq
  const { limit, query = { kind: 'all' }, after = 0 } = options
  const end = pageEnd(options.page)
  const first = source.isBySeq ? source.items.countBelow(after + 1) : 0
  if (query.kind === 'all' && (after === 0 || source.isBySeq)) {
    return { ...pageOf(source, first, end, limit), cursor }
  }
  const found = await search(source, first, entry => entry.message.seq > after && matches(query, entry))
  return { ...pageOf({ ...source, items: found }, 0, end, limit), cursor }
}

/** The items from position `first` up to the number `end`, as many as fit on a page. */
function pageOf<T>(source: Source<T>, first: number, end: number, limit: number): Omit<ListResult, 'cursor'> {
  const { items } = source
  const stop = Math.max(first, items.countBelow(end))
  const start = Math.max(first, stop - limit)
  const oldest = items.at(start)
  return {
    entries: items
      .slice(start, stop)
      .reverse()
      .flatMap(item => source.entry(item) ?? []),
    next: start > first && oldest !== undefined ? String(source.key(oldest)) : null,
    total: items.length - first,
  }
}

/** All items that match. What comes meanwhile is not looked at; what goes is left out. */
async function search<T>(
  source: Source<T>,
  first: number,
  test: (entry: Entry) => boolean,
): Promise<ReadonlyAscendingList<T>> {
  const found: T[] = []
  const slice = new TimeSlice()
  for (const item of source.items.slice(first)) {
    if (slice.over) await slice.next()
    const entry = source.entry(item)
    if (entry !== undefined && test(entry)) found.push(item)
  }
  const living = new AscendingList<T>(source.key)
  for (const item of found) if (source.entry(item) !== undefined) living.add(item)
  return living
}

function pageEnd(page: string | undefined): number {
  if (page === undefined) return Infinity
  if (!/^\d{1,15}$/.test(page)) {
    throw new DomainError('invalid-page', `"${page}" names no page: take the "next" of an earlier answer`)
  }
  return Number(page)
}
