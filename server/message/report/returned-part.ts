import { isAscii, isUtf8 } from 'node:buffer'
import type { HeaderSection } from '../header.ts'
import type { ReportPart } from './report-part.ts'
import { identityEncoding } from './identity-encoding.ts'

/** How much of a message a report brings back. */
export interface ReturnedContent {
  readonly content: 'FULL' | 'HDRS'
  /** Octets; of a larger message the header is returned alone, and of a larger header the fields that fit. */
  readonly limit: number
}

/**
 * The message that a report is about, or its header; null when there is nothing to return.
 *
 * @param section the header of the message, as far as its limit at least
 */
export function returnedPart(
  original: Buffer,
  section: HeaderSection,
  { content, limit }: ReturnedContent,
): ReportPart | null {
  const header = original.subarray(0, Math.min(section.bodyStart, limit + 1))
  // RFC 6533 §4.2 and §4.3: a header beyond US-ASCII has types of its own. What is no UTF-8 either is none of RFC 6532.
  const isGlobal = !isAscii(header) && isUtf8(header)
  if (content === 'FULL' && original.length <= limit) {
    const type = isGlobal ? 'message/global' : 'message/rfc822'
    return { type, description: 'Original Message', ...inLines(original) }
  }
  const fields = fieldsWithin(original, section, limit)
  if (fields.length === 0) return null
  const type = isGlobal ? 'message/global-headers' : 'text/rfc822-headers'
  return { type, description: 'Original Message Headers', ...inLines(fields) }
}

/** The header without the empty line that ends it, cut where a field ends. */
function fieldsWithin(original: Buffer, { fields }: HeaderSection, limit: number): Buffer {
  const last = fields.findLast(field => field.end <= limit)
  return original.subarray(0, last?.end ?? 0)
}

/** RFC 5321 §2.3.8: lines end with CRLF; a server that takes in a bare LF does the same to it. */
function inLines(bytes: Buffer): Pick<ReportPart, 'encoding' | 'content'> {
  const encoding = identityEncoding(bytes)
  if (encoding !== 'binary') return { encoding, content: bytes }
  const content = withLineEnds(bytes)
  return { encoding: identityEncoding(content), content }
}

function withLineEnds(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('latin1').replace(/\r?\n/g, '\r\n'), 'latin1')
}
