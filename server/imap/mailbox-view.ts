import type { Entry } from '../mailbox/entry.ts'
import type { UidRange } from '../mailbox/expunge-log.ts'
import type { FeedEvent } from '../mailbox/feed-event.ts'
import type { Feed } from '../mailbox/feed.ts'
import type { Folder } from '../mailbox/folder.ts'
import { formatEntryFlags } from './entry-flags.ts'
import type { ResponseWriter } from './response-writer.ts'
import type { Enableable } from './session.ts'
import { formatFlagList, formatPermanentFlags } from './view/folder-flags.ts'
import { KnownKeywords } from './view/known-keywords.ts'
import { RecentUids } from './view/recent-uids.ts'
import { resolveSet } from './view/resolve-set.ts'
import type { SetReading, ViewItem } from './view/resolve-set.ts'
import { UidList } from './view/uid-list.ts'
import { withoutUids } from './view/uid-ranges.ts'
import { formatRanges } from './wire/sequence-set.ts'
import type { SequenceSet } from './wire/sequence-set.ts'

export type { ViewItem } from './view/resolve-set.ts'

/** What a session has switched on; it may change while a folder is selected. */
export interface ViewDialect {
  readonly enabled: ReadonlySet<Enableable>
  /** Whether answers have the shapes of RFC 9051. */
  readonly rev2: boolean
}

export interface MailboxViewOptions {
  readonly readOnly: boolean
  /** The session's own. */
  readonly dialect: ViewDialect
}

/**
 * What one session knows of its selected folder. Sequence numbers are positions in the list of UIDs that the client
 * was told of; that list changes in `tell` alone, and so do they. What others do meanwhile is kept until then.
 */
export class MailboxView {
  readonly folder: Folder
  readonly readOnly: boolean
  /** Called when there is something to tell, within the tick of the feed; once for every change. */
  onChange: (() => void) | null = null
  readonly #dialect: ViewDialect
  readonly #unsubscribe: () => void
  /** Every UID that the client was told of, those included that it has yet to hear are gone. */
  readonly #uids = new UidList()
  readonly #keywords = new KnownKeywords()
  readonly #recent = new RecentUids()
  /** How many messages are \Recent, and how many the client was told of. */
  #recentCount = 0
  #recentTold = 0
  /** The first UID that was not looked at yet. */
  #uidNext = 1
  /** Under which name the feed speaks of the folder. */
  #name: string
  /** UIDs told of that have other flags than the client was told. */
  readonly #flagged = new Set<number>()
  /** UIDs told of that are gone, and when the first of them went. */
  #expunged: number[] = []
  #firstExpunge = Infinity
  /** Whether flags are being changed by the session itself. */
  #silent = false
  /** Whether the client can tell from what it was told up to which modification sequence it knows everything. */
  #modSeqKnown: boolean

  /** Opens the folder for a session, which takes over what is \Recent unless it is read-only. */
  constructor(folder: Folder, feed: Feed, { readOnly, dialect }: MailboxViewOptions) {
    this.folder = folder
    this.readOnly = readOnly
    this.#dialect = dialect
    this.#name = folder.name
    this.#modSeqKnown = this.#condstore
    this.#takeArrivals()
    this.#keywords.takeGrown()
    this.#recentTold = this.#recentCount
    this.#unsubscribe = feed.subscribe(event => this.#note(event))
  }

  /** How many messages the client knows of. */
  get length(): number {
    return this.#uids.length
  }

  /** How many of them are \Recent. */
  get recent(): number {
    return this.#recentCount
  }

