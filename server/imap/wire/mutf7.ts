const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,'
const VALUES = new Map(Array.from(ALPHABET, (character, value) => [character, value]))

const SHIFTED = /&([^&-]*)-/g
/** What is not itself: all but printable ASCII. */
const OTHERS = /&|[^\u0020-\u007e]+/g

/**
 * The mailbox name that a name in modified UTF-7 stands for (RFC 3501 §5.1.3). What is no modified UTF-7, or not
 * as that is to be written, is kept as it stands: so a folder is not made unreachable by the way it is named.
 */
export function decodeMailboxName(text: string): string {
  if (!text.includes('&')) return text
  const name = text.replace(SHIFTED, (_, base64: string) => (base64 === '' ? '&' : decodeBase64(base64)))
  return encodeMailboxName(name) === text ? name : text
}

/** A mailbox name in modified UTF-7 (RFC 3501 §5.1.3). */
export function encodeMailboxName(name: string): string {
  return name.replace(OTHERS, run => (run === '&' ? '&-' : `&${encodeBase64(run)}-`))
}

/** The UTF-16 code units of which this is the base64, without padding and with `,` for `/`. */
function decodeBase64(base64: string): string {
  let text = ''
  let bits = 0
  let count = 0
  for (const character of base64) {
    bits = ((bits << 6) | (VALUES.get(character) ?? 0)) & 0x3f_ffff
    count += 6
    if (count >= 16) {
      count -= 16
      text += String.fromCharCode((bits >>> count) & 0xffff)
    }
  }
  return text
}

function encodeBase64(text: string): string {
  let base64 = ''
  let bits = 0
  let count = 0
  for (let at = 0; at < text.length; at++) {
    bits = ((bits & 0x3f) << 16) | text.charCodeAt(at)
    for (count += 16; count >= 6; count -= 6) base64 += ALPHABET.charAt((bits >>> (count - 6)) & 0x3f)
  }
  return count === 0 ? base64 : base64 + ALPHABET.charAt((bits << (6 - count)) & 0x3f)
}
