import type { ComposedAttachment, Composition } from './compose.ts'
import { type HeaderSection, scanHeader } from './header.ts'
import { canonicalAddress, type MailboxAddress, parseAddressList } from './mailbox-address.ts'
import { threadFields } from './thread-fields.ts'

/** What the writer of an answer gives; what is left out follows from the message that is answered. */
export interface Answer {
  readonly from?: string
  readonly to?: readonly string[]
  readonly cc?: readonly string[]
  readonly bcc?: readonly string[]
  readonly subject?: string
  readonly text?: string
  readonly html?: string
  readonly attachments?: readonly ComposedAttachment[]
}

/**
 * A reply (RFC 5322 §3.6.2 and §3.6.4): from the first recipient to whoever the Reply-To or From field names, in the
 * same thread.
 *
 * @param recipients the addresses of the envelope that the message came in
 * @param toAll whether the other recipients get it too, as a copy
 */
export function composeReply(
  raw: Buffer,
  recipients: readonly string[],
  answer: Answer,
  toAll = false,
): Composition {
  const header = scanHeader(raw)
  const from = answer.from ?? answeringAddress(header, recipients)
  const named = mailboxes(header, 'Reply-To')
  const to = answer.to ?? (named.length > 0 ? named : mailboxes(header, 'From')).map(formatMailbox)
  const cc = answer.cc ?? (toAll ? otherRecipients(header, [from, ...to]) : [])
  const subject = answer.subject ?? prefixed('Re: ', /^re\s*:/i, header)
  return { ...answer, ...threadFields(header), from, to, cc, subject }
}

/** The message, whole and unchanged, attached to a new one (RFC 2046 §5.2.1). */
export function composeForward(raw: Buffer, recipients: readonly string[], answer: Answer): Composition {
  const header = scanHeader(raw)
  const original = { name: 'message.eml', type: 'message/rfc822', content: raw.toString('base64') }
  return {
    ...answer,
    from: answer.from ?? answeringAddress(header, recipients),
    subject: answer.subject ?? prefixed('Fwd: ', /^(?:fwd?|tr|wg)\s*:/i, header),
    attachments: [...(answer.attachments ?? []), original],
  }
}

/** The recipient who answers: the first that the To field names too, with the name it has there; or else the first at all. */
function answeringAddress(header: HeaderSection, recipients: readonly string[]): string {
  const accounts = new Set(recipients.map(canonicalAddress))
  const named = mailboxes(header, 'To')
  const own = named.find(({ address }) => accounts.has(canonicalAddress(address)))
  if (own !== undefined) return formatMailbox(own)
  const [first] = recipients
  if (first !== undefined) return canonicalAddress(first)
  return named[0] === undefined ? '' : formatMailbox(named[0])
}

function otherRecipients(header: HeaderSection, taken: readonly string[]): string[] {
  const known = new Set(
    taken.flatMap(list => parseAddressList(list)).map(({ address }) => canonicalAddress(address)),
  )
  const others = [...mailboxes(header, 'To'), ...mailboxes(header, 'Cc')]
  return others.filter(({ address }) => !known.has(canonicalAddress(address))).map(formatMailbox)
}

function mailboxes(header: HeaderSection, name: string): MailboxAddress[] {
  return header
    .values(name)
    .flatMap(value => parseAddressList(value))
    .filter(({ address }) => address.includes('@'))
}

function formatMailbox({ name, address }: MailboxAddress): string {
  return name === '' ? address : `"${name.replace(/["\\]/g, '\\$&')}" <${address}>`
}

function prefixed(prefix: string, already: RegExp, header: HeaderSection): string {
  const subject = header.decoded('Subject')?.trim() ?? ''
  return already.test(subject) ? subject : `${prefix}${subject}`.trim()
}
