import { ArgumentReader } from './argument-reader.ts'
import { commandTag, parseCommandStart } from './command-start.ts'
import type { CommandStart } from './command-start.ts'
import { ImapSyntaxError } from './imap-syntax-error.ts'
import { InputBuffer } from './input-buffer.ts'
import { parseLiteralAnnouncement } from './literal-announcement.ts'
import type { LiteralAnnouncement } from './literal-announcement.ts'
import { SegmentCollector } from './segment-collector.ts'

/** One command, whole. */
export interface CommandText {
  readonly tag: string
  /** In upper case; `UID FETCH` where UID stands before it. */
  readonly name: string
  /** Stands at the first argument, the space before it taken. */
  readonly arguments: ArgumentReader
  /** Octets in all, literals and line ends counted. */
  readonly size: number
}

export interface CommandLimits {
  /** Most octets of a command's lines, all together, literals not counted. */
  readonly line: number
  /** Most octets the next literal of this command (`UID FETCH`) may have, after so many octets of literals in it. */
  readonly literal: (commandName: string, received: number) => number
}

/** Why a command is not taken. The rest of it is passed over as it comes. */
export interface RejectedCommand {
  readonly kind: 'rejected'
  /** Null where none can be made out: answer untagged. */
  readonly tag: string | null
  readonly reason: 'too-long' | 'literal-too-large' | 'syntax'
  readonly message: string
  /** Whether nothing that follows can be understood: say BYE. */
  readonly fatal: boolean
}

export type CommandReaderEvent =
  | { readonly kind: 'command'; readonly command: CommandText }
  /** A synchronising literal was announced and is welcome: answer `+ Ready`. */
  | { readonly kind: 'continue' }
  /** The line that was asked for by expectLine, without its line end. */
  | { readonly kind: 'line'; readonly line: Uint8Array }
  | RejectedCommand

/** RFC 7888 §5: most octets of a literal that does not wait, where LITERAL- is offered. */
const LITERAL_MINUS = 4096

/**
 * Turns what a client sends into commands, one at a time. What is behind a command is not looked at before the
 * next call, so that a line of another kind (expectLine) or another layer (reset) can follow it. Holds no more
 * than its limits and what was pushed and not read.
 */
export class CommandReader {
  readonly #limits: CommandLimits
  /** Most octets of a literal that does not wait; null where there are none such. */
  readonly #atOnce: number | null
  readonly #input = new InputBuffer()
  /** Of the command under way: how it began; null between commands. */
  #start: CommandStart | null = null
  #text = new SegmentCollector()
  #lineExpected = false
  /** Whether the next line belongs to a command that was rejected, and how many octets of a literal stand before it. */
  #skipping = false
  #skip = 0
  #lost = false

  /**
   * @param options literalPlus: literals that do not wait may have any size (LITERAL+); literalMinus: they may be small
   *   (LITERAL-)
   */
  constructor(
    limits: CommandLimits,
    { literalPlus, literalMinus = true }: { literalPlus: boolean; literalMinus?: boolean },
  ) {
    this.#limits = limits
    this.#atOnce = literalPlus ? Infinity : literalMinus ? LITERAL_MINUS : null
  }

  push(chunk: Uint8Array): void {
    if (!this.#lost) this.#input.push(chunk)
  }

  /** The next line comes as it is: a response of AUTHENTICATE, the DONE of IDLE. */
  expectLine(): void {
    this.#lineExpected = true
  }

  /** Forgets all that was pushed and not yet read, as after STARTTLS. */
  reset(): void {
    this.#input.clear()
    this.#startAnew()
    this.#lineExpected = false
    this.#skipping = false
    this.#skip = 0
  }

  /** What came next; null when more bytes are needed. */
  next(): CommandReaderEvent | null {
    while (!this.#lost && this.#readOctets()) {
      const limit = Math.max(0, this.#limits.line - this.#text.lines)
      const line = this.#input.readLine(limit)
      if (line === null) return null
      const event = this.#takeLine(line, limit)
      if (event !== null) return event
    }
    return null
  }

  /** Reads the literal that is under way, if one is. @returns whether a line comes next */
  #readOctets(): boolean {
    while (this.#skip > 0) {
      const piece = this.#input.take(this.#skip)
      if (piece === null) return false
      this.#skip -= piece.length
    }
    return this.#text.takeLiteral(this.#input)
  }

  #takeLine(line: Uint8Array, limit: number): CommandReaderEvent | null {
    const tooLong = line.length > limit
    if (this.#lineExpected) {
      this.#lineExpected = false
      return tooLong ? this.#reject(null, 'too-long', null) : { kind: 'line', line }
    }
    const announcement = parseLiteralAnnouncement(line)
    if (this.#skipping) return this.#skipLine(announcement)
    if (tooLong) return this.#reject(this.#tagOf(line), 'too-long', announcement)
    try {
      return this.#addLine(line, announcement)
    } catch (error) {
      if (!(error instanceof ImapSyntaxError)) throw error
      return this.#reject(this.#tagOf(line), 'syntax', announcement, error.message)
    }
  }

  #addLine(line: Uint8Array, announcement: LiteralAnnouncement | null): CommandReaderEvent | null {
    const start = (this.#start ??= parseCommandStart(line))
    const most = announcement === null ? 0 : this.#mostOctets(start.name, announcement)
    if (announcement !== null && announcement.size > most) {
      const message = `a literal has at most ${most} octets here, this one has ${announcement.size}`
      return this.#reject(start.tag, 'literal-too-large', announcement, message)
    }
    this.#text.addLine(line, announcement)
    if (announcement !== null) return announcement.synchronising ? { kind: 'continue' } : null
    const { segments, lines, literals } = this.#text
    this.#startAnew()
    const { tag, name, length } = start
    const command = { tag, name, arguments: new ArgumentReader(segments, length), size: lines + literals }
    return { kind: 'command', command }
  }

  #startAnew(): void {
    this.#start = null
    this.#text = new SegmentCollector()
  }

  #mostOctets(name: string, { synchronising }: LiteralAnnouncement): number {
    const most = this.#limits.literal(name, this.#text.literals)
    if (synchronising) return most
    if (this.#atOnce === null) throw new ImapSyntaxError(0, 'every literal has to wait for the go-ahead here')
    // RFC 7888 §5: with LITERAL- a larger one has to wait for the go-ahead.
    return Math.min(most, this.#atOnce)
  }

  #tagOf(line: Uint8Array): string | null {
    return this.#start?.tag ?? commandTag(line)
  }

  /** @param announcement what the line ends with on which the command is rejected */
  #reject(
    tag: string | null,
    reason: RejectedCommand['reason'],
    announcement: LiteralAnnouncement | null,
    message = `a command line has at most ${this.#limits.line} octets`,
  ): RejectedCommand {
    this.#startAnew()
    this.#skipLine(announcement)
    return { kind: 'rejected', tag, reason, message, fatal: this.#lost }
  }

  /** Passes over a line of a rejected command, and the literal behind it. */
  #skipLine(announcement: LiteralAnnouncement | null): RejectedCommand | null {
    // RFC 9051 §2.2.1: a literal that waits for a go-ahead does not come, so that the command ends here.
    this.#skipping = announcement !== null && !announcement.synchronising
    if (announcement === null || !this.#skipping) return null
    this.#skip = announcement.size
    if (Number.isSafeInteger(announcement.size)) return null
    this.#lost = true
    return {
      kind: 'rejected',
      tag: null,
      reason: 'literal-too-large',
      message: 'a literal of such a size cannot be passed over',
      fatal: true,
    }
  }
}
