import type { Clock } from '../clock.ts'
import type { Submission } from '../message/envelope.ts'
import type { Account, Quota } from './account.ts'
import { Accounts } from './accounts.ts'
import { ArrivalOperations } from './arrival-operations.ts'
import type { ReadonlyAscendingList } from './ascending-list.ts'
import { EntryLedger } from './entry-ledger.ts'
import { EntryOperations } from './entry-operations.ts'
import { Feed } from './feed.ts'
import { FolderOperations } from './folder-operations.ts'
import { MessageShelf } from './message-shelf.ts'
import type { OperationOf, OperationResult, OperationType } from './operation.ts'
import { SearchTexts } from './search-texts.ts'
import { TAG_SOURCES } from './sender-tags.ts'
import type { TagSource } from './sender-tags.ts'
import { STORE_LIMITS } from './store-limits.ts'
import type { StoreLimits } from './store-limits.ts'
import type { StoredMessage } from './stored-message.ts'
import { UidValidities } from './uid-validity.ts'

export interface StoreOptions {
  readonly clock: Clock
  /** What is left out has its default. */
  readonly limits?: Partial<StoreLimits>
  /** Where UIDVALIDITY begins in each account; without it, where the machine's clock stands. */
  readonly seedUidValidity?: number
  /** Where senders may put tags; everywhere, if not given. */
  readonly tagSources?: readonly TagSource[]
  /** Told what a subscriber of the feed throws; a process warning, if not given. */
  readonly onError?: (error: unknown) => void
}

type Handlers = { [T in OperationType]: (operation: OperationOf<T>) => OperationResult<T> }

/**
 * All mailboxes of one sandbox, in memory. It changes by operations alone; each is done and published before
 * `apply` returns. Everything else is a plain look-up.
 */
export class Store {
  readonly clock: Clock
  readonly limits: StoreLimits
  /** What an account may hold that has no quota of its own. */
  readonly defaultQuota: Quota | null
  readonly feed: Feed
  readonly #accounts: Accounts
  readonly #shelf: MessageShelf
  readonly #ledger: EntryLedger
  readonly #handlers: Handlers
  /** Calls off the alarm that rings when the oldest message has reached its age. */
  #cancelExpiry: (() => void) | null = null

