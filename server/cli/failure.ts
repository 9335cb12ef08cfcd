import { FacteurError, UnexpectedMessageError, WaitTimeoutError } from '../client/client.ts'
import { CommandError } from './command-error.ts'
import { EXIT } from './exit-status.ts'

/** What a command ends with after an error, and what it says; '' when all was said before. */
export function explainFailure(error: unknown): { status: number; message: string } {
  if (error instanceof CommandError) return error
  if (error instanceof WaitTimeoutError || error instanceof UnexpectedMessageError) {
    return { status: EXIT.notFound, message: error.message }
  }
  if (error instanceof FacteurError) return { status: statusOf(error), message: textOf(error) }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return { status: EXIT.software, message: `unexpected error, please report it: ${text}` }
}

function statusOf({ status, code }: FacteurError): number {
  if (status === 401 || status === 403) return EXIT.noPermission
  if (status === 404 && code !== 'unknown') return EXIT.notFound
  if (status === 400) return EXIT.usage
  if (status === 0 || status >= 500 || code === 'unknown') return EXIT.unavailable
  return EXIT.data
}

function textOf({ status, message, problem }: FacteurError): string {
  if (status === 0) return `${message} --url or FACTEUR_URL says where it is.`
  const text = problem?.detail ?? message
  if (status !== 401) return text
  return `${text} --http-user or FACTEUR_HTTP_USER takes name:password.`
}
