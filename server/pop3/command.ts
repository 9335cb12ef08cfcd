import type { StoredMessage } from '../mailbox/stored-message.ts'
import type { Pop3Answer, Pop3Login } from './answer.ts'
import type { Pop3Session } from './session.ts'

/** RFC 1939 §3. The UPDATE state lasts for the moment in which QUIT is answered. */
export type Pop3State = 'authorization' | 'transaction'

/** One command of the protocol. The dispatcher alone looks at `states` and catches what `parse` throws. */
export interface Pop3Command<A = unknown> {
  readonly name: string
  /** Where it may be given. */
  readonly states: readonly Pop3State[]
  /** How it is written, for whoever wrote it otherwise. */
  readonly syntax: string
  /** Whether it ends in a login, which faults befall when its credentials are right, and not before. */
  readonly logsIn?: boolean
  /**
   * Reads what stands behind the name and one space; null when there is no space.
   *
   * @throws Pop3SyntaxError
   */
  parse(argument: string | null): A
  run(session: Pop3Session, argument: A): Pop3Answer | Pop3Login
  /** The message that it is about, for faults; undefined when there is none. */
  message?(session: Pop3Session, argument: A): StoredMessage | undefined
}

/** A command with arguments that it does not take, or without those that it needs. */
export class Pop3SyntaxError extends Error {}
