import type { Clock } from '../clock.ts'
import { canonicalAddress } from '../message/mailbox-address.ts'
import type { Accounts } from './accounts.ts'
import { DomainError } from './domain-error.ts'
import type { EntryLedger } from './entry-ledger.ts'
import type { Entry } from './entry.ts'
import type { Feed } from './feed.ts'
import type { Folder } from './folder.ts'
import type { MessageShelf } from './message-shelf.ts'
import type { OperationOf } from './operation.ts'
import { exceedsQuota } from './quota.ts'
import { senderTags } from './sender-tags.ts'
import type { TagSource } from './sender-tags.ts'
import type { StoreLimits } from './store-limits.ts'
import type { StoredMessage } from './stored-message.ts'

export interface ArrivalOperationsParts {
  readonly clock: Clock
  readonly limits: StoreLimits
  readonly feed: Feed
  readonly shelf: MessageShelf
  readonly ledger: EntryLedger
  readonly accounts: Accounts
  /** Where senders may put tags. */
  readonly tagSources: readonly TagSource[]
}

const CRLF = Buffer.from('\r\n')

/** The operations by which mail comes in, and to its recipients. */
export class ArrivalOperations {
  readonly #clock: Clock
  readonly #limits: StoreLimits
  readonly #feed: Feed
  readonly #shelf: MessageShelf
  readonly #ledger: EntryLedger
  readonly #accounts: Accounts
  readonly #tagSources: ReadonlySet<TagSource>

  constructor({ clock, limits, feed, shelf, ledger, accounts, tagSources }: ArrivalOperationsParts) {
    this.#clock = clock
    this.#limits = limits
    this.#feed = feed
    this.#shelf = shelf
    this.#ledger = ledger
    this.#accounts = accounts
    this.#tagSources = new Set(tagSources)
  }

  capture({ submission }: OperationOf<'capture'>): StoredMessage {
    const { envelope, size, places } = submission
    const inboxes = [this.#accounts.catchAll.inbox]
    let unplaced = 0
    let overQuota = 0
    for (const place of places ?? envelope.to) {
      const account = this.#accounts.provide(typeof place === 'string' ? place : place.address)
      if (account === undefined) unplaced++
      else if (!exceedsQuota(account, 1, size)) inboxes.push(account.inbox)
      else {
        overQuota++
        // It may have been made for this message alone, and is not to take up the place of another for good.
        if (account.messages === 0) this.#accounts.vacated(account)
      }
    }
    if (places === undefined && overQuota > 0 && overQuota === envelope.to.length) {
      throw new DomainError('over-quota', 'this is more than the quota of any recipient allows')
    }
    const message = this.#shelf.add(submission, this.#feed.seq + 1, this.#clock.now())
    message.unplaced = unplaced
    message.overQuota = overQuota
    message.faulted = submission.faulted ?? false
    // Two recipients may be one account.
    const folders = inboxes.length > 2 ? [...new Set(inboxes)] : inboxes
    this.#ledger.capture(message, folders, this.#tagsOf(message, folders.length))
    return message
  }

  deliver({ message, address, trace }: OperationOf<'deliver'>): Entry | null {
    if (this.#shelf.get(message.id) === undefined) return null
    const fields = trace === null || trace.length === 0 ? null : closedTrace(message, trace)
    const canonical = canonicalAddress(address)
    const known = this.#accounts.get(canonical)
    const present = known && entryOfCopy(known.inbox, message, fields)
    if (present !== undefined) return present
    const holdings = known ?? { quota: this.#accounts.quota, messages: 0, octets: 0 }
    if (exceedsQuota(holdings, 1, message.size + (fields?.length ?? 0))) {
      throw new DomainError('over-quota', `this is more than the quota of ${canonical} allows`)
    }
    const account = known ?? this.#accounts.provide(canonical)
    if (account === undefined) {
      const reason = `no account for ${canonical}: there are ${this.#limits.accounts} already, and none is empty`
      throw new DomainError('too-many-accounts', reason)
    }
    const marks = { flags: 0, keywords: this.#tagsOf(message, 1) }
    return this.#ledger.place(message, account.inbox, marks, { trace: fields })
  }

  /** The tags of a message, which it has in each folder; none when the store holds too many already. */
  #tagsOf(message: StoredMessage, folders: number): readonly string[] {
    const tags = senderTags(message, this.#tagSources, this.#limits.keywordLength)
    return this.#ledger.keywords + tags.length * folders > this.#limits.keywords ? [] : tags
  }
}

/**
 * RFC 5322 §2.1: the body is parted from the header section by an empty line. A message that has no header section gets
 * one behind its trace fields, or its first lines would read as more of these.
 */
function closedTrace({ summary }: StoredMessage, trace: Uint8Array): Buffer {
  return Buffer.concat(summary.bodyStart === 0 ? [trace, CRLF] : [trace])
}

/** The entry of a message in a folder whose copy has just this trace. */
function entryOfCopy(folder: Folder, message: StoredMessage, trace: Buffer | null): Entry | undefined {
  return message.entries.find(entry => {
    if (entry.folder !== folder) return false
    return entry.trace === null || trace === null ? entry.trace === trace : entry.trace.equals(trace)
  })
}
