const TAB = 0x09
const LF = 0x0a
const CR = 0x0d
const SPACE = 0x20
const EQUALS = 0x3d

/**
 * Undoes a Content-Transfer-Encoding (RFC 2045 §6). Broken encodings give what can be read of them; an
 * encoding that nobody knows is left as it is.
 *
 * @param encoding the mechanism, in lower case
 * @returns new bytes, or `bytes` itself where nothing is encoded
 */
export function decodeTransfer(bytes: Buffer, encoding: string): Buffer {
  if (encoding === 'base64') return decodeBase64(bytes)
  if (encoding === 'quoted-printable') return decodeQuotedPrintable(bytes)
  return bytes
}

/** RFC 2045 §6.8: the value of each byte of the base64 alphabet, or -1. */
const BASE64_VALUE = new Int8Array(256).fill(-1)
const BASE64_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
for (let value = 0; value < 64; value++) BASE64_VALUE[BASE64_ALPHABET.charCodeAt(value)] = value

/** RFC 2045 §6.8: bytes outside of the alphabet are passed over. */
function decodeBase64(bytes: Buffer): Buffer {
  const padding = bytes.indexOf(EQUALS)
  const isPaddedWithin = padding >= 0 && bytes.subarray(padding).some(byte => BASE64_VALUE[byte]! >= 0)
  return isPaddedWithin ? decodeBase64Pieces(bytes) : Buffer.from(bytes.toString('latin1'), 'base64')
}

/** Some senders encode piece by piece, with padding after each; `Buffer` stops at the first. */
function decodeBase64Pieces(bytes: Buffer): Buffer {
  const decoded = Buffer.allocUnsafe(Math.ceil((bytes.length * 3) / 4))
  let length = 0
  let bits = 0
  let bitCount = 0
  for (const byte of bytes) {
    const value = BASE64_VALUE[byte]!
    if (byte === EQUALS) bitCount = 0
    if (value < 0) continue
    bits = (bits << 6) | value
    bitCount += 6
    if (bitCount < 8) continue
    bitCount -= 8
    decoded[length++] = bits >> bitCount
  }
  return decoded.subarray(0, length)
}

const HEX_VALUE = Int8Array.from({ length: 256 }, (_, byte) => {
  const digit = Number.parseInt(String.fromCharCode(byte), 16)
  return Number.isNaN(digit) ? -1 : digit
})

/** RFC 2045 §6.7; an `=` that begins neither an octet nor a soft line break stands for itself. */
function decodeQuotedPrintable(bytes: Buffer): Buffer {
  const decoded = Buffer.allocUnsafe(bytes.length)
  let length = 0
  /** Length without the white space at the end of the line so far, which is not part of the text (rule 3). */
  let solidLength = 0
  let position = 0
  while (position < bytes.length) {
    const byte = bytes[position]!
    if (byte === EQUALS) {
      const lineStart = afterSoftBreak(bytes, position + 1)
      if (lineStart > 0) {
        position = lineStart
        solidLength = length
        continue
      }
      const octet = octetAt(bytes, position + 1)
      decoded[length++] = octet < 0 ? EQUALS : octet
      solidLength = length
      position += octet < 0 ? 1 : 3
      continue
    }
    if (byte === LF || (byte === CR && bytes[position + 1] === LF)) length = solidLength
    decoded[length++] = byte
    if (byte !== SPACE && byte !== TAB) solidLength = length
    position++
  }
  return decoded.subarray(0, length)
}

/** The octet that two hexadecimal digits at `position` stand for, or -1. */
function octetAt(bytes: Buffer, position: number): number {
  if (position + 1 >= bytes.length) return -1
  const high = HEX_VALUE[bytes[position]!]!
  const low = HEX_VALUE[bytes[position + 1]!]!
  return high < 0 || low < 0 ? -1 : high * 16 + low
}

/** Where the next line begins when only white space stands between `position` and the line end, or -1. */
function afterSoftBreak(bytes: Buffer, position: number): number {
  let next = position
  while (next < bytes.length && (bytes[next] === SPACE || bytes[next] === TAB)) next++
  if (next === bytes.length) return next
  if (bytes[next] === CR && bytes[next + 1] === LF) return next + 2
  return bytes[next] === LF ? next + 1 : -1
}
