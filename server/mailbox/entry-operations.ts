import type { Clock } from '../clock.ts'
import type { Account } from './account.ts'
import { DomainError } from './domain-error.ts'
import type { EntryLedger } from './entry-ledger.ts'
import type { Entry } from './entry.ts'
import type { Feed } from './feed.ts'
import type { Marks } from './flags.ts'
import { livingFolder } from './folder.ts'
import type { Folder } from './folder.ts'
import { parseKeywords, uniteKeywords, withoutKeywords } from './keywords.ts'
import type { MessageShelf } from './message-shelf.ts'
import type { OperationOf, Transfer } from './operation.ts'
import type { StoreLimits } from './store-limits.ts'

export interface EntryOperationsParts {
  readonly clock: Clock
  readonly limits: StoreLimits
  readonly feed: Feed
  readonly shelf: MessageShelf
  readonly ledger: EntryLedger
}

/** The operations on entries of folders. */
export class EntryOperations {
  readonly #clock: Clock
  readonly #limits: StoreLimits
  readonly #feed: Feed
  readonly #shelf: MessageShelf
  readonly #ledger: EntryLedger

  constructor({ clock, limits, feed, shelf, ledger }: EntryOperationsParts) {
    this.#clock = clock
    this.#limits = limits
    this.#feed = feed
    this.#shelf = shelf
    this.#ledger = ledger
  }

  place({ folder, submission, flags = 0, keywords = [], internalDate }: OperationOf<'place'>): Entry {
    checkQuota(livingFolder(folder).account, 1, submission.size)
    const marks = { flags, keywords: parseKeywords(keywords, this.#limits.keywordLength) }
    this.#checkKeywords(marks.keywords.length)
    const now = this.#clock.now()
    // The event that tells of this message is that of its entry.
    const message = this.#shelf.add(submission, this.#feed.seq + 1, now)
    return this.#ledger.place(message, folder, marks, internalDate ?? now)
  }

  copy({ folder, uids, to }: OperationOf<'copy'>): readonly Transfer[] {
    const entries = found(folder, uids)
    checkQuota(livingFolder(to).account, entries.length, octets(entries))
    this.#checkKeywords(sum(entries, entry => entry.keywords.length))
    return this.#copy(entries, to)
  }

  move({ folder, uids, to }: OperationOf<'move'>): readonly Transfer[] {
    const entries = found(folder, uids)
    if (livingFolder(to).account !== folder.account) checkQuota(to.account, entries.length, octets(entries))
    const transfers = this.#copy(entries, to)
    this.#ledger.expunge(folder, entries)
    return transfers
  }

  flag({ folder, uids, mode, flags = 0, keywords = [] }: OperationOf<'flag'>): readonly Entry[] {
    const change = { mode, flags, keywords: parseKeywords(keywords, this.#limits.keywordLength) }
    const changes: { entry: Entry; marks: Marks }[] = []
    for (const entry of found(folder, uids)) {
      const marks = changedMarks(entry, change)
      if (marks !== null) changes.push({ entry, marks })
    }
    this.#checkKeywords(sum(changes, ({ entry, marks }) => marks.keywords.length - entry.keywords.length))
    for (const { entry, marks } of changes) this.#ledger.mark(entry, marks)
    return changes.map(({ entry }) => entry)
  }

  expunge({ folder, uids }: OperationOf<'expunge'>): readonly number[] {
    const entries = found(folder, uids)
    this.#ledger.expunge(folder, entries)
    return entries.map(entry => entry.uid)
  }

  deleteMessage({ ids }: OperationOf<'delete-message'>): number {
    const messages = [...new Set(ids)].flatMap(id => this.#shelf.get(id) ?? [])
    this.#ledger.drop(messages, 'deleted')
    return messages.length
  }

  #copy(entries: readonly Entry[], to: Folder): Transfer[] {
    return entries.map(({ uid, message, flags, keywords, internalDate }) => ({
      uid,
      entry: this.#ledger.place(message, to, { flags, keywords }, internalDate),
    }))
  }

  #checkKeywords(added: number): void {
    if (added > 0 && this.#ledger.keywords + added > this.#limits.keywords) {
      throw new DomainError(
        'too-many-keywords',
        `all entries together carry at most ${this.#limits.keywords} tags: remove some that are not needed`,
      )
    }
  }
}

/** The entries of these UIDs that are there, in ascending order. */
function found(folder: Folder, uids: readonly number[]): Entry[] {
  const { entries } = livingFolder(folder)
  const ascending = [...new Set(uids)].sort((a, b) => a - b)
  return ascending.flatMap(uid => entries.get(uid) ?? [])
}

/** @throws DomainError over-quota */
function checkQuota(account: Account, messages: number, octets: number): void {
  const { quota } = account
  const over =
    quota !== null &&
    (account.messages + messages > (quota.messages ?? Infinity) ||
      account.octets + octets > (quota.octets ?? Infinity))
  if (over) throw new DomainError('over-quota', `this is more than the quota of ${account.address} allows`)
}

/** What an entry's marks become; null when they stay as they are. */
function changedMarks(
  entry: Entry,
  { mode, flags, keywords }: Marks & Pick<OperationOf<'flag'>, 'mode'>,
): Marks | null {
  const marks: Marks =
    mode === 'replace'
      ? { flags, keywords }
      : mode === 'add'
        ? { flags: entry.flags | flags, keywords: uniteKeywords(entry.keywords, keywords) }
        : { flags: entry.flags & ~flags, keywords: withoutKeywords(entry.keywords, keywords) }
  const same =
    marks.flags === entry.flags &&
    marks.keywords.length === entry.keywords.length &&
    withoutKeywords(marks.keywords, entry.keywords).length === 0
  return same ? null : marks
}

function octets(entries: readonly Entry[]): number {
  return sum(entries, entry => entry.octets)
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0)
}
