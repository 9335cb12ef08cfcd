import type { MailboxAddress, Summary } from '../../client/client.ts'
import { plainLine } from './plain-text.ts'

/** What a line about a message is made of; a whole message has it too. */
export type Listed = Omit<Summary, 'attachments'>

/**
 * The line that scripts read: id, time, sender, recipients and subject, parted by tabs. Its form is stable; fields
 * may be added at its end.
 */
export function formatMessageLine(message: Listed): string {
  const fields = [message.id, message.receivedAt, senderOf(message), recipientsOf(message), message.subject]
  return fields.map(plainLine).join('\t')
}

/** Addresses of the From field, or of the envelope. */
export function senderOf({ from, envelope }: Listed): string {
  return addressesOf(from) || envelope.from || '<>'
}

/** Addresses of the To field, or of the envelope. */
export function recipientsOf({ to, envelope }: Listed): string {
  return addressesOf(to) || envelope.to.join(', ')
}

function addressesOf(mailboxes: readonly MailboxAddress[]): string {
  return mailboxes
    .map(({ address }) => address)
    .filter(address => address !== '')
    .join(', ')
}
