import type { Clock } from '../../clock.ts'
import type { StoredMessage } from '../../mailbox/stored-message.ts'
import type { EnvelopePath, MessageOrigin, SessionFacts, Submission } from '../../message/envelope.ts'
import { canonicalAddress } from '../../message/mailbox-address.ts'
import { composeAutoReply } from '../../message/report/auto-reply.ts'
import { composeComplaint } from '../../message/report/complaint.ts'
import { composeDeliveryStatus, type DeliveryAction } from '../../message/report/delivery-status.ts'
import { composeDisposition } from '../../message/report/disposition.ts'
import type { DsnCondition } from '../../message/report/dsn-parameters.ts'
import type { Vacation } from '../world/world.ts'
import { mayAutoReply } from './auto-reply-rules.ts'
import { dsnOf } from './dsn-of.ts'
import type { RecipientReport } from './recipient-report.ts'
import { ReplyMemory } from './reply-memory.ts'
import { REPORT_LIMITS, type ReportLimits } from './report-limits.ts'

export interface ReportsOptions {
  /** Takes a report in, like any other message, but refuses none. */
  readonly submit: (submission: Submission) => StoredMessage
  readonly clock: Clock
  /** Name of the host that reports. */
  readonly hostname: string
  /** What is left out has its default. */
  readonly limits?: Partial<ReportLimits>
}

/** What an automatic reply says. */
export type ReplyText = Pick<Vacation, 'subject' | 'text'>

/** RFC 5321 §4.5.5: reports have it, so that nobody answers them with reports. */
const NULL_PATH: EnvelopePath = { address: '', argument: '<>', parameters: {} }

/** Nobody handed them in. */
const INTERNAL: SessionFacts = {
  id: 'internal',
  protocol: 'internal',
  ehlo: null,
  address: null,
  port: null,
  tls: null,
  auth: null,
}

/** RFC 3461 §4.1: what of NOTIFY asks for a report, and of what kind the message is that brings it. */
const ACTIONS: Readonly<Record<DeliveryAction, { asked: DsnCondition; kind: MessageOrigin['kind'] }>> = {
  failed: { asked: 'FAILURE', kind: 'bounce' },
  delayed: { asked: 'DELAY', kind: 'delay' },
  delivered: { asked: 'SUCCESS', kind: 'delivered' },
  relayed: { asked: 'SUCCESS', kind: 'relayed' },
  expanded: { asked: 'SUCCESS', kind: 'expanded' },
}

/**
 * Tells senders what becomes of their mail, in messages that are submitted like any other. Every method gives the id
 * of the report, or null where none is due.
 */
export class Reports {
  readonly #options: ReportsOptions
  readonly #limits: ReportLimits
  readonly #replies: ReplyMemory
  #count = 0

  constructor(options: ReportsOptions) {
    this.#options = options
    this.#limits = { ...REPORT_LIMITS, ...options.limits }
    this.#replies = new ReplyMemory(this.#limits.rememberedReplies)
  }

  /**
   * Bounces a message: one report for all these recipients.
   *
   * @param by name of the host that reports, here and below; our own, if not given
   */
  failed(message: StoredMessage, failures: readonly RecipientReport[], by?: string): string | null {
    return this.#notify('failed', message, failures, by)
  }

  /** Warns that a message is late. */
  delayed(message: StoredMessage, delays: readonly RecipientReport[], by?: string): string | null {
    return this.#notify('delayed', message, delays, by)
  }

  /** Tells that a message lies in mailboxes, where that was asked for. */
  delivered(message: StoredMessage, deliveries: readonly RecipientReport[], by?: string): string | null {
    return this.#notify('delivered', message, deliveries, by)
  }

  /** Tells that a message went to a host that will report nothing itself, where success is to be reported. */
  relayed(message: StoredMessage, deliveries: readonly RecipientReport[], by?: string): string | null {
    return this.#notify('relayed', message, deliveries, by)
  }

  /** Tells that a message goes to all whom an address stands for, where success is to be reported. */
  expanded(message: StoredMessage, deliveries: readonly RecipientReport[], by?: string): string | null {
    return this.#notify('expanded', message, deliveries, by)
  }

