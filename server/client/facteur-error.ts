import type { Problem } from '../http/contract.ts'

/** A request that failed: by an answer of the server, or because there was none. */
export class FacteurError extends Error {
  override readonly name: string = 'FacteurError'
  /** The HTTP status; 0 when there was no answer. */
  readonly status: number
  /** The kind of problem, such as `not-found`; `unreachable` when there was no answer. */
  readonly code: string
  /** The problem document; null when there was none. */
  readonly problem: Problem | null

  constructor(
    message: string,
    {
      status,
      code,
      problem,
      cause,
    }: { status: number; code: string; problem: Problem | null; cause?: unknown },
  ) {
    super(message, { cause })
    this.status = status
    this.code = code
    this.problem = problem
  }
}
