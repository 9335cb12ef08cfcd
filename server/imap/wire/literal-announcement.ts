import { decodeText } from './decode-text.ts'

/** What the end of a line says of the literal that follows it. */
export interface LiteralAnnouncement {
  /** Octets to come; may be too large to count exactly. */
  readonly size: number
  /** Whether the client waits for a go-ahead. */
  readonly synchronising: boolean
  readonly binary: boolean
  /** Octets of the announcement itself. */
  readonly length: number
}

const ANNOUNCEMENT = /(~?)\{(\d+)(\+?)\}$/
/** Octets from the end that are looked at: more digits than any literal has. */
const LONGEST = 64
const CLOSING_BRACE = 0x7d

/**
 * Reads the announcement of a literal, `{12}`, `{12+}` or `~{12}`, at the end of a line. Nothing else that is
 * legal ends with a brace.
 *
 * @param line without its line end
 * @returns null when no literal follows
 */
export function parseLiteralAnnouncement(line: Uint8Array): LiteralAnnouncement | null {
  if (line.at(-1) !== CLOSING_BRACE) return null
  const match = ANNOUNCEMENT.exec(decodeText(line.subarray(-LONGEST)))
  if (match === null) return null
  const [announcement, tilde, digits, plus] = match
  return {
    size: Number(digits),
    // RFC 7888 §3: with a plus sign the literal comes at once.
    synchronising: plus === '',
    binary: tilde === '~',
    length: announcement.length,
  }
}
