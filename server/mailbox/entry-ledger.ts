import type { Clock } from '../clock.ts'
import { AscendingList } from './ascending-list.ts'
import type { ReadonlyAscendingList } from './ascending-list.ts'
import type { Arrival, Entry } from './entry.ts'
import type { DeletionReason, EntryChange } from './feed-event.ts'
import type { Feed } from './feed.ts'
import { formatFlags } from './flags.ts'
import type { Marks } from './flags.ts'
import type { Folder } from './folder.ts'
import type { MessageShelf } from './message-shelf.ts'
import type { SearchTexts } from './search-texts.ts'
import type { StoredMessage } from './stored-message.ts'

/** What captured mail is marked with. */
const UNMARKED: Marks = { flags: 0, keywords: [] }

/** What the ledger keeps in step. */
export interface EntryLedgerParts {
  readonly clock: Clock
  readonly feed: Feed
  readonly shelf: MessageShelf
  readonly searchTexts: SearchTexts
}

/**
 * The one place where entries come, change and go. It keeps messages, folders and the catch-all account's
 * time line in step, ends the life of a message whose last entry goes, and publishes a change once all of it
 * is done.
 */
export class EntryLedger {
  readonly #clock: Clock
  readonly #feed: Feed
  readonly #shelf: MessageShelf
  readonly #searchTexts: SearchTexts
  readonly #timeline = new AscendingList<StoredMessage>(message => message.seq)
  #entries = 0
  #keywords = 0
  #traceBytes = 0

  constructor({ clock, feed, shelf, searchTexts }: EntryLedgerParts) {
    this.#clock = clock
    this.#feed = feed
    this.#shelf = shelf
    this.#searchTexts = searchTexts
  }

  /** The messages of which the catch-all account has an entry, in whichever folder, the oldest first. */
  get timeline(): ReadonlyAscendingList<StoredMessage> {
    return this.#timeline
  }

  /** All entries of all folders. */
  get entries(): number {
    return this.#entries
  }

  /** The keywords of all entries, summed up. */
  get keywords(): number {
    return this.#keywords
  }

  /** The traces of all entries, summed up in bytes: those that share one count it each. */
  get traceBytes(): number {
    return this.#traceBytes
  }

  /** Puts a message that was just captured into these folders. */
  capture(message: StoredMessage, folders: readonly Folder[], keywords: readonly string[]): void {
    const { receivedAt } = message
    const arrival = { internalDate: receivedAt, savedAt: receivedAt, trace: null }
    const marks = keywords.length === 0 ? UNMARKED : { flags: 0, keywords }
    const entries = folders.map(folder => this.#enter(message, folder, marks, arrival))
    message.attach(entries)
    this.#feed.publish({ type: 'message.captured', message }, receivedAt)
    for (const entry of entries) this.#publishPlaced(entry, receivedAt)
  }

  /**
   * Puts a message into one folder.
   *
   * @param marks may be those of another entry, which is not kept
   * @param copy when it was received, now if not given, and what went before this copy of it
   */
  place(
    message: StoredMessage,
    folder: Folder,
    { flags, keywords }: Marks,
    { internalDate, trace = null }: { internalDate?: number | undefined; trace?: Buffer | null } = {},
  ): Entry {
    const savedAt = this.#clock.now()
    const arrival = { internalDate: internalDate ?? savedAt, savedAt, trace }
    const entry = this.#enter(message, folder, { flags, keywords }, arrival)
    message.attach([entry])
    this.#publishPlaced(entry, savedAt)
    return entry
  }

  /** Changes the marks of an entry. */
  mark(entry: Entry, marks: Marks): void {
    this.#keywords += marks.keywords.length - entry.keywords.length
    entry.folder.mark(entry, marks)
    const { message, folder, uid, modseq } = entry
    this.#feed.publish(
      {
        type: 'entry.flagged',
        account: folder.account.address,
        folder: folder.name,
        uid,
        id: message.id,
        modseq,
        flags: formatFlags(entry),
      },
      this.#clock.now(),
    )
  }

