import type { Section } from '../wire/fetch-section.ts'
import { headerLines, otherHeaderLines } from './header-lines.ts'
import type { HeaderBounds } from './header-lines.ts'
import type { MessageBytes } from './message-bytes.ts'
import { numberedPart } from './numbered-part.ts'

/** A message's header and the text after it: that of the whole, or of one that is a part. */
interface Message {
  readonly header: HeaderBounds
  readonly textEnd: number
}

/**
 * The bytes of BODY[section] (RFC 9051 §6.4.5.1), views of the raw bytes where it is one run of them; null when there
 * is no such part.
 */
export function bodySection(message: MessageBytes, section: Section): Buffer | null {
  const { raw, bodyStart, trace } = message
  if (section.part.length > 0) return partSection(message, section)
  if (section.text === 'ALL') return message.whole
  if (trace !== null && section.text !== 'TEXT') {
    const { header } = message
    return textOf(header, { header: { start: 0, end: header.length }, textEnd: header.length }, section)
  }
  return textOf(raw, { header: { start: 0, end: bodyStart }, textEnd: raw.length }, section)
}

function partSection(whole: MessageBytes, section: Section): Buffer | null {
  const { raw, root } = whole
  const found = numberedPart(root, section.part)
  if (found === null) return null
  const { headerStart, bodyStart, end, message } = found.part
  if (section.text === 'ALL') return raw.subarray(bodyStart, end)
  if (section.text === 'MIME') {
    // The part of a message that has no others is the message itself.
    if (found.part === root && !found.isStandIn) return whole.header
    return raw.subarray(found.isStandIn ? bodyStart : headerStart, bodyStart)
  }
  // RFC 9051 §6.4.5.1: the others are of a part that is a message.
  if (message === null) return null
  const header = { start: message.headerStart, end: message.bodyStart }
  return textOf(raw, { header, textEnd: message.end }, section)
}

function textOf(raw: Buffer, { header, textEnd }: Message, { text, fields }: Section): Buffer {
  switch (text) {
    case 'HEADER.FIELDS':
      return headerLines(raw, header, fields)
    case 'HEADER.FIELDS.NOT':
      return otherHeaderLines(raw, header, fields)
    case 'TEXT':
      return raw.subarray(header.end, textEnd)
    default:
      return raw.subarray(header.start, header.end)
  }
}
