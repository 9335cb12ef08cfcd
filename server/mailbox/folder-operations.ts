import type { Clock } from '../clock.ts'
import type { Account } from './account.ts'
import type { Accounts } from './accounts.ts'
import { DomainError } from './domain-error.ts'
import type { EntryLedger } from './entry-ledger.ts'
import type { Feed } from './feed.ts'
import { isBelow, parseFolderName, superiorNames } from './folder-name.ts'
import { livingFolder } from './folder.ts'
import type { Folder, SpecialUse } from './folder.ts'
import type { OperationOf } from './operation.ts'
import type { StoreLimits } from './store-limits.ts'

export interface FolderOperationsParts {
  readonly clock: Clock
  readonly limits: StoreLimits
  readonly feed: Feed
  readonly accounts: Accounts
  readonly ledger: EntryLedger
}

/** The operations on whole folders and accounts. */
export class FolderOperations {
  readonly #clock: Clock
  readonly #limits: StoreLimits
  readonly #feed: Feed
  readonly #accounts: Accounts
  readonly #ledger: EntryLedger

  constructor({ clock, limits, feed, accounts, ledger }: FolderOperationsParts) {
    this.#clock = clock
    this.#limits = limits
    this.#feed = feed
    this.#accounts = accounts
    this.#ledger = ledger
  }

  openAccount({ address }: OperationOf<'open-account'>): Account {
    const account = this.#accounts.get(address) ?? this.#accounts.provide(address)
    if (account === undefined) {
      throw new DomainError(
        'too-many-accounts',
        `there are ${this.#limits.accounts} accounts already: delete one that is not needed`,
      )
    }
    this.#accounts.keep(account)
    return account
  }

  deleteAccount({ address }: OperationOf<'delete-account'>): undefined {
    const account = this.#existing(address)
    for (const folder of account.usedFolders) this.#ledger.expunge(folder, folder.entries.slice(0))
    this.#accounts.remove(account)
    for (const folder of account.usedFolders) this.#publish('folder.deleted', folder)
  }

  setQuota({ address, quota }: OperationOf<'set-quota'>): Account {
    const account = this.#existing(address)
    account.setQuota(quota)
    this.#accounts.keep(account)
    return account
  }

  create({ account, name, specialUse = null, subscribed = true }: OperationOf<'create-folder'>): Folder {
    const canonical = this.#freeName(account, name)
    this.#checkRoom(account, [...superiorNames(canonical), canonical])
    this.#accounts.keep(account)
    this.#addSuperiors(account, canonical, subscribed)
    return this.#add(account, canonical, { specialUse, subscribed })
  }

  /**
   * RFC 9051 §6.3.6: what lies below goes along; INBOX stays, and its entries alone go to a new folder.
   */
  rename({ folder, to }: OperationOf<'rename-folder'>): Folder {
    const { account } = livingFolder(folder)
    const name = this.#freeName(account, to)
    if (folder === account.inbox) return this.#emptyInbox(account, name)
    if (isBelow(name, folder.name)) {
      throw new DomainError('invalid-folder-name', `"${folder.name}" cannot be moved into itself`)
    }
    const renamed = account.usedFolders
      .filter(other => other === folder || isBelow(other.name, folder.name))
      .map(other => [other, name + other.name.slice(folder.name.length)] as const)
    for (const [, newName] of renamed) parseFolderName(newName, this.#limits.folderNameLength)
    this.#checkRoom(account, superiorNames(name))
    this.#addSuperiors(account, name, true)
    for (const [other, newName] of renamed) this.#rename(other, newName)
    return folder
  }

  delete({ folder }: OperationOf<'delete-folder'>): undefined {
    const { account } = livingFolder(folder)
    if (folder === account.inbox) throw new DomainError('inbox-is-permanent', 'INBOX cannot be deleted')
    if (account.usedFolders.some(other => isBelow(other.name, folder.name))) {
      throw new DomainError(
        'folder-has-children',
        `there are folders below "${folder.name}": delete or rename them first`,
      )
    }
    this.#ledger.expunge(folder, folder.entries.slice(0))
    account.removeFolder(folder)
    // RFC 9051 §6.3.7: a subscription outlives its folder.
    if (folder.subscribed && account.formerSubscriptions.size < this.#limits.foldersPerAccount) {
      account.keepSubscription(folder.name)
    }
    this.#publish('folder.deleted', folder)
  }

  subscribe({ folder, subscribed }: OperationOf<'subscribe-folder'>): undefined {
    livingFolder(folder).subscribe(subscribed)
  }

  dropSubscription({ account, name }: OperationOf<'drop-subscription'>): undefined {
    account.dropSubscription(name)
  }

  #emptyInbox(account: Account, name: string): Folder {
    const folder = this.create({ type: 'create-folder', account, name })
    const entries = account.inbox.entries.slice(0)
    for (const entry of entries) this.#ledger.place(entry.message, folder, entry, entry)
    this.#ledger.expunge(account.inbox, entries)
    return folder
  }

  #existing(address: string): Account {
    const account = this.#accounts.get(address)
    if (account === undefined) throw new DomainError('no-such-account', `there is no account ${address}`)
    return account
  }

  /** The checked form of a name that no folder has. */
  #freeName(account: Account, name: string): string {
    const canonical = parseFolderName(name, this.#limits.folderNameLength)
    if (account.folder(canonical) !== undefined) {
      throw new DomainError('folder-exists', `there is a folder "${canonical}" already`)
    }
    return canonical
  }

  #checkRoom(account: Account, names: readonly string[]): void {
    const added = names.filter(name => account.folder(name) === undefined).length
    const own = account.usedFolders.length
    let all = 0
    for (const other of this.#accounts) all += other.usedFolders.length
    const { foldersPerAccount, folders } = this.#limits
    if (added > 0 && (own + added > foldersPerAccount || all + added > folders)) {
      throw new DomainError(
        'too-many-folders',
        `an account has at most ${foldersPerAccount} folders, all accounts together ${folders}`,
      )
    }
  }

  #addSuperiors(account: Account, name: string, subscribed: boolean): void {
    for (const superior of superiorNames(name)) {
      if (account.folder(superior) === undefined)
        this.#add(account, superior, { specialUse: null, subscribed })
    }
  }

  #add(
    account: Account,
    name: string,
    { specialUse, subscribed }: { specialUse: SpecialUse | null; subscribed: boolean },
  ): Folder {
    const folder = account.addFolder(name, specialUse)
    folder.subscribe(account.dropSubscription(name) || subscribed)
    this.#publish('folder.created', folder)
    return folder
  }

  #rename(folder: Folder, to: string): void {
    const from = folder.name
    folder.account.renameFolder(folder, to)
    if (folder.account.dropSubscription(to)) folder.subscribe(true)
    this.#feed.publish(
      { type: 'folder.renamed', account: folder.account.address, folder: from, to },
      this.#clock.now(),
    )
  }

  #publish(type: 'folder.created' | 'folder.deleted', folder: Folder): void {
    this.#feed.publish({ type, account: folder.account.address, folder: folder.name }, this.#clock.now())
  }
}
