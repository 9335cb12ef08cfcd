import type { HeaderSection } from '../../message/header.ts'
import { canonicalAddress, parseAddressList } from '../../message/mailbox-address.ts'
import { originalHeader } from '../../message/report/original-header.ts'

/** RFC 5230 §4.6: programs, and the addresses of mailing lists, by their local parts. */
const SYSTEM_ADDRESS = /^(?:mailer-daemon|listserv|majordomo|owner-.*|.*-request)$/i

/** Header fields that name recipients. */
const RECIPIENT_FIELDS = ['To', 'Cc', 'Bcc', 'Resent-To', 'Resent-Cc', 'Resent-Bcc']

/**
 * Whether a program may answer a message at all (RFC 3834 §2).
 *
 * @param sender the reverse-path; '' for the null one
 * @param recipient on whose behalf it would answer
 * @param unaddressed whether it answers what does not name the recipient, too
 */
export function mayAutoReply(
  raw: Buffer,
  { sender, recipient, unaddressed }: { sender: string; recipient: string; unaddressed: boolean },
): boolean {
  const from = canonicalAddress(sender)
  // RFC 3834 §2: not to the null reverse-path, nor to programs; an answer to oneself would go in circles.
  if (sender === '' || from === canonicalAddress(recipient)) return false
  if (SYSTEM_ADDRESS.test(from.slice(0, from.lastIndexOf('@')))) return false
  const header = originalHeader(raw)
  return !isAutomatic(header) && (unaddressed || names(header, recipient))
}

function isAutomatic(header: HeaderSection): boolean {
  // RFC 3834 §5: comments and parameters may follow the word.
  const submitted = header.value('Auto-Submitted')?.trim()
  if (submitted !== undefined && !/^no(?![\w-])/i.test(submitted)) return true
  // RFC 3834 §2
  if (/^(?:bulk|list|junk)$/i.test(header.value('Precedence')?.trim() ?? '')) return true
  // RFC 5230 §4.6: mail of lists (RFC 2369, RFC 2919)
  if (header.fields.some(({ name }) => /^list-/i.test(name))) return true
  // Exchange and its kin write this, and are obeyed by the others.
  return /\b(?:all|oof|autoreply)\b/i.test(header.value('X-Auto-Response-Suppress') ?? '')
}

/** RFC 3834 §2: whoever was not addressed, by a list or by Bcc, does not answer. */
function names(header: HeaderSection, recipient: string): boolean {
  const wanted = canonicalAddress(recipient)
  return RECIPIENT_FIELDS.some(field =>
    header
      .values(field)
      .some(value => parseAddressList(value).some(({ address }) => canonicalAddress(address) === wanted)),
  )
}
