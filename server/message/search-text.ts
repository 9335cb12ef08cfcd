import { isAscii } from 'node:buffer'
import { htmlText } from './html-text.ts'
import { MESSAGE_LIMITS } from './limits.ts'
import { partText } from './part-content.ts'
import { allParts } from './part.ts'
import type { Part } from './part.ts'
import { parseStructure } from './structure.ts'

/** Charsets in which bytes of US-ASCII mean just that. */
const ASCII_COMPATIBLE = /^(?:|us-ascii|ascii|utf-?8|iso-8859-\d+|windows-\d+)$/i

/**
 * The decoded text of a message for body searches: of all its text parts, those of attached messages too,
 * HTML as its text and the targets of its links. Null when the body is one plain text of US-ASCII without any
 * encoding, so that the raw bytes can be searched as they are. No more than `searchBytes` are decoded.
 */
export function searchableText(raw: Buffer): string | null {
  const root = parseStructure(raw)
  if (isContent(root) && isPlainAscii(raw, root)) return null
  const texts: string[] = []
  let room = MESSAGE_LIMITS.searchBytes
  for (const part of allParts(root)) {
    if (!isContent(part) || !isText(part) || room <= 0) continue
    const text = partText(raw, part, room)
    texts.push(part.subtype === 'html' ? htmlText(text, { links: true }) : text)
    room -= part.end - part.bodyStart
  }
  return texts.join('\n')
}

function isContent(part: Part): boolean {
  return part.children.length === 0 && part.message === null
}

/** Delivery reports are text too. */
function isText(part: Part): boolean {
  return part.type === 'text' || part.type === 'multipart' || part.type === 'message'
}

function isPlainAscii(raw: Buffer, part: Part): boolean {
  if (!isText(part) || part.subtype === 'html') return false
  if (part.encoding === 'base64' || part.encoding === 'quoted-printable') return false
  if (!ASCII_COMPATIBLE.test(part.parameters['charset'] ?? '')) return false
  return isAscii(raw.subarray(part.bodyStart, part.end))
}
