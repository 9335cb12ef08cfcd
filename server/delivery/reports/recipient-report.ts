import type { EnvelopePath } from '../../message/envelope.ts'
import type { SmtpReply } from '../../message/smtp-reply.ts'

/** What became of one recipient's copy. Times in milliseconds since the epoch, by the sandbox's clock. */
export interface RecipientReport {
  /** As the envelope has it, with its parameters. */
  readonly recipient: EnvelopePath
  /** RFC 3463 */
  readonly status: string
  /** What the host answered; null when it gave no answer. */
  readonly reply: SmtpReply | null
  /** Name of that host; null: it was our own server. */
  readonly remoteMta: string | null
  /** For people, without a full stop: `connection timed out`. */
  readonly reason: string
  readonly lastAttempt: number | null
  /** Of delays. */
  readonly willRetryUntil?: number | null
}
