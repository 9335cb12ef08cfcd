import { formatHeaderDate } from '../header-date.ts'
import type { HeaderSection } from '../header.ts'
import { threadFields } from '../thread-fields.ts'
import { formatRecipient } from './format-address.ts'
import { formatFields } from './format-field.ts'

/** What every report says in its header. */
export interface ReportHeader {
  /** As a From field holds it. */
  readonly from: string
  /** Addresses. */
  readonly to: readonly string[]
  /** As a Subject field holds it. */
  readonly subject: string
  /** Milliseconds since the epoch. */
  readonly date: number
  /** With angle brackets. */
  readonly messageId: string
  /** RFC 3834 §5; null where a person sent it. */
  readonly autoSubmitted: 'auto-replied' | 'auto-generated' | null
  /** Of the message that it answers; null when it begins a thread of its own. */
  readonly answers: HeaderSection | null
}

/** The header fields of a report but for those of its content. */
export function formatReportHeader(report: ReportHeader): string {
  const thread = report.answers && threadFields(report.answers)
  return formatFields([
    ['From', report.from],
    ['To', report.to.map(formatRecipient).join(', ')],
    ['Subject', report.subject],
    ['Date', formatHeaderDate(report.date)],
    ['Message-ID', report.messageId],
    ['In-Reply-To', thread && thread.inReplyTo],
    ['References', thread && thread.references],
    ['Auto-Submitted', report.autoSubmitted],
  ])
}