  /** Complains about a message, on behalf of a recipient (RFC 5965). */
  complain(message: StoredMessage, recipient: EnvelopePath): string | null {
    const { envelope, session } = message
    if (envelope.from.address === '') return null
    const raw = composeComplaint({
      ...this.#frame(message),
      returned: { content: 'FULL', limit: this.#limits.returnedOctets },
      sender: envelope.from.address,
      recipient: recipient.address,
      envelopeId: dsnOf(envelope.from).envelopeId,
      sourceAddress: session.address,
      reportingMta: this.#options.hostname,
    })
    return this.#submit(raw, [envelope.from.address], { kind: 'complaint', of: message.id })
  }

  /**
   * Answers a message as an account does whose owner is away: by the rules of RFC 3834 §2, and once in a while.
   *
   * @param account the address of the account, canonical, where the recipient is another of its names
   */
  autoReply(
    message: StoredMessage,
    recipient: EnvelopePath,
    vacation: Vacation,
    account: string = canonicalAddress(recipient.address),
  ): string | null {
    const now = this.#options.clock.now()
    if (now < (vacation.from ?? -Infinity) || now >= (vacation.until ?? Infinity)) return null
    const sender = message.envelope.from.address
    if (
      !mayAutoReply(message.raw, { sender, recipient: recipient.address, unaddressed: vacation.unaddressed })
    )
      return null
    // RFC 5230 §4.2: the account remembers, whichever of its names was written to.
    const pair = `${account}\n${canonicalAddress(sender)}`
    return this.#replies.take(pair, now, vacation.every) ? this.reply(message, recipient, vacation) : null
  }

  /** Answers a message automatically, whatever it is; but for one with the null reverse-path. */
  reply(message: StoredMessage, recipient: EnvelopePath, { subject, text }: ReplyText): string | null {
    const to = message.envelope.from.address
    if (to === '') return null
    const raw = composeAutoReply({
      ...this.#frame(message),
      recipient: recipient.address,
      to,
      subject,
      text,
      host: this.#options.hostname,
    })
    return this.#submit(raw, [to], { kind: 'auto-reply', of: message.id })
  }

  /** Tells that a recipient has opened a message (RFC 8098). */
  disposition(message: StoredMessage, recipient: EnvelopePath, to: readonly string[]): string {
    const raw = composeDisposition({
      ...this.#frame(message),
      recipient: recipient.address,
      originalRecipient: dsnOf(recipient).originalRecipient,
      to,
      returnedOctets: this.#limits.returnedOctets,
      reportingHost: this.#options.hostname,
    })
    return this.#submit(raw, to, { kind: 'disposition', of: message.id })
  }

  /** Forgets whom accounts have answered. */
  forget(): void {
    this.#replies.clear()
  }

  /** Forgets that, and counts from one. */
  reset(): void {
    this.forget()
    this.#count = 0
  }

  #notify(
    action: DeliveryAction,
    message: StoredMessage,
    reports: readonly RecipientReport[],
    by: string = this.#options.hostname,
  ): string | null {
    const { asked, kind } = ACTIONS[action]
    const { from } = message.envelope
    const due = reports.filter(({ recipient }) => dsnOf(recipient).notify.has(asked))
    // RFC 3464 §2: none is sent to the null reverse-path.
    if (from.address === '' || due.length === 0) return null
    const { envelopeId, returnContent } = dsnOf(from)
    // RFC 3461 §4.3: RET is about failures; of other messages the header is enough.
    const content = action === 'failed' ? (returnContent ?? 'FULL') : 'HDRS'
    const raw = composeDeliveryStatus({
      ...this.#frame(message),
      action,
      returned: { content, limit: this.#limits.returnedOctets },
      recipients: due.map(({ recipient, reply, willRetryUntil = null, ...status }) => ({
        ...status,
        finalRecipient: recipient.address,
        originalRecipient: dsnOf(recipient).originalRecipient,
        diagnostic: reply,
        willRetryUntil,
      })),
      envelopeId,
      reportingMta: by,
      to: from.address,
    })
    return this.#submit(raw, [from.address], { kind, of: message.id })
  }

  /** What all reports say. Message-IDs are counted, so that the same history has the same ones. */
  #frame({ raw, receivedAt }: StoredMessage) {
    const date = this.#options.clock.now()
    const messageId = `<${date.toString(36)}.${++this.#count}@${this.#options.hostname}>`
    return { original: raw, arrivalDate: receivedAt, date, messageId }
  }

  #submit(raw: Buffer, to: readonly string[], origin: MessageOrigin): string {
    const { id } = this.#options.submit({
      chunks: [raw],
      size: raw.length,
      envelope: { from: NULL_PATH, to: to.map(pathOf) },
      session: INTERNAL,
      transcript: null,
      origin,
    })
    return id
  }
}

function pathOf(address: string): EnvelopePath {
  return { address, argument: `<${address}>`, parameters: {} }
}
