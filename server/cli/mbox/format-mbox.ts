import { formatFromLine } from './from-line.ts'

const LF = 0x0a
const QUOTE = 0x3e

/**
 * A message as it stands in an mbox file of the kind mboxrd: after its `From ` line the bytes as they are, but for one
 * more `>` before each line that would begin with `From ` after any number of them; then an empty line.
 *
 * @param sender the envelope sender
 */
export function formatMbox(raw: Buffer, sender: string, date: Date): Buffer {
  const unterminated = raw.at(-1) !== LF
  const pieces: Buffer[] = [Buffer.from(formatFromLine({ sender, unterminated }, date))]
  let written = 0
  for (let found = raw.indexOf('From '); found >= 0; found = raw.indexOf('From ', found + 5)) {
    let start = found
    while (start > written && raw[start - 1] === QUOTE) start--
    if (start > 0 && raw[start - 1] !== LF) continue
    pieces.push(raw.subarray(written, start), Buffer.from('>'))
    written = start
  }
  pieces.push(raw.subarray(written), Buffer.from(unterminated ? '\n\n' : '\n'))
  return Buffer.concat(pieces)
}
