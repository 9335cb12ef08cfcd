import type { EnvelopePath } from '../../message/envelope.ts'

/** What is known when a recipient is asked for. */
export interface RecipientContext {
  /** Octets of the message, as far as they are known; null when they are not. */
  readonly size: number | null
  readonly from: EnvelopePath
  /** The client's IP address; null when there was no connection (in process). */
  readonly client: string | null
  /** The name of the login. */
  readonly user: string | null
}
