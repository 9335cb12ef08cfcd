import { decodeCharset } from './charset.ts'
import type { Part } from './part.ts'
import { decodeTransfer } from './transfer-encoding.ts'

/**
 * The body of a part with its transfer encoding undone.
 *
 * @param limit bytes of the encoded body that are looked at
 */
export function decodePart(raw: Buffer, part: Part, limit = Infinity): Buffer {
  const end = Math.min(part.end, part.bodyStart + limit)
  return decodeTransfer(raw.subarray(part.bodyStart, end), part.encoding)
}

/** The body of a text part as text, its line ends as they were sent. */
export function partText(raw: Buffer, part: Part, limit = Infinity): string {
  return decodeCharset(decodePart(raw, part, limit), part.parameters['charset'])
}
