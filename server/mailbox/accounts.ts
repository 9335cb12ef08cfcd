import type { Clock } from '../clock.ts'
import { canonicalAddress } from '../message/mailbox-address.ts'
import { Account, CATCH_ALL } from './account.ts'
import type { AccountRegister } from './account.ts'

/** RFC 9051 §9: UIDVALIDITY is a number of 32 bits. */
const UID_VALIDITIES = 2 ** 32

export interface AccountsOptions {
  readonly clock: Clock
  /** Most accounts besides the catch-all account. */
  readonly limit: number
  /**
   * Where UIDVALIDITY begins, to count up from there. Without it, the seconds of the clock, so that a process
   * that is started again gives none twice (RFC 9051 §2.3.1.1).
   */
  readonly seedUidValidity?: number | undefined
  /** Told of an empty account that makes room for another. */
  readonly onDrop: (account: Account) => void
}

/** All accounts of a sandbox, by address. */
export class Accounts implements AccountRegister {
  readonly #clock: Clock
  readonly #limit: number
  readonly #onDrop: (account: Account) => void
  readonly #seeded: boolean
  #uidValidity: number
  #catchAll: Account
  readonly #byAddress = new Map<string, Account>()
  /** Accounts that mail alone brought about and that hold none any more, the longest empty first. */
  readonly #vacant = new Set<Account>()

  constructor({ clock, limit, seedUidValidity, onDrop }: AccountsOptions) {
    this.#clock = clock
    this.#limit = limit
    this.#onDrop = onDrop
    this.#seeded = seedUidValidity !== undefined
    this.#uidValidity = (seedUidValidity ?? 1) - 1
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
    if (account.isCatchAll) this.#catchAll = new Account(CATCH_ALL, this)
    this.#byAddress.delete(account.address)
    this.#vacant.delete(account)
  }

  nextUidValidity(): number {
    const seconds = this.#seeded ? 0 : Math.floor(this.#clock.now() / 1000) % UID_VALIDITIES
    this.#uidValidity = Math.max(this.#uidValidity + 1, seconds)
    return this.#uidValidity
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
