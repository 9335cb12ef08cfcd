import type { Answer } from './answer.ts'
import type { ResponseWriter } from './response-writer.ts'
import type { ImapSession, ImapState } from './session.ts'
import type { ArgumentReader } from './wire/argument-reader.ts'

/** What the client says while a command of its own runs: responses to a challenge, DONE. */
export interface ClientLines {
  /**
   * The next line, without its line end; null when the client has gone. What was written so far is sent before.
   *
   * @throws ImapSyntaxError when it is longer than a line may be
   */
  next(): Promise<Uint8Array | null>
}

/** One command. The dispatcher alone checks state and syntax, the loop alone writes the tagged answer. */
export interface ImapCommand<A = unknown> {
  /** In upper case, such as `NOOP` or `UID FETCH`. */
  readonly name: string
  readonly states: readonly ImapState[]
  /** The capability that offers it; the command is unknown while that one is not offered. */
  readonly capability?: string
  /**
   * Whether EXPUNGE may be told while it runs; true when left out. RFC 9051 §7.5.1: not during FETCH, STORE and
   * SEARCH by sequence number.
   */
  readonly expungeAllowed?: boolean
  /** Whether it leaves the selected folder, so that it may be given when that folder is gone. */
  readonly leavesFolder?: boolean
  /**
   * Reads the arguments, from the first of them on; the dispatcher sees to it that nothing follows.
   *
   * @throws ImapSyntaxError that says what was expected
   */
  parse(reader: ArgumentReader, session: ImapSession): A
  /** @throws DomainError, which the dispatcher turns into an answer */
  run(session: ImapSession, args: A, out: ResponseWriter, lines: ClientLines): Answer | Promise<Answer>
}

export const BEFORE_LOGIN: readonly ImapState[] = ['not-authenticated']
export const AFTER_LOGIN: readonly ImapState[] = ['authenticated', 'selected']
export const SELECTED: readonly ImapState[] = ['selected']
export const ANY_STATE: readonly ImapState[] = ['not-authenticated', 'authenticated', 'selected']
