import { summarise } from '../../message/summary.ts'

/** US-ASCII from the space on: changing one of these breaks no line. */
const FIRST_PRINTABLE = 0x20

/**
 * A copy of a message with one character changed, in the middle of its body: no checksum and no signature over it
 * holds any more. A message without a body comes back as it was.
 */
export function corruptMessage(chunks: readonly Uint8Array[]): Buffer {
  const raw = Buffer.concat(chunks)
  const { bodyStart } = summarise(raw)
  let at = Math.floor((bodyStart + raw.length) / 2)
  while (at >= bodyStart && (raw[at] ?? 0) < FIRST_PRINTABLE) at--
  if (at >= bodyStart) raw[at] = (raw[at] as number) ^ 1
  return raw
}
