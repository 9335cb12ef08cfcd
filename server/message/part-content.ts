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

/**
 * The body of a text part as text, its line ends as they were sent.
 *
 * @param limit bytes of the encoded body that are looked at
 */
export function partText(raw: Buffer, part: Part, limit = Infinity): string {
  const bytes = decodePart(raw, part, limit)
  const isCut = part.bodyStart + limit < part.end
  return decodeCharset(isCut ? withoutLastCharacter(bytes) : bytes, part.parameters['charset'])
}

/** Half a character of UTF-8 would make the whole look as if it were in another charset. */
function withoutLastCharacter(bytes: Buffer): Buffer {
  let end = bytes.length
  while (end > 0 && (bytes[end - 1]! & 0xc0) === 0x80 && bytes.length - end < 3) end--
  return bytes.subarray(0, Math.max(end - 1, 0))
}
