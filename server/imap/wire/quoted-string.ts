const DOUBLE_QUOTE = 0x22
const BACKSLASH = 0x5c
const CR = 0x0d

/** A quoted string, or what was expected where. */
export type QuotedString =
  | { readonly bytes: Uint8Array; readonly end: number }
  | { readonly expected: string; readonly position: number }

/**
 * Reads a quoted string (RFC 9051 §9, quoted). Octets above ASCII are taken as they are, whether they are UTF-8 or not.
 *
 * @param start where its first double quote stands
 * @returns the bytes it stands for, and where it ends
 */
export function parseQuotedString(text: Uint8Array, start: number): QuotedString {
  let escapes = 0
  let at = start + 1
  while (at < text.length && text[at] !== DOUBLE_QUOTE) {
    // RFC 9051 §9: TEXT-CHAR has neither of these, nor LF, which ends lines.
    if (text[at] === 0 || text[at] === CR) {
      return { expected: 'no control character in a quoted string', position: at }
    }
    if (text[at] === BACKSLASH) {
      escapes++
      at++
      // RFC 9051 §9: quoted-specials alone stand behind a backslash.
      if (text[at] !== DOUBLE_QUOTE && text[at] !== BACKSLASH) {
        return { expected: '" or \\ after a backslash', position: at }
      }
    }
    at++
  }
  if (at === text.length) return { expected: 'a double quote that ends the string', position: at }
  const quoted = text.subarray(start + 1, at)
  return { bytes: escapes === 0 ? quoted : unescaped(quoted, escapes), end: at + 1 }
}

function unescaped(quoted: Uint8Array, escapes: number): Uint8Array {
  const bytes = new Uint8Array(quoted.length - escapes)
  let to = 0
  for (let at = 0; at < quoted.length; at++) {
    if (quoted[at] === BACKSLASH) at++
    bytes[to++] = quoted[at]!
  }
  return bytes
}
