import { type FromLine, parseFromLine } from './from-line.ts'

const LF = 0x0a
const CR = 0x0d
const QUOTE = 0x3e
const LETTER_F = 0x46

/** Bytes of the beginning of a line that are looked at together before it is clear what the line is. */
const LONGEST_START = 64 * 1024
const LONGEST_FROM_LINE = 1000

/** A message of an mbox file. */
export interface MboxMessage {
  /** The bytes, unquoted; null when there were more than the limit. */
  readonly raw: Buffer | null
  /** The envelope sender as the `From ` line names it; null when it names none. */
  readonly sender: string | null
}

/**
 * Reads an mbox file, handed in piece by piece. Of each line that begins with `From ` after one or more `>`, one `>`
 * is taken away (mboxrd; mboxo quotes with one). The empty line before the next message belongs to the format.
 */
export class MboxReader {
  readonly #limit: number
  /** A line whose beginning is not understood yet. */
  #pending: Buffer = Buffer.alloc(0)
  /** Whether what comes next goes on a line whose beginning was understood. */
  #inLine = false
  #from: FromLine | null = null
  #pieces: Buffer[] = []
  #size = 0

  /** @param limit bytes of the largest message */
  constructor(limit: number) {
    this.#limit = limit
  }

  /** Takes the next bytes of the file; gives the messages that ended in them. */
  push(chunk: Buffer): MboxMessage[] {
    const bytes = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk])
    const messages: MboxMessage[] = []
    /** Where the bytes begin that are kept as they are. */
    let kept = 0
    let start = 0
    while (start < bytes.length) {
      const lf = bytes.indexOf(LF, start)
      if (lf < 0 && !this.#inLine && isUndecided(bytes, start)) break
      const end = lf < 0 ? bytes.length : lf + 1
      const from = this.#inLine ? null : fromLineAt(bytes, start, end)
      if (from !== null) {
        this.#keep(bytes.subarray(kept, start))
        messages.push(...this.#finish())
        this.#from = from
        kept = end
      } else if (!this.#inLine && isQuoted(bytes, start, end)) {
        this.#keep(bytes.subarray(kept, start))
        kept = start + 1
      }
      this.#inLine = lf < 0
      start = end
    }
    this.#keep(bytes.subarray(kept, start))
    // A copy, so that a short rest does not hold a large chunk.
    this.#pending = Buffer.from(bytes.subarray(start))
    return messages
  }

  /** Gives the last message. */
  end(): MboxMessage[] {
    const line = this.#pending
    this.#pending = Buffer.alloc(0)
    this.#keep(isQuoted(line, 0, line.length) ? line.subarray(1) : line)
    return this.#finish()
  }

  #keep(piece: Buffer): void {
    if (piece.length === 0) return
    this.#size += piece.length
    if (this.#size > this.#limit + 2) this.#pieces = []
    else this.#pieces.push(piece)
  }

  /** The message that was read so far; what came before the first `From ` line is none. */
  #finish(): MboxMessage[] {
    const from = this.#from
    const whole = Buffer.concat(this.#pieces)
    const isTooLarge = this.#size > this.#limit + 2
    this.#from = null
    this.#pieces = []
    this.#size = 0
    if (from === null) return []
    const raw = isTooLarge ? null : withoutSeparator(whole, from)
    return [{ raw: raw !== null && raw.length > this.#limit ? null : raw, sender: from.sender }]
  }
}

/** Whether more of the line must come before it is clear whether it begins a message or is quoted. */
function isUndecided(bytes: Buffer, start: number): boolean {
  const length = bytes.length - start
  if (length > LONGEST_START) return false
  const text = bytes.toString('latin1', start)
  return /^>*(?:F|Fr|Fro|From)?$/.test(text) || (text.startsWith('From ') && length < LONGEST_FROM_LINE)
}

function fromLineAt(bytes: Buffer, start: number, end: number): FromLine | null {
  if (bytes[start] !== LETTER_F) return null
  return parseFromLine(bytes.toString('utf8', start, Math.min(end, start + LONGEST_FROM_LINE)))
}

function isQuoted(bytes: Buffer, start: number, end: number): boolean {
  let position = start
  while (position < end && bytes[position] === QUOTE) position++
  return position > start && bytes.toString('latin1', position, Math.min(end, position + 5)) === 'From '
}

/** Without the line ends that only part the message from the next one. */
function withoutSeparator(bytes: Buffer, { unterminated }: FromLine): Buffer {
  const { length } = bytes
  if (bytes[length - 1] !== LF) return bytes
  if (unterminated) return bytes.subarray(0, bytes[length - 2] === LF ? length - 2 : length - 1)
  const end = bytes[length - 2] === CR ? length - 2 : length - 1
  // Without an empty line, the line end is that of the last line.
  return end === 0 || bytes[end - 1] === LF ? bytes.subarray(0, end) : bytes
}
