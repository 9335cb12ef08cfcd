import type { Change } from '../mailbox/feed-event.ts'
import { boundedEnvelope } from '../message/bounded-envelope.ts'
import type { Envelope } from '../message/envelope.ts'

/** Why a message did not arrive. */
export type RefusalReason =
  /** It, or its declared size, is over the limit. */
  | 'size'
  /** It has more recipients than the limit. */
  | 'recipients'
  /** A recipient's account is full, or it is larger than all that account may hold. */
  | 'quota'
  /** There is no such account in the world. */
  | 'unknown'
  /** Strangers may not send mail to elsewhere. */
  | 'relay'
  /** The world's rules refuse the recipient. */
  | 'policy'
  /** What a simulated host answered. */
  | 'host'
  /** No more deliveries can be queued. */
  | 'queue'
  /** AUTH failed, or is needed and was left out. */
  | 'authentication'
  /** A path that cannot be understood. */
  | 'syntax'
  /** The client fell silent. */
  | 'idle'
  /** The client went away in the middle. */
  | 'vanished'
  /** STARTTLS did not lead to an encrypted connection. */
  | 'tls'
  /** We closed the connection: shutting down, or upon commands that no mail client sends. */
  | 'closed'
  /** It could not be stored. */
  | 'failed'
  /** A fault was to befall it. */
  | 'fault'

/** What is known of mail that did not arrive. */
interface Refusal {
  readonly reason: RefusalReason
  readonly address: string
  /** The reply that refused it; null when the connection broke without one. */
  readonly reply: string | null
  readonly ehlo: string | null
  readonly user: string | null
  readonly envelope: Envelope | null
  readonly transcript: Uint8Array
}

/** The note that a refusal leaves in the feed, so that people can see mail that did not arrive. */
export function refusalNote(refusal: Refusal): Change {
  const envelope = refusal.envelope && boundedEnvelope(refusal.envelope)
  return { type: 'session.refused', protocol: 'smtp', ...refusal, envelope }
}
