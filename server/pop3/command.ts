import type { Pop3Answer } from './answer.ts'
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
  /**
   * Reads what stands behind the name and one space; null when there is no space.
   *
   * @throws Pop3SyntaxError
   */
  parse(argument: string | null): A
  run(session: Pop3Session, argument: A): Pop3Answer
}

/** A command with arguments that it does not take, or without those that it needs. */
export class Pop3SyntaxError extends Error {}
