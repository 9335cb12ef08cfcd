import { isAscii } from 'node:buffer'

/** From the narrowest to the widest. */
const IDENTITY_ENCODINGS = ['7bit', '8bit', 'binary'] as const

/** RFC 2045 §2.7 to §2.9: the encodings that change nothing. */
export type IdentityEncoding = (typeof IDENTITY_ENCODINGS)[number]

const CR = 0x0d
const LF = 0x0a

/** RFC 5322 §2.1.1 */
const LONGEST_LINE = 998

/** What lines some bytes are made of. */
export function identityEncoding(bytes: Buffer): IdentityEncoding {
  let lineStart = 0
  // In one pass: reports come by the thousand.
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number
    if (byte > CR) continue
    if (byte === 0) return 'binary'
    if (byte === CR && bytes[at + 1] !== LF) return 'binary'
    if (byte !== LF) continue
    if (bytes[at - 1] !== CR || at - 1 - lineStart > LONGEST_LINE) return 'binary'
    lineStart = at + 1
  }
  if (bytes.length - lineStart > LONGEST_LINE) return 'binary'
  return isAscii(bytes) ? '7bit' : '8bit'
}

/** The encoding of a whole whose parts have these. */
export function widestEncoding(encodings: readonly IdentityEncoding[]): IdentityEncoding {
  return IDENTITY_ENCODINGS.findLast(encoding => encodings.includes(encoding)) ?? '7bit'
}
