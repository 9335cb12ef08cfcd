import type { EnvelopePath } from '../../message/envelope.ts'
import type { AccountRules } from '../world/world.ts'

/** A server calls a host, to hand on a message for one recipient. */
export interface HostCall {
  /** World time, in milliseconds since the epoch. */
  readonly now: number
  readonly client: HostClient
  readonly from: EnvelopePath
  /** The recipient's address, as the envelope has it. */
  readonly recipient: string
  /** Bytes of the message. */
  readonly size: number
  /** What the last host finds of the recipient: null, no such account; undefined where that is not its affair, as on a relay. */
  readonly account: AccountRules | null | undefined
  /** Whether the account has no room for the message. */
  readonly isFull: boolean
  /** How far the client goes; with `rcpt` it asks only whether the recipient would be taken. */
  readonly stage?: 'rcpt' | 'after-data'
  /** The IP address of the client that waits for the answer, which greylists know it by; null when none does. */
  readonly submitter?: string | null
}

/** The server that calls. */
export interface HostClient {
  /** The name it gives with EHLO. */
  readonly name: string
  /** Its IP address. */
  readonly address: string
  /** Whether it begins TLS where that is offered; it does, unless told otherwise. */
  readonly tls?: boolean
}
