import { canonicalAddress } from '../message/mailbox-address.ts'
import type { OverviewNote } from '../message/overview.ts'
import { hiddenRecipients } from './hidden-recipients.ts'
import type { StoredMessage } from './stored-message.ts'

/**
 * What is worth a second look: recipients that no header field names; an envelope sender that is empty or
 * other than From; recipients without an account of their own, as there were too many; recipients whose account
 * was full; a delivery that failed for good; a fault that befell it; and what is odd about the message itself.
 */
export type SummaryNote =
  | 'bcc'
  | 'null-sender'
  | 'sender-differs'
  | 'no-account'
  | 'over-quota'
  | 'bounced'
  | 'faulted'
  | OverviewNote

export function summaryNotes(message: StoredMessage): SummaryNote[] {
  const { envelope, summary } = message
  const notes: SummaryNote[] = []
  if (hiddenRecipients(message).length > 0) notes.push('bcc')
  if (envelope.from.address === '') notes.push('null-sender')
  else if (summary.from.length > 0 && !isAuthor(message)) notes.push('sender-differs')
  if (message.unplaced > 0) notes.push('no-account')
  if (message.overQuota > 0) notes.push('over-quota')
  if (message.bounced) notes.push('bounced')
  if (message.faulted) notes.push('faulted')
  notes.push(...message.overview.notes)
  return notes
}

function isAuthor({ envelope, summary }: StoredMessage): boolean {
  const sender = canonicalAddress(envelope.from.address)
  return summary.from.some(({ address }) => canonicalAddress(address) === sender)
}