  /** What FLAGS names: system flags and the keywords that are in use here. */
  get flags(): string {
    return formatFlagList(this.#keywords.names)
  }

  /** What PERMANENTFLAGS names. */
  get permanentFlags(): string {
    return this.readOnly ? '()' : formatPermanentFlags(this.#keywords.names)
  }

  /** The UID of a sequence number; 0 when there is none. */
  uidAt(sequence: number): number {
    return this.#uids.at(sequence - 1)
  }

  /** The sequence number of a UID; 0 when the client knows of none. */
  sequenceOf(uid: number): number {
    return this.#uids.indexOf(uid) + 1
  }

  /** RFC 3501 §2.3.2; RFC 9051 appendix E: there is none in IMAP4rev2. */
  isRecent(uid: number): boolean {
    return !this.#dialect.rev2 && this.#recent.includes(uid)
  }

  /**
   * The messages of a set, in ascending order.
   *
   * @throws ImapSyntaxError when it names a sequence number that there is not
   */
  resolve(set: SequenceSet, reading: SetReading): ViewItem[] {
    return resolveSet(set, reading, this.#uids, this.folder)
  }

  /**
   * The UIDs that left the folder after a modification sequence, as VANISHED (EARLIER) tells them: without those
   * that this session still numbers, of which it hears by EXPUNGE or VANISHED.
   */
  expungedSince(modseq: number): readonly UidRange[] {
    const numbered = this.#expunged.filter(uid => this.#uids.indexOf(uid) >= 0)
    return withoutUids(this.folder.expungedSince(modseq), numbered)
  }

  /**
   * Changes flags without `tell` telling of it, as the command does that itself. What another session changed
   * before stays to be told.
   */
  silently<T>(run: () => T): T {
    this.#silent = true
    try {
      return run()
    } finally {
      this.#silent = false
    }
  }

  /**
   * Tells what changed since the last time, in an order in which every number is right when it comes.
   *
   * @param options expunge: whether it may tell that messages are gone (RFC 9051 §7.5.1)
   */
  tell(out: ResponseWriter, { expunge }: { expunge: boolean }): void {
    if (expunge && this.#expunged.length > 0) this.#tellExpunged(out)
    this.tellArrivals(out)
    this.tellKeywords(out)
    this.#tellRecent(out)
    this.#tellFlagged(out)
    this.#tellModSeq(out)
  }

  /** Tells what came since the last time, which leaves every other number as it is. */
  tellArrivals(out: ResponseWriter): void {
    const known = this.#uids.length
    this.#takeArrivals()
    if (this.#uids.length === known) return
    this.tellKeywords(out)
    out.untagged(`${this.#uids.length} EXISTS`)
    this.#tellRecent(out)
  }

  /** Tells FLAGS again when keywords came that were not in it (RFC 9051 §7.3.5). */
  tellKeywords(out: ResponseWriter): void {
    if (!this.#keywords.takeGrown()) return
    out.untagged(`FLAGS ${this.flags}`)
    out.untagged(`OK [PERMANENTFLAGS ${this.permanentFlags}] Flags that can be changed`)
  }

  /** Tells the flags of a message, which need not be told again then. */
  tellFlags(out: ResponseWriter, { sequence, entry }: { sequence: number; entry: Entry }): void {
    const { uid, modseq } = entry
    this.#flagged.delete(uid)
    const flags = formatEntryFlags(entry, this.isRecent(uid))
    // RFC 7162 §3.1.4.2: MODSEQ is told with every change of flags once CONDSTORE is on.
    const tail = this.#condstore ? ` MODSEQ (${modseq})` : ''
    // RFC 9051 §7.5.2: FETCH that nobody asked for names the UID.
    out.untagged(`${sequence} FETCH (UID ${uid} FLAGS ${flags}${tail})`)
  }

  /** The session has left the folder. */
  close(): void {
    this.#unsubscribe()
    this.onChange = null
  }

  get #condstore(): boolean {
    return this.#dialect.enabled.has('CONDSTORE')
  }

  /** Takes note of a change; costs the same however large the folder is. */
  #note(event: FeedEvent): void {
    if (this.folder.deleted) this.onChange?.()
    else if (
      'folder' in event &&
      event.folder === this.#name &&
      event.account === this.folder.account.address
    ) {
      this.#noteOwn(event)
    }
  }

  #noteOwn(event: Extract<FeedEvent, { folder: string }>): void {
    switch (event.type) {
      case 'entry.flagged':
        this.#keywords.add(event.flags)
        if (this.#silent || event.uid >= this.#uidNext) return
        this.#flagged.add(event.uid)
        break
      case 'entry.expunged':
        if (event.uid >= this.#uidNext) return
        this.#expunged.push(event.uid)
        this.#firstExpunge = Math.min(this.#firstExpunge, event.modseq)
        break
      case 'folder.renamed':
        this.#name = event.to
    }
    this.onChange?.()
  }

  /** Takes in what came to the folder since it was last looked at. */
  #takeArrivals(): void {
    const { folder } = this
    if (folder.uidNext === this.#uidNext) return
    const recentFrom = this.readOnly ? folder.recentFrom : folder.claimRecent()
    const arrivals = folder.entries.slice(folder.entries.countBelow(this.#uidNext))
    for (const { uid, keywords } of arrivals) {
      this.#uids.push(uid)
      if (keywords.length > 0) this.#keywords.add(keywords)
      if (uid >= recentFrom) this.#recentCount++
    }
    this.#recent.add(Math.max(recentFrom, this.#uidNext), folder.uidNext - 1)
    this.#uidNext = folder.uidNext
  }

  #tellExpunged(out: ResponseWriter): void {
    const gone = this.#expunged.sort((a, b) => a - b)
    const positions = gone.map(uid => this.#uids.indexOf(uid)).filter(position => position >= 0)
    const uids = positions.map(position => this.#uids.at(position))
    for (const uid of uids) if (this.#recent.includes(uid)) this.#recentCount--
    // RFC 7162 §3.2.10: VANISHED takes the place of EXPUNGE once QRESYNC is on.
    if (this.#dialect.enabled.has('QRESYNC')) out.untagged(`VANISHED ${formatRanges(uids)}`)
    // RFC 9051 §7.5.1: each EXPUNGE counts down the numbers behind it at once.
    else positions.forEach((position, count) => out.untagged(`${position + 1 - count} EXPUNGE`))
    this.#uids.removeAt(positions)
    this.#expunged = []
    this.#firstExpunge = Infinity
  }

  #tellRecent(out: ResponseWriter): void {
    if (this.#recentCount === this.#recentTold) return
    this.#recentTold = this.#recentCount
    if (!this.#dialect.rev2) out.untagged(`${this.#recentCount} RECENT`)
  }

  #tellFlagged(out: ResponseWriter): void {
    for (const uid of this.#flagged) {
      const entry = this.folder.entries.get(uid)
      if (entry !== undefined) this.tellFlags(out, { sequence: this.sequenceOf(uid), entry })
    }
    this.#flagged.clear()
  }

  /**
   * Tells up to which modification sequence the client was told everything: when it switches CONDSTORE on (RFC 7162
   * §3.1), and while it is not told of what is gone (§3.2), lest it believes to know more; and once it is told after
   * all.
   */
  #tellModSeq(out: ResponseWriter): void {
    if (!this.#condstore) return
    const withheld = this.#expunged.length > 0
    if (this.#modSeqKnown && !withheld) return
    this.#modSeqKnown = !withheld
    const told = Math.min(this.folder.highestModSeq, this.#firstExpunge - 1)
    out.untagged(`OK [HIGHESTMODSEQ ${told}] All changes up to this one were told`)
  }
}
