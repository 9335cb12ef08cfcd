import type { MailComposerOptions } from 'nodemailer/lib/mail-composer'
import { canonicalAddress, parseAddressList } from './mailbox-address.ts'

/** A message to be composed; addresses as a person writes them (`Anna <anna@app.test>`). */
export interface Composition {
  readonly from: string
  readonly to?: readonly string[]
  readonly cc?: readonly string[]
  /** Get the message, but are not named in it. */
  readonly bcc?: readonly string[]
  readonly subject?: string
  readonly text?: string
  readonly html?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly attachments?: readonly ComposedAttachment[]
  readonly replyTo?: string
  readonly inReplyTo?: string
  readonly references?: string
}

export interface ComposedAttachment {
  readonly name: string
  /** Media type; by the name's extension when not given. */
  readonly type?: string
  /** In base64. */
  readonly content: string
  /** Makes it an inline part that the HTML can show as `cid:…`. */
  readonly contentId?: string
}

/** A composition that cannot be made into a message; its text says which field and why. */
export class CompositionError extends Error {
  override readonly name = 'CompositionError'
  /** Where in the composition, such as `to[1]`. */
  readonly field: string

  constructor(field: string, reason: string) {
    super(`${field} ${reason}`)
    this.field = field
  }
}

/**
 * Composes a message with Date and Message-ID.
 *
 * @param date what the Date field says, unless `headers` holds one
 * @returns the message, and the envelope to submit it with: every recipient once, those of bcc too
 * @throws CompositionError when there is no sender or no recipient, or a header value would break its line
 */
export async function compose(
  composition: Composition,
  date: Date = new Date(),
): Promise<{ raw: Buffer; from: string; to: string[] }> {
  refuseUnsafeHeader(composition)
  const from = addresses('from', [composition.from])[0]
  if (from === undefined)
    throw new CompositionError('from', 'is empty; give an address such as "Anna <anna@app.test>"')
  const to = envelopeRecipients(composition)
  if (to.length === 0)
    throw new CompositionError('to', 'names no address, nor do cc and bcc; give one at least')
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer')
  const raw = await new MailComposer(composerOptions(composition, date)).compile().build()
  return { raw, from, to }
}

/** The recipients that to, cc and bcc name, each account once. */
function envelopeRecipients({ to = [], cc = [], bcc = [] }: Composition): string[] {
  const recipients = new Map<string, string>()
  for (const address of [...addresses('to', to), ...addresses('cc', cc), ...addresses('bcc', bcc)]) {
    const account = canonicalAddress(address)
    if (!recipients.has(account)) recipients.set(account, address)
  }
  return [...recipients.values()]
}

/** @throws CompositionError for a name without a domain, which nodemailer would drop without a word */
function addresses(field: string, lists: readonly string[]): string[] {
  const found = lists.flatMap(list => parseAddressList(list))
  const bare = found.find(({ address }) => !address.includes('@'))
  if (bare !== undefined) {
    throw new CompositionError(
      field,
      `names "${bare.address || bare.name}", which is no address; write name@domain`,
    )
  }
  return found.map(({ address }) => address)
}

function composerOptions(composition: Composition, date: Date): MailComposerOptions {
  const { from, to = [], cc = [], bcc = [], headers = {}, attachments = [] } = composition
  const { subject, text, html, replyTo, inReplyTo, references } = composition
  const names = new Map(Object.keys(headers).map(name => [name.toLowerCase(), name]))
  return {
    from,
    to: [...to],
    cc: [...cc],
    bcc: [...bcc],
    headers: { ...headers },
    subject,
    text,
    html,
    replyTo,
    inReplyTo,
    references,
    // A Date among the headers is the caller's wish.
    ...(!hasField(headers, 'date') && { date }),
    attachments: attachments.map((attachment, index) => ({
      filename: attachment.name,
      content: decodeContent(attachment.content, index),
      contentType: attachment.type,
      cid: attachment.contentId,
    })),
    newline: 'win',
    // nodemailer has a case of its own for every name.
    normalizeHeaderKey: name => names.get(name.toLowerCase()) ?? name,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

function hasField(headers: Readonly<Record<string, string>>, name: string): boolean {
  return Object.keys(headers).some(key => key.toLowerCase() === name)
}

function decodeContent(content: string, index: number): Buffer {
  if (!/^[\w+/=\s-]*$/.test(content))
    throw new CompositionError(`attachments[${index}].content`, 'is not base64')
  return Buffer.from(content, 'base64')
}

/** Header fields of which the envelope is made. */
const ENVELOPE_FIELDS = new Set(['from', 'to', 'cc', 'bcc'])

/**
 * Refuses names and values that would break the header section: what follows a line end becomes a field of
 * its own.
 */
function refuseUnsafeHeader(composition: Composition): void {
  for (const [field, value] of headerValues(composition)) {
    if (/[\r\n\0]/.test(value))
      throw new CompositionError(field, 'holds a line break or NUL, which no header value may')
  }
  for (const name of Object.keys(composition.headers ?? {})) {
    if (ENVELOPE_FIELDS.has(name.toLowerCase())) {
      throw new CompositionError(
        `headers["${name}"]`,
        `belongs in the field ${name.toLowerCase()} of the composition`,
      )
    }
    // RFC 5322 §2.2
    if (!/^[!-9;-~]+$/.test(name))
      throw new CompositionError(`headers["${name}"]`, 'is no name of a header field')
  }
}

function* headerValues(composition: Composition): Generator<[field: string, value: string]> {
  const { from, subject, replyTo, inReplyTo, references } = composition
  for (const [field, value] of Object.entries({ from, subject, replyTo, inReplyTo, references })) {
    if (value !== undefined) yield [field, value]
  }
  for (const field of ['to', 'cc', 'bcc'] as const) {
    for (const [index, value] of (composition[field] ?? []).entries()) yield [`${field}[${index}]`, value]
  }
  for (const [name, value] of Object.entries(composition.headers ?? {})) yield [`headers["${name}"]`, value]
  for (const [index, { name, type = '', contentId = '' }] of (composition.attachments ?? []).entries()) {
    yield* Object.entries({ name, type, contentId }).map(([field, value]): [string, string] => [
      `attachments[${index}].${field}`,
      value,
    ])
  }
}
