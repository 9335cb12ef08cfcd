import type { EnvelopePath, SessionFacts } from '../../message/envelope.ts'

/** What is known where a fault may fire. */
export interface FaultEncounter {
  /** The client's IP address. */
  readonly client: string
  /** Null as long as there is none. */
  readonly session: (Pick<SessionFacts, 'id'> & Partial<SessionFacts>) | null
  readonly user: string | null
  readonly sender: EnvelopePath | null
  /** The recipients so far; at `rcpt`, last, the one that is asked for. */
  readonly recipients: readonly EnvelopePath[]
  /** The message, once it was received; with its id, once it was captured. */
  readonly message: {
    readonly chunks: readonly Uint8Array[]
    readonly size: number
    readonly id?: string
  } | null
}
