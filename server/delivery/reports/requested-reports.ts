import type { StoredMessage } from '../../mailbox/stored-message.ts'
import type { EnvelopePath } from '../../message/envelope.ts'
import { canonicalAddress } from '../../message/mailbox-address.ts'
import { receiptAddresses } from '../../message/report/disposition.ts'
import { BOUNCE_CAUSES, type BounceKind } from './bounce-kinds.ts'
import { ReportRefusedError } from './report-refused-error.ts'
import type { ReplyText, Reports } from './reports.ts'

const AWAY_TEXT = 'I am away, and will read your message when I am back.'

/**
 * Reports that somebody asks for, on any message. Each gives the id of the report, or says why there can be none.
 * Without a recipient, the first of the envelope reports.
 */
export class RequestedReports {
  readonly #reports: Reports

  constructor(reports: Reports) {
    this.#reports = reports
  }

  /** @throws ReportRefusedError */
  bounce(message: StoredMessage, kind: BounceKind, recipient?: string): string {
    const path = recipientOf(message, recipient)
    const cause = BOUNCE_CAUSES[kind]
    const failure = { recipient: path, ...cause, remoteMta: null, reason: '', lastAttempt: null }
    return this.#reports.failed(message, [failure]) ?? refuse(message, path)
  }

  /** @throws ReportRefusedError */
  complain(message: StoredMessage, recipient?: string): string {
    const path = recipientOf(message, recipient)
    return this.#reports.complain(message, path) ?? refuse(message, path)
  }

  /**
   * Answers whatever a vacation notice would pass over, too; but not what has no sender.
   *
   * @throws ReportRefusedError
   */
  autoReply(
    message: StoredMessage,
    { subject = null, text = AWAY_TEXT }: Partial<ReplyText> = {},
    recipient?: string,
  ): string {
    const path = recipientOf(message, recipient)
    return this.#reports.reply(message, path, { subject, text }) ?? refuse(message, path)
  }

  /**
   * @param to where the receipt goes; without it, where the message asks for one
   * @throws ReportRefusedError when it asks for none, as no mail program would send one (RFC 8098 §2.1)
   */
  disposition(message: StoredMessage, to?: readonly string[], recipient?: string): string {
    const path = recipientOf(message, recipient)
    const addresses = to ?? receiptAddresses(message.raw)
    if (addresses.length === 0) {
      throw new ReportRefusedError(
        'The message asks for no receipt: it has no field Disposition-Notification-To. Name an address in `to` to send one all the same.',
      )
    }
    return this.#reports.disposition(message, path, addresses)
  }
}

/** The path of a recipient in the envelope; of the first, if none is named. */
function recipientOf({ envelope }: StoredMessage, address: string | undefined): EnvelopePath {
  const [first] = envelope.to
  if (address === undefined && first !== undefined) return first
  if (address === undefined) throw new ReportRefusedError('The message has no recipient; name one.')
  const wanted = canonicalAddress(address)
  const found = envelope.to.find(path => canonicalAddress(path.address) === wanted)
  if (found !== undefined) return found
  throw new ReportRefusedError(`${address} is no recipient of this message.`)
}

/** Says why nobody gets a report. @throws ReportRefusedError */
function refuse({ envelope }: StoredMessage, { address, parameters }: EnvelopePath): never {
  // RFC 5321 §4.5.5
  if (envelope.from.address === '') {
    throw new ReportRefusedError(
      'The message has the null reverse-path, as reports have: nobody gets a report on it.',
    )
  }
  const notify = String(parameters['NOTIFY'])
  throw new ReportRefusedError(
    `The sender wants no report when ${address} cannot be reached: RCPT TO said NOTIFY=${notify}.`,
  )
}
