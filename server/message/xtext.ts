/**
 * Undoes xtext (RFC 3461 §4): `+3D` stands for `=`.
 *
 * @returns null when the text is no xtext
 */
export function decodeXtext(text: string): string | null {
  // RFC 6533 §3 lets UTF-8 stand for itself where it is an address.
  if (!/^(?:[!-*,-<>-~\u0080-\u{10FFFF}]|\+[\dA-F]{2})*$/u.test(text)) return null
  if (!text.includes('+')) return text
  return text.replace(/\+([\dA-F]{2})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  )
}
