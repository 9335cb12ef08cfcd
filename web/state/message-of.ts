import { FacteurError } from '../../server/client/client.ts'

/** What went wrong with a request, in the server's words where it gave any. */
export function messageOf(error: unknown): string {
  if (error instanceof FacteurError && error.problem !== null) return error.problem.detail
  return error instanceof Error ? error.message : String(error)
}