  /** Takes entries out of their folder. A message of which this was the last entry is gone. */
  expunge(folder: Folder, entries: readonly Entry[]): void {
    if (entries.length === 0) return
    const modseq = this.#leave(folder, entries)
    for (const entry of entries) entry.message.detach(entry)
    const messages = [...new Set(entries.map(entry => entry.message))]
    if (folder.account.isCatchAll) {
      this.#leaveTimeline(messages.filter(message => message.entryIn(folder.account) === undefined))
    }
    const doomed = messages.filter(message => message.entries.length === 0)
    this.#discard(doomed)
    this.#publishExpunged(entries, modseq)
    this.#publishDeleted(doomed, 'deleted')
  }

  /** Takes messages out of all folders; with that they are gone. */
  drop(messages: readonly StoredMessage[], reason: DeletionReason): void {
    for (const { entries, modseq } of this.#takeOut(messages)) this.#publishExpunged(entries, modseq)
    this.#publishDeleted(messages, reason)
  }

  /** Lets one message go for want of room, as a full store does for each that comes. */
  evict(message: StoredMessage): void {
    const { entries } = message
    const now = this.#clock.now()
    message.detachAll()
    this.#timeline.remove(message.seq)
    this.#discard([message])
    for (const entry of entries) {
      const modseq = this.#leave(entry.folder, [entry])
      this.#feed.publish(describe('entry.expunged', entry, modseq), now)
    }
    this.#feed.publish({ type: 'message.deleted', id: message.id, reason: 'evicted' }, now)
  }

  /** Takes out all messages without a word. */
  clear(): void {
    this.#takeOut(this.#shelf.messages.slice(0))
  }

  #takeOut(messages: readonly StoredMessage[]): { entries: readonly Entry[]; modseq: number }[] {
    const byFolder = new Map<Folder, Entry[]>()
    for (const message of messages) {
      for (const entry of message.entries) {
        const entries = byFolder.get(entry.folder)
        if (entries === undefined) byFolder.set(entry.folder, [entry])
        else entries.push(entry)
      }
    }
    for (const message of messages) message.detachAll()
    this.#leaveTimeline(messages)
    this.#discard(messages)
    return Array.from(byFolder, ([folder, entries]) => ({ entries, modseq: this.#leave(folder, entries) }))
  }

  #enter(message: StoredMessage, folder: Folder, marks: Marks, arrival: Arrival): Entry {
    if (folder.account.isCatchAll && message.entryIn(folder.account) === undefined)
      this.#timeline.add(message)
    this.#entries++
    this.#keywords += marks.keywords.length
    this.#traceBytes += arrival.trace?.length ?? 0
    return folder.append(message, marks, arrival)
  }

  #leave(folder: Folder, entries: readonly Entry[]): number {
    this.#entries -= entries.length
    for (const { keywords, trace } of entries) {
      this.#keywords -= keywords.length
      this.#traceBytes -= trace?.length ?? 0
    }
    return folder.remove(entries)
  }

  #leaveTimeline(messages: readonly StoredMessage[]): void {
    this.#timeline.removeAll(messages.map(message => message.seq))
  }

  #discard(messages: readonly StoredMessage[]): void {
    this.#shelf.remove(messages)
    for (const message of messages) this.#searchTexts.forget(message)
  }

  #publishPlaced(entry: Entry, now: number): void {
    this.#feed.publish(describe('entry.placed', entry, entry.modseq), now)
  }

  #publishExpunged(entries: readonly Entry[], modseq: number): void {
    const now = this.#clock.now()
    for (const entry of entries) this.#feed.publish(describe('entry.expunged', entry, modseq), now)
  }

  #publishDeleted(messages: readonly StoredMessage[], reason: DeletionReason): void {
    const now = this.#clock.now()
    for (const { id } of messages) this.#feed.publish({ type: 'message.deleted', id, reason }, now)
  }
}

function describe<T extends string>(
  type: T,
  { message, folder, uid }: Entry,
  modseq: number,
): { type: T } & EntryChange {
  return { type, account: folder.account.address, folder: folder.name, uid, id: message.id, modseq }
}
