import { summarise } from '../../message/summary.ts'

/** US-ASCII from the space on: changing one of these breaks no line. */
const FIRST_PRINTABLE = 0x20

/** `.` and `/` become one another: a message whose dots are stuffed (RFC 1939 §3) would end there, or lose one. */
const DOTS: ReadonlySet<number> = new Set([0x2e, 0x2f])

/**
 * A copy of a message with one character changed, in the middle of its body: no checksum and no signature over it
 * holds any more. A message without a body comes back as it was. Its dots may be stuffed, and still are then.
 */
export function corruptMessage(chunks: readonly Uint8Array[]): Buffer {
  const raw = Buffer.concat(chunks)
  const { bodyStart } = summarise(raw)
  let at = Math.floor((bodyStart + raw.length) / 2)
  while (at >= bodyStart && !isChangeable(raw[at] ?? 0)) at--
  if (at >= bodyStart) raw[at] = (raw[at] as number) ^ 1
  return raw
}

function isChangeable(byte: number): boolean {
  return byte >= FIRST_PRINTABLE && !DOTS.has(byte)
}
