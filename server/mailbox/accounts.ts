import { canonicalAddress } from '../message/mailbox-address.ts'
import { Account, CATCH_ALL } from './account.ts'
import type { AccountRegister, Quota } from './account.ts'
import type { UidValidities } from './uid-validity.ts'

export interface AccountsOptions {
  /** Most accounts besides the catch-all account. */
  readonly limit: number
  readonly quota: Quota | null
  readonly uidValidities: UidValidities
  /** Told of an empty account that makes room for another. */
  readonly onDrop: (account: Account) => void
}

/** All accounts of a sandbox, by address. */
export class Accounts implements AccountRegister {
  readonly quota: Quota | null
  readonly #limit: number
  readonly #onDrop: (account: Account) => void
  readonly #uidValidities: UidValidities
  #catchAll: Account
  readonly #byAddress = new Map<string, Account>()
  /** Accounts that mail alone brought about and that hold none any more, the longest empty first. */
  readonly #vacant = new Set<Account>()

  constructor({ limit, quota, uidValidities, onDrop }: AccountsOptions) {
    this.quota = quota
    this.#limit = limit
    this.#onDrop = onDrop
    this.#uidValidities = uidValidities
    this.#catchAll = new Account(CATCH_ALL, this)
  }

  get catchAll(): Account {
    return this.#catchAll
  }

  /** The catch-all account, then all others in the order in which they came about. */
  *[Symbol.iterator](): IterableIterator<Account> {
    yield this.#catchAll
    yield* this.#byAddress.values()
  }

  /** The account of an address in any spelling; of `all` the catch-all account. */
  get(address: string): Account | undefined {
    if (address.toLowerCase() === CATCH_ALL) return this.#catchAll
    return this.#byAddress.get(canonicalAddress(address))
  }

  /**
   * The account of a recipient, made if need be. When there are too many, it takes the place of one that mail
   * alone brought about and that holds none any more; undefined when there is no such one.
   */
  provide(address: string): Account | undefined {
    const canonical = canonicalAddress(address)
    const known = this.#byAddress.get(canonical)
    if (known !== undefined) return known
    if (this.#byAddress.size >= this.#limit && !this.#dropVacant()) return undefined
    const account = new Account(canonical, this)
    this.#byAddress.set(canonical, account)
    return account
  }

  /** Keeps the account from being dropped when it is empty. */
  keep(account: Account): void {
    account.kept = true
    this.#vacant.delete(account)
  }

  /** Takes out an account, whose folders are empty. The catch-all account is replaced by a new one. */
  remove(account: Account): void {
    for (const folder of account.usedFolders) folder.delete()
    this.#uidValidities.retire(account.lastUidValidity)
    if (account.isCatchAll) this.#catchAll = new Account(CATCH_ALL, this)
    this.#byAddress.delete(account.address)
    this.#vacant.delete(account)
  }

  nextUidValidity(last: number): number {
    return this.#uidValidities.next(last)
  }

  vacated(account: Account): void {
    if (!account.kept && !account.isCatchAll) this.#vacant.add(account)
  }

  occupied(account: Account): void {
    this.#vacant.delete(account)
  }

  #dropVacant(): boolean {
    for (const account of this.#vacant) {
      this.remove(account)
      this.#onDrop(account)
      return true
    }
    return false
  }
}
