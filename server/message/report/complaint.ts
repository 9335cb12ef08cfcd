import { isIP } from 'node:net'
import { formatHeaderDate } from '../header-date.ts'
import { composeReport } from './compose-report.ts'
import { encodeHeaderText } from './encode-header-text.ts'
import { foldLines } from './fold-lines.ts'
import { formatFields } from './format-field.ts'
import { originalHeader, originalSubject } from './original-header.ts'
import { formatReportHeader } from './report-header.ts'
import { ownPart, type ReportPart, textPart } from './report-part.ts'
import { type ReturnedContent, returnedPart } from './returned-part.ts'

/** All that a complaint is made of. Times in milliseconds since the epoch. */
export interface Complaint {
  readonly original: Buffer
  readonly returned: ReturnedContent
  /** The envelope of the original: its sender, who gets the complaint, and the recipient who complains. */
  readonly sender: string
  readonly recipient: string
  /** Decoded; null when the sender gave none. */
  readonly envelopeId: string | null
  /** IP address from which the original came; null when it is not known. */
  readonly sourceAddress: string | null
  readonly arrivalDate: number
  /** Name of the host that reports. */
  readonly reportingMta: string
  /** With angle brackets. */
  readonly messageId: string
  readonly date: number
}

/** Characters of the subject that goes on in the complaint's. */
const SUBJECT_LENGTH = 200

/** A complaint about abuse in the Abuse Reporting Format (RFC 5965), as providers send when someone marks a message as spam. */
export function composeComplaint(complaint: Complaint): Buffer {
  const { original, reportingMta, sender, recipient, returned } = complaint
  const section = originalHeader(original)
  const subject = originalSubject(section, SUBJECT_LENGTH)
  const header = formatReportHeader({
    ...complaint,
    from: `Complaints <complaints@${reportingMta}>`,
    to: [sender],
    // RFC 5965 §2: the subject of the original, marked as passed on, if it is like that of other reports.
    subject: encodeHeaderText(`FW: ${subject}`),
    autoSubmitted: 'auto-generated',
    answers: null,
  })
  const notice = textPart([
    ...foldLines(
      `This is a report of abuse: <${recipient}> marked as spam a message that was received` +
        `${complaint.sourceAddress === null ? '' : ` from ${complaint.sourceAddress}`} on ` +
        `${formatHeaderDate(complaint.arrivalDate)}.`,
      '',
    ),
    '',
    ...foldLines(
      'Send this recipient no more of it; many complaints make providers refuse all your mail.',
      '',
    ),
  ])
  const message = returnedPart(original, section, returned)
  const parts = [notice, feedbackPart(complaint), ...(message === null ? [] : [message])]
  return composeReport(header, 'feedback-report', parts)
}

/** RFC 5965 §3 */
function feedbackPart(complaint: Complaint): ReportPart {
  const { sender, sourceAddress } = complaint
  const domain = sender.slice(sender.lastIndexOf('@') + 1)
  const fields = formatFields([
    ['Feedback-Type', 'abuse'],
    ['User-Agent', 'Facteur'],
    ['Version', '1'],
    ['Original-Envelope-Id', complaint.envelopeId],
    ['Original-Mail-From', `<${sender}>`],
    ['Arrival-Date', formatHeaderDate(complaint.arrivalDate)],
    ['Reporting-MTA', `dns; ${complaint.reportingMta}`],
    ['Source-IP', sourceAddress !== null && isIP(sourceAddress) !== 0 ? sourceAddress : null],
    ['Original-Rcpt-To', `<${complaint.recipient}>`],
    ['Reported-Domain', domain === '' ? null : domain],
  ])
  return ownPart({ type: 'message/feedback-report', description: 'Feedback report', text: fields })
}
