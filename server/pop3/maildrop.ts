import type { Entry } from '../mailbox/entry.ts'
import { SEEN } from '../mailbox/flags.ts'
import type { Folder } from '../mailbox/folder.ts'
import type { Store } from '../mailbox/store.ts'

/** One message of a maildrop, by the number it has in this session. */
export interface MaildropMessage {
  readonly number: number
  readonly entry: Entry
}

/**
 * The INBOX of an account as it was at login: numbers never move, and what arrives later is not there (RFC 1939 §4).
 * Opening it costs one copy of an array, whatever it holds.
 */
export class Maildrop {
  readonly #store: Store
  readonly #inbox: Folder
  readonly #entries: readonly Entry[]
  readonly #uidValidity: number
  /** The numbers of messages that QUIT will delete. */
  readonly #deleted = new Set<number>()
  #octets: number

  constructor(store: Store, inbox: Folder) {
    this.#store = store
    this.#inbox = inbox
    this.#entries = inbox.entries.slice(0)
    this.#uidValidity = inbox.uidValidity
    this.#octets = inbox.octets
  }

  /** How many messages there are, without those that were deleted in this session. */
  get count(): number {
    return this.#entries.length - this.#deleted.size
  }

  /** The octets of these. */
  get octets(): number {
    return this.#octets
  }

  /** The message with this number; undefined when there is none, or it was deleted in this session. */
  find(number: number): MaildropMessage | undefined {
    const entry = this.#deleted.has(number) ? undefined : this.#entries[number - 1]
    return entry && { number, entry }
  }

  /** All messages that were not deleted in this session, in the order of their numbers. */
  *[Symbol.iterator](): IterableIterator<MaildropMessage> {
    for (const [index, entry] of this.#entries.entries()) {
      if (!this.#deleted.has(index + 1)) yield { number: index + 1, entry }
    }
  }

  /**
   * RFC 1939 §7: a name for this message in this maildrop that no other ever had or will have, as a UID is unique in
   * its folder for good, and UIDVALIDITY is so for the folder.
   */
  uniqueId({ entry }: MaildropMessage): string {
    return `${this.#uidValidity}.${entry.uid}`
  }

  /** Its bytes as they came into this maildrop; null when someone else has deleted it meanwhile. */
  read({ entry }: MaildropMessage): Buffer | null {
    return this.#inbox.entries.get(entry.uid) === entry ? entry.raw : null
  }

  /** Marks a message that was read, for all who look at the same mailbox. */
  markSeen({ entry }: MaildropMessage): void {
    if ((entry.flags & SEEN) !== 0) return
    this.#store.apply({ type: 'flag', folder: this.#inbox, uids: [entry.uid], mode: 'add', flags: SEEN })
  }

  /** Deletes a message for the rest of this session, and for good when it is committed. */
  delete({ number, entry }: MaildropMessage): void {
    this.#deleted.add(number)
    this.#octets -= entry.octets
  }

  /** Takes back all deletions. */
  restore(): void {
    for (const number of this.#deleted) this.#octets += this.#entries[number - 1]!.octets
    this.#deleted.clear()
  }

  /** Expunges what was deleted; gives how many of these were still there. */
  commit(): number {
    // With the folder went its messages.
    if (this.#deleted.size === 0 || this.#inbox.deleted) return 0
    const uids = Array.from(this.#deleted, number => this.#entries[number - 1]!.uid)
    return this.#store.apply({ type: 'expunge', folder: this.#inbox, uids }).length
  }
}
