import type { SmtpReply } from '../../message/smtp-reply.ts'

/** Why a recipient is not taken, and the reply that says so. */
export interface Refusal {
  readonly reply: SmtpReply
  /** What the feed notes: a full mailbox, no such account, no right to relay, a rule, what a host answered, a full queue. */
  readonly reason: 'quota' | 'unknown' | 'relay' | 'policy' | 'host' | 'queue'
}

/** After its data, a message was refused for all recipients; nothing was captured. */
export class SubmissionRefusedError extends Error {
  override readonly name = 'SubmissionRefusedError'
  readonly refusal: Refusal

  constructor(refusal: Refusal, options?: ErrorOptions) {
    super(refusal.reply.text, options)
    this.refusal = refusal
  }
}