  constructor({ clock, limits, seedUidValidity, tagSources = TAG_SOURCES, onError = warn }: StoreOptions) {
    this.clock = clock
    this.limits = { ...STORE_LIMITS, ...limits }
    this.defaultQuota = defaultQuota(this.limits)
    this.feed = new Feed(this.limits.feedRing, onError)
    const searchTexts = new SearchTexts(this.limits.searchText)
    this.#shelf = new MessageShelf({ clock, searchTexts })
    this.#accounts = new Accounts({
      limit: this.limits.accounts,
      quota: this.defaultQuota,
      uidValidities: new UidValidities({ seed: seedUidValidity }),
      onDrop: account => this.#publishDropped(account),
    })
    this.#ledger = new EntryLedger({ clock, feed: this.feed, shelf: this.#shelf, searchTexts })
    this.#handlers = this.#createHandlers(tagSources)
  }

  /** Takes in a message: the hot path. It can be read by everyone when this returns. */
  capture(submission: Submission): StoredMessage {
    return this.apply({ type: 'capture', submission })
  }

  /**
   * Does one operation, wholly or not at all, and publishes what it changed.
   *
   * @throws DomainError when it cannot be done as asked
   */
  apply<T extends OperationType>(operation: OperationOf<T>): OperationResult<T> {
    const handle: Handlers[T] = this.#handlers[operation.type]
    return this.feed.whole(() => {
      const result = handle(operation)
      this.#evict()
      return result
    })
  }

  message(id: string): StoredMessage | undefined {
    return this.#shelf.get(id)
  }

  /** The message that came last of those that the catch-all account has. */
  get latest(): StoredMessage | undefined {
    return this.#ledger.timeline.last
  }

  /** The messages of which the catch-all account has an entry, in whichever folder, the oldest first. */
  get timeline(): ReadonlyAscendingList<StoredMessage> {
    return this.#ledger.timeline
  }

  /** Every message, whichever account has it, the oldest first. */
  get messages(): ReadonlyAscendingList<StoredMessage> {
    return this.#shelf.messages
  }

  /** How many messages there are. */
  get count(): number {
    return this.#shelf.messages.length
  }

  /** What the messages hold, in bytes: raw, transcripts and envelopes, and the traces of their copies. */
  get bytes(): number {
    return this.#shelf.bytes + this.#ledger.traceBytes
  }

  get catchAll(): Account {
    return this.#accounts.catchAll
  }

  /** The account of an address in any spelling, or of `all`; undefined when there is none. */
  account(address: string): Account | undefined {
    return this.#accounts.get(address)
  }

  /**
   * The account of an address, made if need be, as at a login.
   *
   * @throws DomainError too-many-accounts
   */
  openAccount(address: string): Account {
    return this.apply({ type: 'open-account', address })
  }

  /** The catch-all account, then all others in the order in which they came about. */
  accounts(): Iterable<Account> {
    return this.#accounts
  }

  /** Drops all messages and accounts. The feed goes on in its numbers, and says so. */
  reset(): void {
    this.#ledger.clear()
    for (const account of this.#accounts) this.#accounts.remove(account)
    this.feed.forget()
    this.feed.publish({ type: 'reset' }, this.clock.now())
  }

  /** Calls off what the store asked of the clock. */
  close(): void {
    this.#cancelExpiry?.()
    this.#cancelExpiry = null
  }

  #createHandlers(tagSources: readonly TagSource[]): Handlers {
    const { clock, limits, feed } = this
    const shelf = this.#shelf
    const ledger = this.#ledger
    const accounts = this.#accounts
    const arrivals = new ArrivalOperations({ clock, limits, feed, shelf, ledger, accounts, tagSources })
    const entries = new EntryOperations({ clock, limits, feed, shelf, ledger })
    const folders = new FolderOperations({ clock, limits, feed, ledger, accounts })
    return {
      capture: operation => arrivals.capture(operation),
      deliver: operation => arrivals.deliver(operation),
      place: operation => entries.place(operation),
      'place-all': operation => entries.placeAll(operation),
      replace: operation => entries.replace(operation),
      copy: operation => entries.copy(operation),
      move: operation => entries.move(operation),
      flag: operation => entries.flag(operation),
      expunge: operation => entries.expunge(operation),
      'delete-message': operation => entries.deleteMessage(operation),
      'open-account': operation => folders.openAccount(operation),
      'delete-account': operation => folders.deleteAccount(operation),
      'set-quota': operation => folders.setQuota(operation),
      'create-folder': operation => folders.create(operation),
      'rename-folder': operation => folders.rename(operation),
      'delete-folder': operation => folders.delete(operation),
      'subscribe-folder': operation => folders.subscribe(operation),
      'drop-subscription': operation => folders.dropSubscription(operation),
    }
  }

  /** Lets the oldest messages go while there is too much. The newest stays, however large it is. */
  #evict(): void {
    const { messages } = this.#shelf
    const { limits } = this
    while (
      messages.length > 1 &&
      (messages.length > limits.messages ||
        this.bytes > limits.bytes ||
        this.#ledger.entries > limits.entries)
    ) {
      this.#ledger.evict(messages.first!)
    }
    this.#awaitExpiry()
  }

  #awaitExpiry(): void {
    const oldest = this.#shelf.messages.first
    if (this.limits.age === null || this.#cancelExpiry !== null || oldest === undefined) return
    this.#cancelExpiry = this.clock.at(oldest.receivedAt + this.limits.age, () => {
      this.#cancelExpiry = null
      this.#expire(this.limits.age!)
      this.#awaitExpiry()
    })
  }

  #expire(age: number): void {
    const now = this.clock.now()
    const expired: StoredMessage[] = []
    for (const message of this.#shelf.messages) {
      if (message.receivedAt + age > now) break
      expired.push(message)
    }
    this.feed.whole(() => this.#ledger.drop(expired, 'expired'))
  }

  #publishDropped(account: Account): void {
    for (const { name } of account.usedFolders) {
      const change = { type: 'folder.deleted', account: account.address, folder: name } as const
      this.feed.publish(change, this.clock.now())
    }
  }
}

function defaultQuota({ accountOctets, accountMessages }: StoreLimits): Quota | null {
  if (accountOctets === null && accountMessages === null) return null
  return { octets: accountOctets, messages: accountMessages }
}

function warn(error: unknown): void {
  process.emitWarning(error instanceof Error ? error : String(error))
}
