import { formatExactTime, formatListTime } from '../app/format-time.ts'
import { locale, words } from '../app/words/words.ts'
import { bare } from '../state/envelope-differences.ts'
import type { Summary } from '../../server/http/contract.ts'
import type { RowFlags } from '../state/row.ts'
import { tagLabel } from '../state/tags.ts'
import type { MessageRowContent } from '../ui/message-row.ts'
import { noteBadges } from './note-badges.ts'

/**
 * What the list shows of a message, in words.
 *
 * @param now milliseconds since the epoch
 * @param account the address whose folder is on show; it is not repeated as the recipient
 */
export function rowContent(
  summary: Summary,
  { seen, flagged, tags }: RowFlags,
  now: number,
  account: string | null,
): MessageRowContent {
  const receivedAt = Date.parse(summary.receivedAt)
  const recipients = summary.envelope.to.map(bare)
  const isOwn = recipients.length === 1 && recipients[0]?.toLowerCase() === account
  return {
    sender: senderOf(summary),
    recipient: isOwn ? '' : (recipients[0] ?? ''),
    moreRecipients: Math.max(0, recipients.length - 1),
    subject: summary.subject,
    preview: summary.preview,
    time: formatListTime(receivedAt, now, locale()),
    exactTime: formatExactTime(receivedAt, locale()),
    seen,
    flagged,
    attachments: summary.attachments,
    // One of each at most: more would leave no room for the subject, and the reader shows them all.
    tags: tags.slice(0, 1).map(name => ({ name, text: tagLabel(name) })),
    badges: noteBadges(summary.notes).slice(0, 1),
  }
}

/** Who sent it, by name or for want of one by address. */
export function senderOf({ from, envelope }: Pick<Summary, 'from' | 'envelope'>): string {
  return from[0]?.name || from[0]?.address || bare(envelope.from) || words().noSender
}
