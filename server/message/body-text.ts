import type { SimpleParserOptions } from 'mailparser'
import { scanHeader } from './header.ts'
import { partText } from './part-content.ts'
import { isBodyText, leaves } from './part.ts'
import type { Part } from './part.ts'

/** What a message says: its plain text and its HTML, each null when it has none; lines end with LF. */
export interface BodyText {
  readonly text: string | null
  readonly html: string | null
}

/** All that is not decoding of text is left out: it costs time, and is seen to elsewhere. */
const PARSER_OPTIONS = {
  skipHtmlToText: true,
  skipTextToHtml: true,
  skipImageLinks: true,
  keepDeliveryStatus: true,
  ignoreEmbedded: true,
} satisfies SimpleParserOptions & { ignoreEmbedded: boolean }

/**
 * Text and HTML as mailparser reads them: parts joined, charsets and format=flowed undone.
 *
 * @throws Error when mailparser gives up, as it does on too many parts
 */
export async function parseBodyText(raw: Buffer): Promise<BodyText> {
  const { simpleParser } = await import('mailparser')
  const { text, html } = await simpleParser(withoutOtherFields(raw), PARSER_OPTIONS)
  return { text: text || null, html: html || null }
}

/**
 * The message with no header fields but those that say what its body is: mailparser would read and refuse
 * long ones.
 */
function withoutOtherFields(raw: Buffer): Buffer {
  const { fields, bodyStart } = scanHeader(raw)
  const kept = fields.filter(field => field.name.toLowerCase().startsWith('content-'))
  const lines = kept.map(field => raw.toString('latin1', field.start, field.end).trimEnd() + '\r\n')
  return Buffer.concat([Buffer.from(`${lines.join('')}\r\n`, 'latin1'), raw.subarray(bodyStart)])
}

/**
 * Text and HTML as our own MIME tree gives them: for what mailparser cannot read.
 *
 * @param limit about how many bytes of the encoded parts are looked at
 */
export function ownBodyText(raw: Buffer, root: Part, limit = Infinity): BodyText {
  let room = limit
  const text: string[] = []
  const html: string[] = []
  for (const leaf of leaves(root)) {
    if (!isBodyText(leaf) || room <= 0) continue
    ;(leaf.subtype === 'html' ? html : text).push(partText(raw, leaf, room).replaceAll('\r\n', '\n'))
    room -= leaf.end - leaf.bodyStart
  }
  return { text: text.join('\n') || null, html: html.join('<br/>\n') || null }
}
