import { formatHeaderDate } from '../header-date.ts'
import type { HeaderSection } from '../header.ts'
import { parseAddressList } from '../mailbox-address.ts'
import { composeReport } from './compose-report.ts'
import type { TypedAddress } from './dsn-parameters.ts'
import { encodeHeaderText } from './encode-header-text.ts'
import { foldLines } from './fold-lines.ts'
import { formatAddress, formatTypedAddress } from './format-address.ts'
import { formatFields } from './format-field.ts'
import { originalHeader, originalSubject } from './original-header.ts'
import { formatReportHeader } from './report-header.ts'
import { ownPart, type ReportPart, textPart } from './report-part.ts'
import { returnedPart } from './returned-part.ts'

/** All that a receipt is made of. Times in milliseconds since the epoch. */
export interface Disposition {
  readonly original: Buffer
  /** Who read it. */
  readonly recipient: string
  readonly originalRecipient: TypedAddress | null
  /** Addresses. */
  readonly to: readonly string[]
  /** Octets of the original's header that come with it. */
  readonly returnedOctets: number
  /** Name of the host of the program that reports. */
  readonly reportingHost: string
  readonly arrivalDate: number
  /** With angle brackets. */
  readonly messageId: string
  readonly date: number
}

/** Characters of the subject that the receipt names. */
const SUBJECT_LENGTH = 200

/** Addresses of a Disposition-Notification-To field that get a receipt. */
const MAX_RECEIPTS = 10

/** The addresses that ask for a receipt of a message (RFC 8098 §2.1); none: nobody does. */
export function receiptAddresses(raw: Buffer): string[] {
  const value = originalHeader(raw).value('Disposition-Notification-To') ?? ''
  return parseAddressList(value, MAX_RECEIPTS)
    .map(({ address }) => address)
    .filter(address => address.includes('@'))
}

/** A message disposition notification (RFC 8098): the recipient opened the message, and said so. */
export function composeDisposition(disposition: Disposition): Buffer {
  const { original, recipient, reportingHost, returnedOctets } = disposition
  const section = originalHeader(original)
  const subject = originalSubject(section, SUBJECT_LENGTH)
  const header = formatReportHeader({
    ...disposition,
    // RFC 8098 §3: on whose behalf it is sent.
    from: formatAddress(recipient) ?? `<mailer-daemon@${reportingHost}>`,
    subject: encodeHeaderText(`Read: ${subject}`),
    autoSubmitted: null,
    answers: section,
  })
  const notice = textPart(
    foldLines(
      `Your message to <${recipient}> of ${formatHeaderDate(disposition.arrivalDate)} was displayed on ` +
        `${formatHeaderDate(disposition.date)}. That is no proof that it was read or understood.`,
      '',
    ),
  )
  const returned = returnedPart(original, section, { content: 'HDRS', limit: returnedOctets })
  const parts = [notice, dispositionPart(disposition, section), ...(returned === null ? [] : [returned])]
  return composeReport(header, 'disposition-notification', parts)
}

/** RFC 8098 §3.1 */
function dispositionPart(disposition: Disposition, section: HeaderSection): ReportPart {
  const { originalRecipient: original } = disposition
  const fields = formatFields([
    ['Reporting-UA', `${disposition.reportingHost}; Facteur`],
    ['Original-Recipient', original && `${original.type}; ${original.address}`],
    ['Final-Recipient', formatTypedAddress(disposition.recipient)],
    ['Original-Message-ID', section.value('Message-ID') || null],
    ['Disposition', 'manual-action/MDN-sent-manually; displayed'],
  ])
  return ownPart({
    type: 'message/disposition-notification',
    // RFC 6533 §5
    globalType: 'message/global-disposition-notification',
    description: 'Disposition report',
    text: fields,
  })
}
