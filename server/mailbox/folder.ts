import type { Account } from './account.ts'
import { DomainError } from './domain-error.ts'
import { AscendingList } from './ascending-list.ts'
import type { ReadonlyAscendingList } from './ascending-list.ts'
import { Entry } from './entry.ts'
import type { Arrival } from './entry.ts'
import { ExpungeLog } from './expunge-log.ts'
import type { UidRange } from './expunge-log.ts'
import { DELETED, SEEN } from './flags.ts'
import type { Marks } from './flags.ts'
import { MarkLog } from './mark-log.ts'
import type { MarkChange } from './mark-log.ts'
import type { StoredMessage } from './stored-message.ts'

/** The special uses (RFC 6154 §2) for which each account has a folder. */
export type SpecialUse = '\\Archive' | '\\Drafts' | '\\Junk' | '\\Sent' | '\\Trash'

const NO_CHANGES: ReadonlyMap<number, MarkChange> = new Map()

const uidOf = (entry: Entry): number => entry.uid

/**
 * A mailbox in the sense of RFC 9051 §2.3: entries in ascending order of their UIDs. Its readers are for all;
 * its methods that change it are for operations alone.
 */
export class Folder {
  readonly account: Account
  readonly specialUse: SpecialUse | null
  #name: string
  #uidValidity = 0
  #subscribed = true
  #deleted = false
  #uidNext = 1
  #recentFrom = 1
  #highestModSeq = 1
  #unseen = 0
  #deletedEntries = 0
  #octets = 0
  readonly #entries = new AscendingList<Entry>(uidOf)
  #expunged: ExpungeLog | null = null
  #marked: MarkLog | null = null

  constructor(account: Account, name: string, specialUse: SpecialUse | null = null) {
    this.account = account
    this.#name = name
    this.specialUse = specialUse
  }

  /** The whole name, levels parted by '/'. */
  get name(): string {
    return this.#name
  }

  /** Tells one incarnation from the next: no two folders of an account ever share it. */
  get uidValidity(): number {
    return (this.#uidValidity ||= this.account.nextUidValidity())
  }

  get subscribed(): boolean {
    return this.#subscribed
  }

  /** Whether this incarnation is gone: a session that has it selected has lost it. */
  get deleted(): boolean {
    return this.#deleted
  }

  get uidNext(): number {
    return this.#uidNext
  }

  /** How many entries no session has been told of yet (RFC 3501 §2.3.2, \Recent). */
  get recent(): number {
    return this.#entries.length - this.#entries.countBelow(this.#recentFrom)
  }

  /** RFC 7162 §3.1.2.1: the greatest modification sequence of all that happened here, expunges included. */
  get highestModSeq(): number {
    return this.#highestModSeq
  }

  get entries(): ReadonlyAscendingList<Entry> {
    return this.#entries
  }

  get count(): number {
    return this.#entries.length
  }

  /** How many entries lack \Seen. */
  get unseen(): number {
    return this.#unseen
  }

  /** How many entries have \Deleted. */
  get deletedEntries(): number {
    return this.#deletedEntries
  }

  get octets(): number {
    return this.#octets
  }

  /**
   * The UIDs that went after a modification sequence, in ascending order: those alone as far as it is remembered,
   * else all that are not there (RFC 7162 §3.2.6).
   */
  expungedSince(modseq: number): readonly UidRange[] {
    if (this.#expunged === null) return []
    return this.#expunged.since(modseq) ?? this.#absent()
  }

  /** What `MarkLog.since` gives. */
  markedSince(modseq: number): ReadonlyMap<number, MarkChange> {
    return this.#marked?.since(modseq) ?? NO_CHANGES
  }

  /** Makes an entry with the next UID. */
  append(message: StoredMessage, marks: Marks, arrival: Arrival): Entry {
    const uid = this.#uidNext++
    const entry = new Entry(message, this, { uid, modseq: this.#nextModSeq(), marks, arrival })
    this.#entries.add(entry)
    this.#count(entry, 1)
    return entry
  }

  /** Changes the marks of an entry of this folder. */
  mark(entry: Entry, marks: Marks): void {
    const modseq = this.#nextModSeq()
    this.#marked ??= new MarkLog()
    this.#marked.add(entry, marks, modseq)
    this.#countFlags(entry, -1)
    entry.mark(marks, modseq)
    this.#countFlags(entry, 1)
  }

  /** Takes out entries that are here; gives the modification sequence of that change. */
  remove(entries: readonly Entry[]): number {
    const uids = entries.map(uidOf)
    this.#entries.removeAll(uids)
    for (const entry of entries) this.#count(entry, -1)
    const modseq = this.#nextModSeq()
    this.#expunged ??= new ExpungeLog()
    this.#expunged.add(uids, modseq)
    return modseq
  }

  /**
   * RFC 3501 §2.3.2: only one session sees an entry as \Recent. Gives the first UID that none was told of, for the
   * one that asks. It is no operation, as there is nothing in it for others to see.
   */
  claimRecent(): number {
    const from = this.#recentFrom
    this.#recentFrom = this.#uidNext
    return from
  }

  /** The first UID that no session was told of. */
  get recentFrom(): number {
    return this.#recentFrom
  }

  rename(name: string): void {
    this.#name = name
  }

  subscribe(subscribed: boolean): void {
    this.#subscribed = subscribed
  }

  /** Ends this incarnation, which must be empty. */
  delete(): void {
    this.#deleted = true
  }

  #absent(): UidRange[] {
    const absent: UidRange[] = []
    let next = 1
    for (const { uid } of this.#entries.slice(0)) {
      if (uid > next) absent.push([next, uid - 1])
      next = uid + 1
    }
    if (next < this.#uidNext) absent.push([next, this.#uidNext - 1])
    return absent
  }

  #nextModSeq(): number {
    return ++this.#highestModSeq
  }

  #count(entry: Entry, sign: 1 | -1): void {
    this.#octets += sign * entry.octets
    this.account.count(sign, sign * entry.octets)
    this.#countFlags(entry, sign)
  }

  #countFlags(entry: Entry, sign: 1 | -1): void {
    if ((entry.flags & SEEN) === 0) this.#unseen += sign
    if ((entry.flags & DELETED) !== 0) this.#deletedEntries += sign
  }
}

/**
 * The folder itself, provided that it still exists.
 *
 * @throws DomainError no-such-folder
 */
export function livingFolder(folder: Folder): Folder {
  if (folder.deleted) throw new DomainError('no-such-folder', `the folder "${folder.name}" was deleted`)
  return folder
}
