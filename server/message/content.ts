import { createHash } from 'node:crypto'
import { ownBodyText, parseBodyText } from './body-text.ts'
import type { BodyText } from './body-text.ts'
import { findCodes } from './codes.ts'
import type { Code } from './codes.ts'
import { parseHeaderDate } from './header-date.ts'
import { scanHeader } from './header.ts'
import type { HeaderSection } from './header.ts'
import { readHtml } from './html-reading.ts'
import type { Image } from './html-reading.ts'
import { findLinks } from './links.ts'
import type { Link } from './links.ts'
import { parseAddressList } from './mailbox-address.ts'
import type { MailboxAddress } from './mailbox-address.ts'
import { decodePart } from './part-content.ts'
import { isAttachment, leaves } from './part.ts'
import type { Part } from './part.ts'
import { readStructure } from './structure.ts'
import type { Structure, StructureDefect } from './structure.ts'

/** An attachment as the API lists it. */
export interface Attachment {
  /** Its number among the message's attachments, from 0. */
  readonly n: number
  /** The decoded file name; only a name, never to be used as a path. */
  readonly name: string | null
  readonly type: string
  /** Bytes, decoded. */
  readonly size: number
  /** Of the decoded bytes, in hexadecimal. */
  readonly sha256: string
  /** Without angle brackets, as a `cid:` link names it. */
  readonly contentId: string | null
  /** IMAP part number. */
  readonly part: string
  readonly disposition: 'attachment' | 'inline' | null
}

/** All of a message that lies deeper than its summary. */
export interface Content extends BodyText {
  /** The Date field in ISO 8601, UTC; null when there is none or it cannot be read. */
  readonly date: string | null
  /** With its angle brackets. */
  readonly messageId: string | null
  readonly replyTo: readonly MailboxAddress[]
  readonly bcc: readonly MailboxAddress[]
  /** Names as written, values unfolded but still encoded. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly attachments: readonly Attachment[]
  readonly links: readonly Link[]
  /** The likeliest first. */
  readonly codes: readonly Code[]
  /** Of the HTML, in its order. */
  readonly images: readonly Image[]
  /** What is wrong with the message, in sentences for people. */
  readonly problems: readonly string[]
}

const DEFECT_SENTENCES: Readonly<Record<StructureDefect, string>> = {
  'header-junk': 'The header section holds lines that are no header fields.',
  'header-not-utf8': 'The header section holds 8-bit text that is not UTF-8.',
  'no-boundary': 'A multipart names no boundary, so its parts cannot be told apart.',
  'boundary-not-found': 'The boundary that a multipart names does not occur in it.',
  'multipart-not-closed': 'A multipart ends without its closing boundary.',
  'too-many-parts': 'The message has too many parts; the last one shown holds the rest.',
  'too-deep': 'Parts are nested too deeply; the innermost are shown unopened.',
}

/** Defects with which mailparser gets little or nothing out of a message, or takes very long to. */
const BEYOND_MAILPARSER: readonly StructureDefect[] = [
  'no-boundary',
  'boundary-not-found',
  'too-many-parts',
  'too-deep',
]

/**
 * Reads everything of a message: text and HTML by mailparser, or by our own tree where that reads more. Never
 * rejects.
 */
export async function readContent(raw: Buffer): Promise<Content> {
  const structure = readStructure(raw)
  const own = (): BodyText => ownBodyText(raw, structure.root)
  if (BEYOND_MAILPARSER.some(defect => structure.defects.has(defect))) return contentOf(raw, structure, own())
  try {
    const { text, html } = await parseBodyText(raw)
    if (!isGarbled(text) && !isGarbled(html)) return contentOf(raw, structure, { text, html })
    // mailparser reads text without a charset as UTF-8, whatever it is.
    const ours = own()
    const clear = { text: clearer(text, ours.text), html: clearer(html, ours.html) }
    return contentOf(raw, structure, clear)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return contentOf(raw, structure, own(), `mailparser could not read this message: ${reason}.`)
  }
}

/** Whether there was something in it that could not be decoded. */
function isGarbled(text: string | null): boolean {
  return text?.includes('\ufffd') === true
}

function clearer(parsed: string | null, own: string | null): string | null {
  return isGarbled(parsed) && own !== null && !isGarbled(own) ? own : parsed
}

/** Reads everything of a message without mailparser, and says why among its problems. */
export function readContentAlone(raw: Buffer, problem: string): Content {
  const structure = readStructure(raw)
  return contentOf(raw, structure, ownBodyText(raw, structure.root), problem)
}

function contentOf(raw: Buffer, { root, defects }: Structure, bodyText: BodyText, problem?: string): Content {
  const header = scanHeader(raw)
  const { text } = bodyText
  const { lines, anchors, images } = readHtml(bodyText.html ?? '')
  const problems = [...defects].map(defect => DEFECT_SENTENCES[defect])
  const date = header.value('Date')
  const timestamp = date === undefined ? null : parseHeaderDate(date)
  if (date !== undefined && timestamp === null) problems.push('The Date field cannot be read.')
  if (problem !== undefined) problems.push(problem)
  return {
    ...bodyText,
    date: timestamp === null ? null : new Date(timestamp).toISOString(),
    messageId: header.value('Message-ID') ?? null,
    replyTo: addresses(header, 'Reply-To'),
    bcc: addresses(header, 'Bcc'),
    headers: header.fields.map(field => [field.name, header.text(field)]),
    attachments: [...leaves(root)].filter(isAttachment).map((part, n) => attachment(raw, part, n)),
    links: findLinks({ anchors, text, listUnsubscribe: header.value('List-Unsubscribe') }),
    codes: findCodes({ subject: header.decoded('Subject') ?? '', lines, text }),
    images,
    problems,
  }
}

function addresses(header: HeaderSection, name: string): MailboxAddress[] {
  return header.values(name).flatMap(value => parseAddressList(value))
}

function attachment(raw: Buffer, part: Part, n: number): Attachment {
  const bytes = decodePart(raw, part)
  const disposition = part.disposition?.type
  return {
    n,
    name: part.name,
    type: `${part.type}/${part.subtype}`,
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    contentId: part.id?.replace(/^<|>$/g, '') ?? null,
    part: part.path,
    disposition: disposition === 'attachment' || disposition === 'inline' ? disposition : null,
  }
}
