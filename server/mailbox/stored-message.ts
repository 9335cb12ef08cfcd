import type { Clock } from '../clock.ts'
import type { Envelope, MessageOrigin, SessionFacts } from '../message/envelope.ts'
import { overview } from '../message/overview.ts'
import type { Overview } from '../message/overview.ts'
import type { Summary } from '../message/summary.ts'
import type { Account } from './account.ts'
import type { Entry } from './entry.ts'
import type { SearchText, SearchTexts } from './search-texts.ts'
import type { Region } from './slab.ts'

const NO_ENTRIES: readonly Entry[] = []

/** What a message needs of the store that holds it. */
export interface MessageHome {
  readonly clock: Clock
  readonly searchTexts: SearchTexts
}

/** What a message is made of. */
export type MessageFacts = Pick<
  StoredMessage,
  'home' | 'id' | 'seq' | 'receivedAt' | 'size' | 'envelope' | 'session' | 'origin' | 'summary' | 'region'
>

/**
 * A captured message: immutable, but for what is derived from it when first asked for and for the entries
 * that refer to it.
 */
export class StoredMessage {
  readonly home: MessageHome
  readonly id: string
  /** The number of the event that told of it. */
  readonly seq: number
  /** World time, in milliseconds since the epoch. */
  readonly receivedAt: number
  /** Bytes of `raw`. */
  readonly size: number
  readonly envelope: Envelope
  readonly session: SessionFacts
  /** Of reports and automatic replies: the message they are about. */
  readonly origin: MessageOrigin | null
  readonly summary: Summary
  /** Where the raw bytes lie and, behind them, the transcript's. */
  readonly region: Region
  /** How many recipients got no entry, as there were too many accounts to make one more. */
  unplaced = 0
  /** How many recipients got no entry, as their accounts were full by then. */
  overQuota = 0
  /** Whether a fault befell it on its way in. */
  faulted = false
  /** Kept by summary-json.ts once it was made. */
  summaryHead: string | null = null
  /** Kept by search-texts.ts once it was made. */
  searchText: SearchText | null = null
  /** Kept by content-hints.ts once they are known. */
  holdsLink: boolean | null = null
  holdsCode: boolean | null = null
  #bounced = false
  #overview: Overview | null = null
  #entries: readonly Entry[] = NO_ENTRIES

  constructor(facts: MessageFacts) {
    this.home = facts.home
    this.id = facts.id
    this.seq = facts.seq
    this.receivedAt = facts.receivedAt
    this.size = facts.size
    this.envelope = facts.envelope
    this.session = facts.session
    this.origin = facts.origin
    this.summary = facts.summary
    this.region = facts.region
  }

  /**
   * The bytes as they were received. Empty once the message was deleted; what was handed out before stays as
   * it is.
   */
  get raw(): Buffer {
    return this.region.view(0, this.size)
  }

  /** The conversation that brought it, for `decodeTranscript`; null when there was none. */
  get transcript(): Uint8Array | null {
    return this.region.length > this.size ? this.region.view(this.size, this.region.length) : null
  }

  /** What a list shows beyond the summary; made when first asked for. */
  get overview(): Overview {
    return (this.#overview ??= overview(this.raw))
  }

  /** Whether a delivery of it has failed for good. */
  get bounced(): boolean {
    return this.#bounced
  }

  /** A delivery of it has failed for good: from now on lists show so. */
  noteBounce(): void {
    if (this.#bounced) return
    this.#bounced = true
    this.summaryHead = null
  }

  /** Its entries in all folders; none once it was deleted. */
  get entries(): readonly Entry[] {
    return this.#entries
  }

  /** Its oldest entry in a folder of this account. */
  entryIn(account: Account): Entry | undefined {
    for (const entry of this.#entries) if (entry.folder.account === account) return entry
    return undefined
  }

  /** Takes note of new entries. Called by the entry ledger alone, as are those below. */
  attach(entries: readonly Entry[]): void {
    this.#entries = this.#entries.length === 0 ? entries : [...this.#entries, ...entries]
  }

  detach(entry: Entry): void {
    this.#entries = this.#entries.filter(other => other !== entry)
  }

  detachAll(): void {
    this.#entries = NO_ENTRIES
  }
}
