import { decodeTransfer } from '../../message/transfer-encoding.ts'
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
  if (number.length === 0) return raw
  const found = numberedPart(message.root, number)
  if (found === null) return null
  const { type, encoding, bodyStart, end } = found.part
  const body = raw.subarray(bodyStart, end)
  // RFC 2045 §6.4: what holds other parts is never encoded itself.
  if (type === 'multipart' || found.part.message !== null) return body
  return KNOWN_ENCODINGS.has(encoding) ? decodeTransfer(body, encoding) : 'unknown-cte'
}
