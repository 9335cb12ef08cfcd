import type { Clock } from '../clock.ts'
import type { Submission } from '../message/envelope.ts'
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
import type { OperationOf, Placement, Transfer } from './operation.ts'
import { exceedsQuota } from './quota.ts'
import type { StoreLimits } from './store-limits.ts'

export interface EntryOperationsParts {
  readonly clock: Clock
  readonly limits: StoreLimits
  readonly feed: Feed
  readonly shelf: MessageShelf
  readonly ledger: EntryLedger
}

/** A placement that nothing forbids any more. */
interface CheckedPlacement {
  readonly submission: Submission
  readonly marks: Marks
  readonly internalDate: number | undefined
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

  place({ folder, ...placement }: OperationOf<'place'>): Entry {
    return this.#place(this.#checked(folder, [placement], []), folder)[0]!
  }

  placeAll({ folder, placements }: OperationOf<'place-all'>): readonly Entry[] {
    return this.#place(this.#checked(folder, placements, []), folder)
  }

  replace({ folder, uid, to, by }: OperationOf<'replace'>): Entry | null {
    const replaced = found(folder, [uid])
    if (replaced.length === 0) return null
    const [entry] = this.#place(this.#checked(to, [by], replaced), to)
    this.#ledger.expunge(folder, replaced)
    return entry!
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

  /** What is to enter a folder, with all that may forbid it looked at; `leaving` makes room for it. */
  #checked(folder: Folder, placements: readonly Placement[], leaving: readonly Entry[]): CheckedPlacement[] {
    const { account } = livingFolder(folder)
    const freed = leaving.filter(entry => entry.folder.account === account)
    const size = sum(placements, ({ submission }) => submission.size)
    checkQuota(account, placements.length - freed.length, size - octets(freed))
    const checked = placements.map(({ submission, flags = 0, keywords = [], internalDate }) => ({
      submission,
      marks: { flags, keywords: parseKeywords(keywords, this.#limits.keywordLength) },
      internalDate,
    }))
    this.#checkKeywords(
      sum(checked, ({ marks }) => marks.keywords.length) - sum(leaving, entry => entry.keywords.length),
    )
    return checked
  }

  #place(placements: readonly CheckedPlacement[], folder: Folder): Entry[] {
    const now = this.#clock.now()
    return placements.map(({ submission, marks, internalDate }) => {
      // The event that tells of this message is that of its entry.
      const message = this.#shelf.add(submission, this.#feed.seq + 1, now)
      return this.#ledger.place(message, folder, marks, { internalDate })
    })
  }

  #copy(entries: readonly Entry[], to: Folder): Transfer[] {
    return entries.map(entry => ({
      uid: entry.uid,
      entry: this.#ledger.place(entry.message, to, entry, entry),
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
  const present: Entry[] = []
  let next = 0
  for (const uid of ascending(uids)) {
    // Of many, most stand one behind the other.
    if (entries.at(next)?.uid !== uid) next = entries.countBelow(uid)
    const entry = entries.at(next)
    if (entry?.uid !== uid) continue
    present.push(entry)
    next++
  }
  return present
}

function ascending(uids: readonly number[]): readonly number[] {
  if (uids.every((uid, index) => index === 0 || uids[index - 1]! < uid)) return uids
  return [...new Set(uids)].sort((a, b) => a - b)
}

/** @throws DomainError over-quota */
function checkQuota(account: Account, messages: number, octets: number): void {
  if (!exceedsQuota(account, messages, octets)) return
  throw new DomainError('over-quota', `this is more than the quota of ${account.address} allows`)
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
