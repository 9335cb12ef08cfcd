import type { Account } from '../mailbox/account.ts'

/** RFC 1939 §4: while a session has a maildrop open, no other gets it. */
export class MaildropLocks {
  readonly #held = new Set<Account>()

  /** Gives the function that lets go of the maildrop; null when another session has it. */
  acquire(account: Account): (() => void) | null {
    if (this.#held.has(account)) return null
    this.#held.add(account)
    return () => {
      this.#held.delete(account)
    }
  }
}
