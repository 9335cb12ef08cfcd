import type { Account } from './account.ts'
import { CATCH_ALL } from './account.ts'
import { canonicalAddress } from '../message/mailbox-address.ts'
import type { Store } from './store.ts'

/** The address of the account that a login name opens: its own when it is an address, else the catch-all account's. */
export function addressOfLogin(user: string): string {
  return user.includes('@') ? canonicalAddress(user) : CATCH_ALL
}

/**
 * The account that a login name opens. Its own account is made if need be, and stays when it is empty.
 *
 * @throws DomainError too-many-accounts
 */
export function accountOfLogin(store: Store, user: string): Account {
  return user.includes('@') ? store.openAccount(user) : store.catchAll
}
