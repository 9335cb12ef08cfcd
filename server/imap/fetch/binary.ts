import type { MessageBytes } from './message-bytes.ts'
import { numberedPart } from './numbered-part.ts'

const KNOWN_ENCODINGS = new Set(['7bit', '8bit', 'binary', 'base64', 'quoted-printable'])

/**
 * The content of a part with its transfer encoding undone (RFC 3516 §4.2): the whole message as it stands for an
 * empty number; null when there is no such part; 'unknown-cte' when nobody knows how it is encoded.
 */
export function binaryContent(
  message: MessageBytes,
  number: readonly number[],
): Buffer | null | 'unknown-cte' {
  const { raw } = message
  if (number.length === 0) return message.whole
  const found = numberedPart(message.root, number)
  if (found === null) return null
  const { part } = found
  // RFC 2045 §6.4: what holds other parts is never encoded itself.
  if (part.type === 'multipart' || part.message !== null) return raw.subarray(part.bodyStart, part.end)
  return KNOWN_ENCODINGS.has(part.encoding) ? message.content(part) : 'unknown-cte'
}
