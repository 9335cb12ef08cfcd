import type { Account } from './account.ts'
import { DomainError } from './domain-error.ts'
import { AscendingList } from './ascending-list.ts'
import type { ReadonlyAscendingList } from './ascending-list.ts'
import { Entry } from './entry.ts'
import { DELETED, SEEN } from './flags.ts'
import type { Marks } from './flags.ts'
import type { StoredMessage } from './stored-message.ts'

/** The special uses (RFC 6154 §2) for which each account has a folder. */
export type SpecialUse = '\\Archive' | '\\Drafts' | '\\Junk' | '\\Sent' | '\\Trash'

const uidOf = (entry: Entry): number => entry.uid

/**
 * A mailbox in the sense of RFC 9051 §2.3: entries in ascending order of their UIDs. Its readers are for all;
 * its methods that change it are for operations alone.
 */
export class Folder {
  readonly account: Account
  /** Tells one incarnation from the next: no two folders of a sandbox ever share it. */
  readonly uidValidity: number
  readonly specialUse: SpecialUse | null
  #name: string
  #subscribed = true
  #deleted = false
  #uidNext = 1
  #highestModSeq = 1
  #unseen = 0
  #deletedEntries = 0
  #octets = 0
  readonly #entries = new AscendingList<Entry>(uidOf)

  constructor(account: Account, name: string, uidValidity: number, specialUse: SpecialUse | null = null) {
    this.account = account
    this.#name = name
    this.uidValidity = uidValidity
    this.specialUse = specialUse
  }

  /** The whole name, levels parted by '/'. */
  get name(): string {
    return this.#name
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

  /** Makes an entry with the next UID. */
  append(message: StoredMessage, marks: Marks, internalDate: number): Entry {
    const uid = this.#uidNext++
    const entry = new Entry(message, this, { uid, modseq: this.#nextModSeq(), marks, internalDate })
    this.#entries.add(entry)
    this.#count(entry, 1)
    return entry
  }

  /** Changes the marks of an entry of this folder. */
  mark(entry: Entry, marks: Marks): void {
    this.#countFlags(entry, -1)
    entry.mark(marks, this.#nextModSeq())
    this.#countFlags(entry, 1)
  }

  /** Takes out entries that are here; gives the modification sequence of that change. */
  remove(entries: readonly Entry[]): number {
    this.#entries.removeAll(entries.map(uidOf))
    for (const entry of entries) this.#count(entry, -1)
    return this.#nextModSeq()
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
