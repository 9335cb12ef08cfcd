import type { EnvelopePath, Submission } from '../message/envelope.ts'
import type { Store } from '../mailbox/store.ts'
import type { StoredMessage } from '../mailbox/stored-message.ts'

/** Where a recipient's copy goes. */
export type Route = 'mailbox'

/** The one door by which messages enter: from SMTP and from the API alike. */
export class Delivery {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  /** Captures a message. It can be read by everyone before this returns. */
  submit(submission: Submission): StoredMessage {
    return this.#store.capture(submission)
  }

  /** Where the copy for one recipient goes: into that address's own mailbox, as nothing outside is simulated. */
  route(_recipient: EnvelopePath): Route {
    return 'mailbox'
  }
}
