import type { Account, Event, Page } from '../../server/http/contract.ts'
import { accountsOf, applyToAccounts, type AccountsState } from './accounts-state.ts'
import { BoundedReload } from './bounded-reload.ts'
import { Model } from './model.ts'

/** The quiet between two requests, in milliseconds: there may be a thousand accounts to tell of. */
const REFRESH_PAUSE = 500

/** Every account with its folders and counts; null until they are known. */
export class AccountsModel extends Model<AccountsState | null> {
  readonly #read: () => Promise<Page<Account>>
  readonly #reload = new BoundedReload(() => this.load(), REFRESH_PAUSE)
  /** The position in the feed that the accounts are true at. */
  #cursor = 0
  #isReading = false
  #isStale = false

  constructor(read: () => Promise<Page<Account>>) {
    super(null)
    this.#read = read
  }

  async load(): Promise<void> {
    if (this.#isReading) return
    this.#isReading = true
    this.#isStale = false
    try {
      const { items, cursor } = await this.#read()
      this.#cursor = cursor
      this.set(accountsOf(items))
    } catch {
      // The list says that the server is gone; the sidebar keeps what it knew and asks again with the next event.
    } finally {
      this.#isReading = false
      if (this.#isStale) this.#reload.ask()
    }
  }

  /** Takes in what the feed tells. */
  apply(events: readonly Event[]): void {
    if (this.value === null || this.#isReading) {
      this.#isStale = true
      if (!this.#isReading) this.#reload.ask()
      return
    }
    const news = events.filter(event => event.seq > this.#cursor || event.type === 'reset')
    const { accounts, refresh } = applyToAccounts(this.value, news)
    this.set(accounts)
    if (refresh) this.#reload.ask()
  }
}
