const CR = 0x0d
const LF = 0x0a
const DOT = 0x2e
const CRLF_DOT = Buffer.from('\r\n.')
const CRLF = Buffer.from('\r\n')

/** Bytes between two dots from which on they are given as they lie; shorter runs are copied together. */
const LONG_RUN = 16 * 1024

/** Most bytes that are given at once: that a client takes them is seen piece by piece. */
const LONGEST_PIECE = 256 * 1024

/** Where, at or after `from`, a line begins with a dot; -1 when none does. */
function nextDot(raw: Buffer, from: number): number {
  const found = raw.indexOf(CRLF_DOT, from)
  return found < 0 ? -1 : found + 2
}

/** Copies `raw` from `start` up to `end`, with another dot before each one that begins a line. */
function stuffed(raw: Buffer, start: number, end: number): Buffer {
  const copy = Buffer.allocUnsafe((end - start) * 2)
  let length = 0
  for (let at = start; at < end; at++) {
    const byte = raw[at]!
    if (byte === DOT && (at === 0 || (raw[at - 1] === LF && raw[at - 2] === CR))) copy[length++] = DOT
    copy[length++] = byte
  }
  return copy.subarray(0, length)
}

function endsLine(raw: Buffer): boolean {
  return raw.length >= 2 && raw[raw.length - 1] === LF && raw[raw.length - 2] === CR
}

/**
 * A message as the body of a multi-line response (RFC 1939 §3): a line that begins with a dot gets another one, and
 * everything else stays byte for byte; bare CR and bare LF end no line, as they ended none on the way in. Large
 * messages are not copied. Pieces come one by one, so that of a hostile message (nothing but dots) only as much is
 * made as the client takes.
 */
export function* dotStuffed(raw: Buffer): Generator<Buffer> {
  let start = 0
  let dot = raw[0] === DOT ? 0 : nextDot(raw, 0)
  while (dot >= 0) {
    if (dot - start >= LONG_RUN) {
      yield* asTheyLie(raw, start, dot)
      start = dot
    }
    const end = Math.min(start + LONG_RUN, raw.length)
    yield stuffed(raw, start, end)
    start = end
    // The dot may be the next byte, behind a CRLF that was just given.
    dot = nextDot(raw, Math.max(start - CRLF.length, 0))
  }
  yield* asTheyLie(raw, start, raw.length)
  // RFC 1939 §3: the final dot stands on a line of its own. A message whose last line has no end gets one: these two
  // octets are the only ones of a message that are not its own, and LIST does not count them.
  if (!endsLine(raw)) yield CRLF
}

/** The bytes from `start` up to `end`, which are not copied. */
function* asTheyLie(raw: Buffer, start: number, end: number): Generator<Buffer> {
  for (let at = start; at < end; at += LONGEST_PIECE)
    yield raw.subarray(at, Math.min(at + LONGEST_PIECE, end))
}
