import { Folder } from './folder.ts'
import type { SpecialUse } from './folder.ts'
import { canonicalFolderName, INBOX } from './folder-name.ts'

/** The address of the account that owns an entry for every captured message. All others hold an @. */
export const CATCH_ALL = 'all'

/** How much an account may hold; null is without bound. */
export interface Quota {
  readonly octets: number | null
  readonly messages: number | null
}

/** What an account needs of the accounts as a whole. */
export interface AccountRegister {
  /** What each account but the catch-all account may hold, unless it has a quota of its own. */
  readonly quota: Quota | null
  /** @param last the account's last one; 0 when it has had none */
  nextUidValidity(last: number): number
  /** Told when the account's last entry went. */
  vacated(account: Account): void
  /** Told when the account has an entry again. */
  occupied(account: Account): void
}

/** The folders that each account has, besides INBOX. */
export const SPECIAL_USES: readonly SpecialUse[] = ['\\Archive', '\\Drafts', '\\Junk', '\\Sent', '\\Trash']

const NONE: ReadonlySet<string> = new Set()

/**
 * One address that owns folders. Its readers are for all; its methods that change it are for operations
 * alone.
 */
export class Account {
  readonly address: string
  readonly inbox: Folder
  /**
   * Whether someone asked for it, besides mail that happened to come: such an account stays when it is empty.
   */
  kept = false
  /** Undefined until someone sets it. */
  #quota: Quota | null | undefined
  #lastUidValidity = 0
  #octets = 0
  #messages = 0
  readonly #register: AccountRegister
  /**
   * All but INBOX, by name. Made when first asked for: most accounts of a test run have an INBOX and nothing
   * more.
   */
  #others: Map<string, Folder> | null = null
  #formerSubscriptions: Set<string> | null = null

  constructor(address: string, register: AccountRegister) {
    this.address = address
    this.#register = register
    this.inbox = new Folder(this, INBOX)
  }

  get isCatchAll(): boolean {
    return this.address === CATCH_ALL
  }

  get quota(): Quota | null {
    if (this.#quota !== undefined) return this.#quota
    return this.isCatchAll ? null : this.#register.quota
  }

  /** The newest UIDVALIDITY of its folders; 0 when nobody has asked for one. */
  get lastUidValidity(): number {
    return this.#lastUidValidity
  }

  /** Octets of all entries. */
  get octets(): number {
    return this.#octets
  }

  /** Entries in all folders. */
  get messages(): number {
    return this.#messages
  }

  /** INBOX, then the others in the order of their names. */
  get folders(): readonly Folder[] {
    const others = [...this.#made().values()]
    return [this.inbox, ...others.sort((a, b) => (a.name < b.name ? -1 : 1))]
  }

  /** The folders in which there may be entries: those that were never asked for are empty. */
  get usedFolders(): readonly Folder[] {
    return this.#others === null ? [this.inbox] : [this.inbox, ...this.#others.values()]
  }

  /** The folder of this name; INBOX in any case. */
  folder(name: string): Folder | undefined {
    const canonical = canonicalFolderName(name)
    return canonical === INBOX ? this.inbox : this.#made().get(canonical)
  }

  /** Names that are subscribed to though their folders are gone (RFC 9051 §6.3.7). */
  get formerSubscriptions(): ReadonlySet<string> {
    return this.#formerSubscriptions ?? NONE
  }

  setQuota(quota: Quota | null): void {
    this.#quota = quota
  }

  /** Makes a folder with a name that is checked and free. */
  addFolder(name: string, specialUse: SpecialUse | null): Folder {
    const folder = new Folder(this, name, specialUse)
    this.#made().set(name, folder)
    return folder
  }

  renameFolder(folder: Folder, name: string): void {
    this.#made().delete(folder.name)
    folder.rename(name)
    this.#made().set(name, folder)
  }

  removeFolder(folder: Folder): void {
    this.#made().delete(folder.name)
    folder.delete()
  }

  keepSubscription(name: string): void {
    this.#formerSubscriptions ??= new Set()
    this.#formerSubscriptions.add(name)
  }

  /** Gives whether there was such a one. */
  dropSubscription(name: string): boolean {
    return this.#formerSubscriptions?.delete(name) ?? false
  }

  /** Called by its folders, once each. */
  nextUidValidity(): number {
    return (this.#lastUidValidity = this.#register.nextUidValidity(this.#lastUidValidity))
  }

  /** Called by its folders when entries come and go. */
  count(messages: number, octets: number): void {
    const before = this.#messages
    this.#messages += messages
    this.#octets += octets
    if (before === 0) this.#register.occupied(this)
    else if (this.#messages === 0) this.#register.vacated(this)
  }

  #made(): Map<string, Folder> {
    this.#others ??= new Map(
      SPECIAL_USES.map(use => {
        const name = use.slice(1)
        return [name, new Folder(this, name, use)]
      }),
    )
    return this.#others
  }
}
