import type { MailboxAddress, Message } from '../client/client.ts'
import { SteadyText } from './steady-text.ts'

export interface SnapshotOptions {
  /** Replaces one-time codes by `<code>`, for an application that makes them at random. */
  readonly codes?: boolean
  /** Header fields to leave out, such as `X-Mailer`, which changes with each version of a library. */
  readonly without?: readonly string[]
  /**
   * What else changes from run to run, and what to write in its place.
   *
   * @example
   * replace: [[/Order \d+/g, 'Order <number>']]
   */
  readonly replace?: readonly (readonly [RegExp | string, string])[]
}

/** Shown decoded at the beginning, not as they were written. */
const READABLE = new Set(['from', 'to', 'cc', 'bcc', 'reply-to', 'subject'])
/** Fields whose whole value changes, and what is written in its place. */
const CHANGING: Readonly<Record<string, string>> = {
  date: '<date>',
  'resent-date': '<date>',
  expires: '<date>',
  'expiry-date': '<date>',
  received: '<received>',
  'dkim-signature': '<signature>',
  'arc-seal': '<signature>',
  'arc-message-signature': '<signature>',
}
const MESSAGE_IDS = new Set(['message-id', 'resent-message-id', 'in-reply-to', 'references', 'content-id'])

/**
 * A message as text for a snapshot: addresses, subject, header fields, text, HTML and the names of attachments. What
 * changes from run to run is replaced by what it is, such as `<date>`, `<message-id>`, `<boundary>`, `<test>` for the
 * id of a test, `<token>` in links.
 *
 * @param message a whole one, as waitForMessage gives
 *
 * @example
 * expect(snapshotOf(message)).toMatchSnapshot()
 */
export function snapshotOf(
  message: Message,
  { codes = false, without = [], replace = [] }: SnapshotOptions = {},
): string {
  const steady = new SteadyText(codes ? message.codes.map(({ value }) => value) : [])
  const left = new Set(without.map(name => name.toLowerCase()))
  const sections = [
    [...readableFields(message), ...otherFields(message, steady)]
      .filter(([name, value]) => value !== '' && !left.has(name.toLowerCase()))
      .map(([name, value]) => `${name}: ${steady.text(value)}`)
      .join('\n'),
    ...section('text', message.text, steady),
    ...section('html', message.html, steady),
    ...section('attachments', attachmentLines(message), steady),
  ]
  const text = sections
    .join('\n\n')
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t]+$/gm, '')
  return replace.reduce((replaced, [pattern, by]) => substitute(replaced, pattern, by), text)
}

type Field = readonly [name: string, value: string]

function readableFields({ from, to, cc, bcc, replyTo, subject, envelope }: Message): Field[] {
  return [
    ['From', addresses(from)],
    ['To', addresses(to)],
    ['Cc', addresses(cc)],
    ['Bcc', addresses(bcc)],
    ['Reply-To', addresses(replyTo)],
    ['Subject', subject],
    ['Envelope', `${envelope.from || '<>'} -> ${envelope.to.join(', ')}`],
  ]
}

function otherFields({ headers }: Message, steady: SteadyText): Field[] {
  return headers.flatMap(([name = '', value = '']): Field[] => {
    const key = name.toLowerCase()
    if (READABLE.has(key)) return []
    return [[name, CHANGING[key] ?? steadyValue(key, value, steady)]]
  })
}

function steadyValue(key: string, value: string, steady: SteadyText): string {
  if (MESSAGE_IDS.has(key)) return value.replace(/<[^<>]+>/g, id => steady.name('message-id', id))
  return value.replace(/\bboundary=(?:"[^"]*"|[^\s;]+)/gi, 'boundary="<boundary>"')
}

function addresses(mailboxes: readonly MailboxAddress[]): string {
  return mailboxes.map(({ name, address }) => (name === '' ? address : `${name} <${address}>`)).join(', ')
}

function attachmentLines({ attachments }: Message): string {
  return attachments
    .map(({ name, type, disposition, contentId }) =>
      [
        name ?? 'without a name',
        type,
        disposition === 'inline' ? 'inline' : '',
        contentId === null ? '' : `cid:${contentId.replace(/^<|>$/g, '')}`,
      ]
        .filter(Boolean)
        .join(', '),
    )
    .join('\n')
}

/** A text is replaced wherever it stands, a pattern as its flags say. */
function substitute(text: string, pattern: RegExp | string, by: string): string {
  return typeof pattern === 'string' ? text.replaceAll(pattern, () => by) : text.replace(pattern, by)
}

function section(name: string, content: string | null, steady: SteadyText): string[] {
  return content === null || content === '' ? [] : [`=== ${name}\n${steady.text(content).trimEnd()}`]
}
