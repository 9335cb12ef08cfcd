import { parseDate, parseDateTime } from './date-time.ts'
import { decodeText } from './decode-text.ts'
import { decodeMailboxName } from './mutf7.ts'
import { isOctet, LIST_CHAR, SET_CHAR } from './octets.ts'
import { SequenceSet } from './sequence-set.ts'
import { TokenReader } from './token-reader.ts'

/** Reads the arguments of one command, from left to right (RFC 9051 §9); throws as a TokenReader does. */
export class ArgumentReader extends TokenReader {
  /** `1:3,5:*`, or `$`. */
  sequenceSet(): SequenceSet {
    const start = this.position
    return SequenceSet.parse(decodeText(this.run(SET_CHAR, 'a sequence set such as 1:5,9')), start)
  }

  /** A system flag or keyword as it was written: `\Seen`, `$Work`. */
  flag(): string {
    return this.trySymbol('\\')
      ? `\\${this.atom('the name of a flag')}`
      : this.atom('a flag such as \\Seen or $Work')
  }

  /** Flags in parentheses, or at least one without them, as STORE may have them. */
  flagList(): string[] {
    if (this.peek() === '(') return this.list(() => this.flag())
    const flags = [this.flag()]
    while (!this.atEnd && this.trySpace()) flags.push(this.flag())
    return flags
  }

  /**
   * The name of a mailbox. RFC 9051 §5.1: INBOX in any case is one mailbox, and comes as `INBOX`.
   *
   * @param utf8 whether names are UTF-8 as they stand, or modified UTF-7 (RFC 3501 §5.1.3)
   */
  mailbox(utf8: boolean): string {
    const text = this.astring('a mailbox name')
    if (text.toUpperCase() === 'INBOX') return 'INBOX'
    return utf8 ? text : decodeMailboxName(text)
  }

  /** A pattern of mailbox names, as LIST has it; decoded like a name. */
  listMailbox(utf8: boolean): string {
    const expected = 'a mailbox name or pattern'
    const text = isOctet(this.peek().charCodeAt(0), LIST_CHAR)
      ? decodeText(this.run(LIST_CHAR, expected))
      : this.string(expected)
    return utf8 ? text : decodeMailboxName(text)
  }

  /** A date of SEARCH, quoted or not: its midnight in UTC, in milliseconds since the epoch. */
  date(): number {
    const expected = 'a date such as 17-Jul-1996'
    const start = this.position
    const text = this.peek() === '"' ? this.string(expected) : this.atom(expected)
    const date = parseDate(text)
    if (date === null) throw this.error(expected, start)
    return date
  }

  /** A date and time in quotes, as APPEND has it: milliseconds since the epoch. */
  dateTime(): number {
    const expected = 'a date and time such as "17-Jul-1996 02:44:25 -0700"'
    const start = this.position
    if (this.peek() !== '"') throw this.error(expected)
    const dateTime = parseDateTime(this.string(expected))
    if (dateTime === null) throw this.error(expected, start)
    return dateTime
  }
}
