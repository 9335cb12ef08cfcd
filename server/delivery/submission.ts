import type { Account } from '../mailbox/account.ts'
import type { Store } from '../mailbox/store.ts'
import type { StoredMessage } from '../mailbox/stored-message.ts'
import { exceedsQuota } from '../mailbox/quota.ts'
import type { EnvelopePath, Submission } from '../message/envelope.ts'
import { canonicalAddress } from '../message/mailbox-address.ts'

/** Why a recipient's mailbox does not take a message. */
export interface MailboxRefusal {
  /** Whether it never will: the message is larger than all that the account may hold. */
  readonly permanent: boolean
  /** For people. */
  readonly message: string
}

/** Where a recipient's copy goes, or why it goes nowhere. */
export type Route = 'mailbox' | MailboxRefusal

/** Any message has so many octets, at least. */
const LEAST_SIZE = 1

/** The one door by which messages enter: from SMTP and from the API alike. */
export class Delivery {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  /**
   * Captures a message. It can be read by everyone before this returns. Recipients whose accounts are full get no
   * entry; the message bears a note of it.
   *
   * @throws DomainError over-quota, when all of them are
   */
  submit(submission: Submission): StoredMessage {
    return this.#store.capture(submission)
  }

  /**
   * Where the copy for one recipient goes: into that address's own mailbox, as nothing outside is simulated.
   *
   * @param size octets of the message, as far as they are known; null when they are not
   */
  route({ address }: EnvelopePath, size: number | null): Route {
    // In the envelope, `all` is an address like any other.
    const canonical = canonicalAddress(address)
    const account = this.#store.account(canonical) ?? this.#unborn(canonical)
    if (!exceedsQuota(account, 1, size ?? LEAST_SIZE)) return 'mailbox'
    const { octets } = account.quota ?? { octets: null }
    if (size !== null && octets !== null && size > octets) {
      const message = `the message has ${size} bytes, and ${account.address} may hold ${octets} in all`
      return { permanent: true, message }
    }
    return { permanent: false, message: `the mailbox of ${account.address} is full` }
  }

  /** An account that comes into being with its first mail. */
  #unborn(address: string): Pick<Account, 'address' | 'quota' | 'messages' | 'octets'> {
    return { address, quota: this.#store.defaultQuota, messages: 0, octets: 0 }
  }
}
