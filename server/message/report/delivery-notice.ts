import { formatHeaderDate } from '../header-date.ts'
import { formatReply } from '../smtp-reply.ts'
import type { DeliveryAction, DeliveryStatus, RecipientStatus } from './delivery-status.ts'
import { foldLines } from './fold-lines.ts'
import type { ReportPart } from './report-part.ts'
import { statusAdvice } from './status-advice.ts'

const OUTCOMES: Readonly<Record<DeliveryAction, string>> = {
  failed: 'could not be delivered to:',
  delayed: 'has not been delivered yet. You need not send it again: it will be tried further for:',
  delivered: 'was delivered to:',
  relayed: 'was handed on to a server that may not tell what becomes of it, for:',
  expanded: 'was delivered to a list, and passed on to the members of:',
}

/**
 * The lines of a delivery status notification that people read: what happened to whose copy, and what can be done.
 *
 * @param subject decoded
 * @param returned what of the original comes with it
 */
export function deliveryNotice(
  report: DeliveryStatus,
  subject: string,
  returned: ReportPart | null,
): string[] {
  const { action, reportingMta, recipients } = report
  const named = subject === '' ? 'without a subject' : `"${subject}"`
  const arrival = formatHeaderDate(report.arrivalDate)
  return [
    `This is the mail system at ${reportingMta}.`,
    '',
    ...foldLines(`Your message ${named} of ${arrival} ${OUTCOMES[action]}`, ''),
    ...recipients.flatMap(recipient => ['', ...recipientLines(recipient, action)]),
    '',
    'Details for programs follow' + (returned === null ? '.' : `, and ${nameOf(returned)}.`),
  ]
}

function recipientLines(recipient: RecipientStatus, action: DeliveryAction): string[] {
  const lines = foldLines(`<${recipient.finalRecipient}>`, '    ')
  const { remoteMta, diagnostic, reason } = recipient
  if (diagnostic !== null) lines.push(`${remoteMta ?? 'Our server'} answered: ${formatReply(diagnostic)}`)
  else if (reason !== '') lines.push(remoteMta === null ? reason : `${remoteMta}: ${reason}`)
  if (action === 'failed') lines.push(statusAdvice(recipient.status))
  if (action === 'delayed' && recipient.willRetryUntil !== null) {
    lines.push(`It will be tried until ${formatHeaderDate(recipient.willRetryUntil)}.`)
  }
  return lines.flatMap((line, index) => (index === 0 ? line : foldLines(`    ${line}`, '    ')))
}

function nameOf({ type }: ReportPart): string {
  return type.endsWith('headers') ? 'the header of the message' : 'the message'
}
