import { asciiDomain } from '../ascii-domain.ts'
import { formatHeaderDate } from '../header-date.ts'
import { formatReply, type SmtpReply } from '../smtp-reply.ts'
import { composeReport } from './compose-report.ts'
import { deliveryNotice } from './delivery-notice.ts'
import type { TypedAddress } from './dsn-parameters.ts'
import { formatTypedAddress } from './format-address.ts'
import { formatFields } from './format-field.ts'
import { originalHeader, originalSubject } from './original-header.ts'
import { formatReportHeader } from './report-header.ts'
import { ownPart, type ReportPart, textPart } from './report-part.ts'
import { type ReturnedContent, returnedPart } from './returned-part.ts'

/** RFC 3464 §2.3.3 */
export type DeliveryAction = 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded'

/** What became of one recipient's copy. Times in milliseconds since the epoch. */
export interface RecipientStatus {
  readonly finalRecipient: string
  readonly originalRecipient: TypedAddress | null
  /** RFC 3463 */
  readonly status: string
  readonly remoteMta: string | null
  /** The reply of a host; null when there was none. */
  readonly diagnostic: SmtpReply | null
  /** For people, without a full stop. */
  readonly reason: string
  readonly lastAttempt: number | null
  readonly willRetryUntil: number | null
}

/** All that a delivery status notification is made of. Times in milliseconds since the epoch. */
export interface DeliveryStatus {
  readonly action: DeliveryAction
  readonly original: Buffer
  readonly returned: ReturnedContent
  /** All of them with the same action. */
  readonly recipients: readonly RecipientStatus[]
  /** Decoded; null when the sender gave none. */
  readonly envelopeId: string | null
  /** Name of the host that reports. */
  readonly reportingMta: string
  readonly arrivalDate: number
  /** The reverse-path of the original. */
  readonly to: string
  /** With angle brackets. */
  readonly messageId: string
  readonly date: number
}

/** Characters of the subject that the text names. */
const SUBJECT_LENGTH = 100

/** Phrases by which programs know a report too. */
const SUBJECTS: Readonly<Record<DeliveryAction, string>> = {
  failed: 'Undelivered Mail Returned to Sender',
  delayed: 'Delayed Mail (still being retried)',
  delivered: 'Successful Mail Delivery Report',
  relayed: 'Successful Mail Delivery Report',
  expanded: 'Successful Mail Delivery Report',
}

/**
 * A delivery status notification (RFC 3464) as a multipart/report (RFC 6522): text for people, the status for
 * programs, and the message or its header. It is to be submitted with the null reverse-path (RFC 3464 §2). Nothing
 * of the original can break its form.
 */
export function composeDeliveryStatus(report: DeliveryStatus): Buffer {
  const { action, original, reportingMta, returned } = report
  const section = originalHeader(original)
  const header = formatReportHeader({
    ...report,
    from: `Mail Delivery System <MAILER-DAEMON@${asciiDomain(reportingMta)}>`,
    to: [report.to],
    subject: SUBJECTS[action],
    autoSubmitted: 'auto-replied',
    answers: section,
  })
  const message = returnedPart(original, section, returned)
  const notice = textPart(deliveryNotice(report, originalSubject(section, SUBJECT_LENGTH), message))
  const parts = [notice, statusPart(report), ...(message === null ? [] : [message])]
  return composeReport(header, 'delivery-status', parts)
}

/** RFC 3464 §2.1: fields of the message, then groups of fields for each recipient, parted by empty lines. */
function statusPart(report: DeliveryStatus): ReportPart {
  // RFC 3464 §2.2
  const ofMessage = formatFields([
    ['Original-Envelope-Id', report.envelopeId],
    ['Reporting-MTA', formatMta(report.reportingMta)],
    ['Arrival-Date', formatHeaderDate(report.arrivalDate)],
  ])
  const ofRecipients = report.recipients.map(recipient => recipientFields(recipient, report.action))
  return ownPart({
    type: 'message/delivery-status',
    // RFC 6533 §4.1
    globalType: 'message/global-delivery-status',
    description: 'Delivery report',
    text: [ofMessage, ...ofRecipients].join('\r\n'),
  })
}

/** RFC 3464 §2.3 */
function recipientFields(recipient: RecipientStatus, action: DeliveryAction): string {
  const { originalRecipient: original, remoteMta, lastAttempt, willRetryUntil } = recipient
  return formatFields([
    ['Original-Recipient', original && `${original.type}; ${original.address}`],
    ['Final-Recipient', formatTypedAddress(recipient.finalRecipient)],
    ['Action', action],
    ['Status', recipient.status],
    ['Remote-MTA', remoteMta && formatMta(remoteMta)],
    ['Diagnostic-Code', diagnosticCode(recipient)],
    ['Last-Attempt-Date', lastAttempt === null ? null : formatHeaderDate(lastAttempt)],
    // RFC 3464 §2.3.9: of delayed messages alone.
    [
      'Will-Retry-Until',
      action === 'delayed' && willRetryUntil !== null ? formatHeaderDate(willRetryUntil) : null,
    ],
  ])
}

/** RFC 3464 §2.1.2: a host by its name in the DNS, which is ASCII. */
function formatMta(name: string): string {
  return `dns; ${asciiDomain(name)}`
}

/** RFC 3464 §2.3.6: what a host said, or else what we say, under a name of our own. */
function diagnosticCode({ diagnostic, reason }: RecipientStatus): string | null {
  if (diagnostic !== null) return `smtp; ${formatReply(diagnostic)}`
  return reason === '' ? null : `X-Facteur; ${reason}`
}
