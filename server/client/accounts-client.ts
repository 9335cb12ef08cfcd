import type {
  Account,
  AccountSettings,
  Changed,
  Deleted,
  Entry,
  EntryPatch,
  EntrySelection,
  FolderInfo,
  FolderPatch,
  MessagePatch,
  Page,
  Placed,
} from '../http/contract.ts'
import type { ListOptions } from './messages-client.ts'
import { bothQueries } from './scope.ts'
import type { Transport } from './transport.ts'

/** Accounts: the catch-all account `all`, and one for each address that mail came for or that was made. */
export class AccountsClient {
  readonly #transport: Transport

  constructor(transport: Transport) {
    this.#transport = transport
  }

  /** One page of accounts: the catch-all account, then the others by address. */
  list(options: { limit?: number; page?: string } = {}): Promise<Page<Account>> {
    return this.#transport.json('GET', '/accounts', { parameters: options })
  }

  /** @throws FacteurError `no-such-account`; asking does not make it */
  get(address: string): Promise<Account> {
    return this.#transport.json('GET', accountPath(address))
  }

  /** Makes an account, or changes its quota. */
  put(address: string, settings: AccountSettings = {}): Promise<Account> {
    return this.#transport.json('PUT', accountPath(address), { json: settings })
  }

  /** Deletes an account with its folders and entries; what others have of the same messages stays. */
  delete(address: string): Promise<void> {
    return this.#transport.done('DELETE', accountPath(address))
  }
}

/** The folders of one account. */
export class FoldersClient {
  readonly #transport: Transport
  readonly #scope: string | undefined
  readonly #path: string

  constructor(transport: Transport, address: string, scope: string | undefined) {
    this.#transport = transport
    this.#scope = scope
    this.#path = `${accountPath(address)}/folders`
  }

  /** All folders, INBOX first. */
  async list(): Promise<FolderInfo[]> {
    const { items } = await this.#transport.json<Page<FolderInfo>>('GET', this.#path)
    return items
  }

  /** @throws FacteurError `no-such-folder` */
  get(name: string): Promise<FolderInfo> {
    return this.#transport.json('GET', this.#pathOf(name))
  }

  /** Makes a folder, and those above it that are missing; `/` parts the levels. */
  create(name: string): Promise<FolderInfo> {
    return this.#transport.json('POST', this.#path, { json: { name } })
  }

  /** Renames a folder, or changes whether it is subscribed to. */
  patch(name: string, patch: FolderPatch): Promise<FolderInfo> {
    return this.#transport.json('PATCH', this.#pathOf(name), { json: patch })
  }

  /** Deletes a folder and the entries in it. */
  delete(name: string): Promise<void> {
    return this.#transport.done('DELETE', this.#pathOf(name))
  }

  /** The entries of a folder. */
  entries(name: string): EntriesClient {
    return new EntriesClient(this.#transport, `${this.#pathOf(name)}/entries`, this.#scope)
  }

  #pathOf(name: string): string {
    return `${this.#path}/${encodeURIComponent(name)}`
  }
}

/** The entries of one folder: messages with their UIDs and flags. */
export class EntriesClient {
  readonly #transport: Transport
  readonly #path: string
  readonly #scope: string | undefined

  constructor(transport: Transport, path: string, scope: string | undefined) {
    this.#transport = transport
    this.#path = path
    this.#scope = scope
  }

  /** One page of entries, newest first. */
  list({ query, signal, ...parameters }: ListOptions = {}): Promise<Page<Entry>> {
    return this.#transport.json('GET', this.#path, {
      parameters: { query: bothQueries(this.#scope, query), ...parameters },
      ...(signal && { signal }),
    })
  }

  /** @throws FacteurError `no-such-entry` */
  get(uid: number): Promise<Entry> {
    return this.#transport.json('GET', `${this.#path}/${uid}`)
  }

  /** The bytes as POP3 and IMAP give them: those of the message, and before them the trace fields of its way. */
  raw(uid: number): Promise<Uint8Array> {
    return this.#transport.bytes(`${this.#path}/${uid}/raw`)
  }

  /** Changes flags: a whole new set, or some to add and some to remove. */
  patch(uid: number, patch: EntryPatch): Promise<Entry> {
    return this.#transport.json('PATCH', `${this.#path}/${uid}`, { json: patch })
  }

  /**
   * Marks entries as seen or flagged, or tags them: those of `uids` that match `query`, within the client's scope;
   * without either, all. Gives how many are other than they were.
   *
   * @param selection UIDs as in `1:5,9,12:*`, at most 8,000 characters
   */
  async patchAll(patch: MessagePatch, selection: EntrySelection = {}): Promise<number> {
    const parameters = this.#selected(selection)
    const { changed } = await this.#transport.json<Changed>('PATCH', this.#path, { parameters, json: patch })
    return changed
  }

  /** Copies an entry to another folder of the account. */
  copy(uid: number, folder: string): Promise<Placed> {
    return this.#transport.json('POST', `${this.#path}/${uid}/copy`, { json: { folder } })
  }

  /** Moves an entry to another folder of the account. */
  move(uid: number, folder: string): Promise<Placed> {
    return this.#transport.json('POST', `${this.#path}/${uid}/move`, { json: { folder } })
  }

  /** Expunges this one entry. */
  delete(uid: number): Promise<void> {
    return this.#transport.done('DELETE', `${this.#path}/${uid}`)
  }

  /** Expunges entries, chosen as in `patchAll`; gives how many there were. */
  async deleteAll(selection: EntrySelection = {}): Promise<number> {
    const parameters = this.#selected(selection)
    const { deleted } = await this.#transport.json<Deleted>('DELETE', this.#path, { parameters })
    return deleted
  }

  #selected({ uids, query }: EntrySelection) {
    return { uids, query: bothQueries(this.#scope, query) }
  }
}

function accountPath(address: string): string {
  return `/accounts/${encodeURIComponent(address)}`
}
