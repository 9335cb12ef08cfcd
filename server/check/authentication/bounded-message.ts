import { scanHeader } from '../../message/header.ts'
import type { CheckLimits } from '../check-limits.ts'

/** A message of which no more is verified than the limits allow. */
export interface BoundedMessage {
  /** The message, without the signatures that were left out; its header section alone where nothing signs the body. */
  readonly raw: Buffer
  /** Signatures that were left out. */
  readonly leftOut: number
}

/** What a header section has, perhaps among other things, that needs the body to be verified. */
const SIGNATURE = /dkim-signature|arc-message-signature/i

const LF = 0x0a
const CR = 0x0d

/** Leaves out what would take long to verify; null where the header section alone is too large. */
export function boundedMessage(raw: Buffer, limits: CheckLimits): BoundedMessage | null {
  const end = headerEnd(raw, limits)
  if (end === null) return null
  if (!SIGNATURE.test(raw.toString('latin1', 0, end))) return { raw: raw.subarray(0, end), leftOut: 0 }
  const { fields } = scanHeader(raw, 0, end)
  // RFC 6376 §6.1: verifiers may limit the number of signatures that they try; the topmost were added last.
  const beyond = fields.filter(({ name }) => /^dkim-signature$/i.test(name)).slice(limits.signatures)
  if (beyond.length === 0) return { raw, leftOut: 0 }
  const starts = [0, ...beyond.map(field => field.end)]
  const ends = [...beyond.map(field => field.start), raw.length]
  const kept = starts.map((start, index) => raw.subarray(start, ends[index]))
  return { raw: Buffer.concat(kept), leftOut: beyond.length }
}

/** Where the header section ends with an empty line; null beyond the limits. */
function headerEnd(raw: Buffer, { headerBytes, headerLines }: CheckLimits): number | null {
  let start = 0
  for (let lines = 0; lines <= headerLines; lines++) {
    const lineEnd = raw.indexOf(LF, start)
    const end = lineEnd < 0 ? raw.length : lineEnd + 1
    if (end > headerBytes) return null
    const isEmpty = end - start === 1 || (end - start === 2 && raw[start] === CR)
    if (isEmpty || lineEnd < 0) return end
    start = end
  }
  return null
}
