import type { Problem, Waited } from '../http/contract.ts'
import { toMilliseconds, type Duration } from './duration.ts'
import { FacteurError } from './facteur-error.ts'
import type { Transport } from './transport.ts'
import { UnexpectedMessageError, WaitTimeoutError, type Waiting } from './wait-errors.ts'

/** From where on to look, and for how long. */
export interface WaitOptions {
  /** Only messages that were captured after this cursor; without one, those that are there already count too. */
  readonly after?: number | undefined
  /** How long to wait: `10s` unless said otherwise. */
  readonly timeout?: Duration | undefined
  /** Gives it up. */
  readonly signal?: AbortSignal | undefined
}

const DEFAULT_TIMEOUT: Duration = '10s'

/** Milliseconds for which any server lets a request wait, unless it says otherwise. */
const LONGEST_REQUEST = 60_000

/**
 * Waits until `count` messages match, in as many requests as it takes: each looks at all that matches since `after`,
 * so that nothing is lost between them, be it captured or only flagged there.
 *
 * @throws WaitTimeoutError, UnexpectedMessageError, FacteurError, TypeError for a timeout that is none
 */
export async function waitForMessages(
  transport: Transport,
  scope: string | undefined,
  query: string,
  { after, timeout = DEFAULT_TIMEOUT, signal, count }: WaitOptions & { readonly count: number },
): Promise<Waited> {
  const waiting: Waiting = { query, scope, count, after, timeout: toMilliseconds(timeout) }
  const deadline = performance.now() + waiting.timeout
  let longest = LONGEST_REQUEST
  for (;;) {
    const left = Math.max(0, Math.ceil(deadline - performance.now()))
    const piece = Math.min(left, longest)
    try {
      const waited = await transport.json<Waited>('GET', '/messages/wait', {
        parameters: { query, scope, count, after, timeout: `${piece}ms` },
        ...(signal && { signal }),
      })
      if (count > 0 || piece === left) return waited
    } catch (error) {
      const problem = problemOf(error)
      if (problem?.code === 'timeout-too-long') longest = shorterThan(piece, problem, error)
      else if (problem?.code === 'unexpected-message') {
        throw new UnexpectedMessageError(waiting, problem, error)
      } else if (problem?.code !== 'wait-timeout') throw error
      else if (piece === left) throw new WaitTimeoutError(waiting, problem, error)
    }
  }
}

function problemOf(error: unknown): Problem | null {
  return error instanceof FacteurError ? error.problem : null
}

/** How long a request may wait, as the server says; without end it would be asked, if it said nothing of use. */
function shorterThan(piece: number, { longest = '' }: Problem, error: unknown): number {
  const milliseconds = toMilliseconds(longest)
  if (milliseconds >= 1 && milliseconds < piece) return milliseconds
  throw error
}
