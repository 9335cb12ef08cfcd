import type { MailboxAddress, Message } from '../../server/http/contract.ts'
import { bare } from './envelope-differences.ts'

/** A file that is to go with a message. */
export interface DraftFile {
  readonly name: string
  readonly type: string
  readonly size: number
  /** What is in it; null once the page was loaded again, as browsers do not keep files for us. */
  readonly content: Blob | null
}

/** A message that is being written; addresses as people write them, parted by commas. */
export interface Draft {
  readonly from: string
  readonly to: string
  readonly cc: string
  readonly bcc: string
  readonly subject: string
  readonly format: 'text' | 'html'
  /** The text, or the source of the HTML. */
  readonly body: string
  readonly files: readonly DraftFile[]
}

/** The fields that something can be wrong with. */
export type DraftField = Exclude<keyof Draft, 'format'>

/** How a message is answered. */
export type AnswerKind = 'reply' | 'reply-all' | 'forward'

export const EMPTY_DRAFT: Draft = {
  from: '',
  to: '',
  cc: '',
  bcc: '',
  subject: '',
  format: 'text',
  body: '',
  files: [],
}

/** The most of a message that is quoted in an answer to it, in characters. */
const MOST_QUOTED = 10_000

/**
 * An answer as it is before anything is written: to whom, about what, and for a reply with the text quoted.
 *
 * @param heading what stands above the quoted text, such as "Anna wrote:"
 * @param account in whose mailbox the message is read; null in all mail
 */
export function answerDraft(
  kind: AnswerKind,
  message: Message,
  heading: string,
  account: string | null,
): Draft {
  const from = answeringMailbox(message, account)
  if (kind === 'forward') {
    return { ...EMPTY_DRAFT, from, subject: prefixed('Fwd: ', /^(?:fwd?|tr|wg)\s*:/i, message.subject) }
  }
  const to = message.replyTo.length > 0 ? message.replyTo : message.from
  const taken = new Set(
    [bare(from.replace(/^.*(?=<)/, '')), ...to.map(mailbox => mailbox.address)].map(plain),
  )
  const others = [...message.to, ...message.cc].filter(({ address }) => !taken.has(plain(address)))
  return {
    ...EMPTY_DRAFT,
    from,
    to: formatMailboxes(to),
    cc: kind === 'reply-all' ? formatMailboxes(others) : '',
    subject: prefixed('Re: ', /^re\s*:/i, message.subject),
    body: quoted(message.text, heading),
  }
}

/** Who answers: the account, or of all recipients the first whom the To field names too; with the name it has there. */
function answeringMailbox({ envelope, to }: Message, account: string | null): string {
  const recipients = account === null ? envelope.to.map(bare) : [account]
  const known = new Set(recipients.map(plain))
  const named = to.find(({ address }) => known.has(plain(address)))
  return named === undefined ? (recipients[0] ?? '') : formatMailboxes([named])
}

function formatMailboxes(mailboxes: readonly MailboxAddress[]): string {
  return mailboxes
    .filter(({ address }) => address !== '')
    .map(({ name, address }) => (name === '' ? address : `${phrase(name)} <${address}>`))
    .join(', ')
}

/** RFC 5322 §3.2.5: a display name with signs that mean something stands in quotes. */
function phrase(name: string): string {
  return /[()<>[\]:;@\\,."]/.test(name) ? `"${name.replace(/["\\]/g, '\\$&')}"` : name
}

function prefixed(prefix: string, already: RegExp, subject: string): string {
  return already.test(subject) ? subject : `${prefix}${subject}`.trim()
}

function quoted(text: string | null, heading: string): string {
  if (text === null || text.trim() === '') return ''
  const lines = text
    .slice(0, MOST_QUOTED)
    .trimEnd()
    .split(/\r\n|\n/)
  const quote = lines.map(line => (line.startsWith('>') ? `>${line}` : `> ${line}`.trimEnd()))
  return `\n\n${heading}\n${quote.join('\n')}\n`
}

function plain(address: string): string {
  return address.toLowerCase()
}
