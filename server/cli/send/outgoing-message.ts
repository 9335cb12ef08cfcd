import { randomUUID } from 'node:crypto'
import { type HeaderSection, scanHeader } from '../../message/header.ts'
import { parseAddressList } from '../../message/mailbox-address.ts'
import type { SendmailFlags } from './sendmail-flags.ts'

/** A message as it goes out, and its envelope. */
export interface OutgoingMessage {
  readonly raw: Buffer
  /** '' for the null reverse-path. */
  readonly from: string
  readonly to: readonly string[]
}

/** Who sends, when nobody says so: the user on this machine. */
export interface Submitter {
  readonly address: string
  readonly host: string
}

const CRLF = '\r\n'

/**
 * Makes a message of what stood on standard input, as sendmail does: From, Date and Message-ID are added where they
 * are missing. With -t, Bcc goes, and recipients are those of the header fields beside those of the command line.
 * Line ends stay as they are until the message is sent.
 */
export function prepareMessage(
  input: Buffer,
  flags: SendmailFlags,
  submitter: Submitter,
  now: Date,
): OutgoingMessage {
  const raw = withoutMailboxLine(flags.ignoreDots ? input : untilLoneDot(input))
  const header = scanHeader(raw)
  const from = flags.sender === null ? submitter.address : addressOf(flags.sender)
  const named = flags.recipients.flatMap(addressesOf)
  const to = flags.fromHeader ? [...named, ...recipientsIn(header)] : named
  const added = missingFields(header, {
    name: flags.name,
    sender: from || submitter.address,
    host: submitter.host,
    now,
  })
  return { raw: Buffer.concat([...added, ...rest(raw, header, flags)]), from, to: [...new Set(to)] }
}

/** RFC 5322 §3.6.6: a message that is sent again goes to whom the Resent- fields name. */
function recipientsIn(header: HeaderSection): string[] {
  const resent = ['Resent-To', 'Resent-Cc', 'Resent-Bcc'].flatMap(name => header.values(name))
  const values = resent.length > 0 ? resent : ['To', 'Cc', 'Bcc'].flatMap(name => header.values(name))
  return values.flatMap(addressesOf)
}

function addressesOf(list: string): string[] {
  return parseAddressList(list, Infinity)
    .map(({ name, address }) => address || name)
    .filter(address => address !== '')
}

/** The address in `Anna <anna@x.test>`; that of `<>` is empty. */
function addressOf(text: string): string {
  return addressesOf(text)[0] ?? ''
}

function missingFields(
  header: HeaderSection,
  { name, sender, host, now }: { name: string | null; sender: string; host: string; now: Date },
): Buffer[] {
  const isMissing = (field: string): boolean => header.value(field) === undefined
  const lines = [
    isMissing('Date') ? `Date: ${now.toUTCString().replace('GMT', '+0000')}` : '',
    isMissing('From')
      ? `From: ${name === null || name === '' ? sender : `${displayName(name)} <${sender}>`}`
      : '',
    isMissing('Message-ID') ? `Message-ID: <${randomUUID()}@${host}>` : '',
  ]
  return lines.filter(line => line !== '').map(line => Buffer.from(line + CRLF))
}

/** RFC 5322 §3.2.4 and, where it is not ASCII, RFC 2047 §2. */
function displayName(name: string): string {
  const line = name.replace(/\p{Cc}+/gu, ' ')
  if (/^[\w !#$%&'*+/=?^`{|}~-]*$/.test(line)) return line
  if (/^[ -~]*$/.test(line)) return `"${line.replace(/["\\]/g, '\\$&')}"`
  return `=?UTF-8?B?${Buffer.from(line).toString('base64')}?=`
}

/** The message from its first field on, with an empty line before the body, and with -t without Bcc. */
function rest(raw: Buffer, { fields, bodyStart }: HeaderSection, { fromHeader }: SendmailFlags): Buffer[] {
  const hidden = fields.filter(({ name }) => fromHeader && /^(resent-)?bcc$/i.test(name))
  const pieces: Buffer[] = []
  let start = 0
  for (const field of hidden) {
    pieces.push(raw.subarray(start, field.start))
    start = field.end
  }
  const endOfFields = fields.at(-1)?.end ?? 0
  pieces.push(raw.subarray(start, endOfFields))
  if (endOfFields === bodyStart) pieces.push(Buffer.from(CRLF))
  return [...pieces, raw.subarray(endOfFields)]
}

/** Programs that read mail from an mbox hand on its separator. */
function withoutMailboxLine(input: Buffer): Buffer {
  const isThere = input.subarray(0, 5).toString('latin1') === 'From '
  return isThere ? input.subarray(endOfLine(input, 0)) : input
}

/** What comes before a line with a dot alone. */
function untilLoneDot(input: Buffer): Buffer {
  for (let start = 0; start < input.length;) {
    const end = endOfLine(input, start)
    if (end - start <= 3 && /^\.\r?\n?$/.test(input.toString('latin1', start, end))) {
      return input.subarray(0, start)
    }
    start = end
  }
  return input
}

/** After the LF of the line, or at the end. */
function endOfLine(input: Buffer, start: number): number {
  const lf = input.indexOf(0x0a, start)
  return lf < 0 ? input.length : lf + 1
}
