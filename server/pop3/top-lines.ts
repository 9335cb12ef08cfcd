const CR = 0x0d
const LF = 0x0a

/** The header section of a message, the empty line behind it, and so many lines of its body (RFC 1939 §7). */
export function topLines(raw: Buffer, lines: number): Buffer {
  let left = lines
  let inBody = false
  let start = 0
  for (let at = 0; at < raw.length; at++) {
    if (raw[at] !== LF) continue
    if (inBody) left--
    else inBody = at === start || (at === start + 1 && raw[start] === CR)
    if (inBody && left <= 0) return raw.subarray(0, at + 1)
    start = at + 1
  }
  return raw
}
