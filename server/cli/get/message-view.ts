import { styleText } from 'node:util'
import type { Attachment, MailboxAddress, Message } from '../../client/client.ts'
import { plainLine, plainText } from '../output/plain-text.ts'

/** A message for people: what matters of its fields, then its text, what was found in it, and its attachments. */
export function formatMessage(message: Message): string {
  const sections = [fieldsOf(message), textOf(message), ...findingsOf(message)]
  return `${sections.join('\n\n')}\n`
}

function fieldsOf({ subject, from, to, cc, date, envelope, receivedAt, size, id }: Message): string {
  const fields: readonly (readonly [string, string])[] = [
    ['Subject', subject],
    ['From', mailboxes(from)],
    ['To', mailboxes(to)],
    ['Cc', mailboxes(cc)],
    ['Date', date ?? ''],
    ['Envelope', `${envelope.from || '<>'} to ${envelope.to.join(', ')}`],
    ['Received', `${receivedAt}, ${size} bytes`],
    ['Id', id],
  ]
  return fields
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${styleText('bold', `${name}:`.padEnd(10))}${plainLine(value)}`)
    .join('\n')
}

function textOf({ text, html }: Message): string {
  if (text !== null && text.trim() !== '') return plainText(text).trimEnd()
  return styleText('dim', html === null ? '(no text)' : '(no text, but HTML: --html prints it)')
}

function findingsOf({ codes, links, attachments }: Message): string[] {
  return [
    section(
      'Codes',
      codes.map(({ value, context }) => `${value}  ${styleText('dim', plainLine(context))}`),
    ),
    section(
      'Links',
      links.map(({ href, text, kind }, index) => linkLine(index, plainLine(href), kind, plainLine(text))),
    ),
    section('Attachments', attachments.map(attachmentLine)),
  ].filter(lines => lines !== '')
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : [styleText('bold', title), ...lines.map(line => `  ${line}`)].join('\n')
}

function linkLine(index: number, href: string, kind: string, text: string): string {
  const what = [kind === 'other' ? '' : kind, text === href ? '' : text]
    .filter(word => word !== '')
    .join(': ')
  return `${index + 1}  ${href}${what === '' ? '' : `  ${styleText('dim', what)}`}`
}

function attachmentLine({ n, name, type, size }: Attachment): string {
  return `${n}  ${plainLine(name ?? '(no name)')}  ${styleText('dim', `${plainLine(type)}, ${size} bytes`)}`
}

function mailboxes(list: readonly MailboxAddress[]): string {
  return list.map(({ name, address }) => (name === '' ? address : `${name} <${address}>`)).join(', ')
}
