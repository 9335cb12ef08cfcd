import type { Problem, ProblemCode } from './contract/problem.ts'

/** RFC 9457 §3.1: the status and the title of every kind of problem. */
const KINDS: Record<ProblemCode, { status: number; title: string }> = {
  'bad-request': { status: 400, title: 'The request cannot be understood' },
  conflict: { status: 409, title: 'This does not go with what is there' },
  'delivery-state': { status: 409, title: 'The delivery does not stand where this could be done' },
  'folder-exists': { status: 409, title: 'There is such a folder already' },
  'folder-has-children': { status: 409, title: 'The folder has folders in it' },
  'foreign-host': { status: 403, title: 'The request is for a host that this server does not answer to' },
  'foreign-origin': { status: 403, title: 'The request comes from a foreign web page' },
  'headers-too-large': { status: 431, title: 'The header of the request is too large' },
  'inbox-is-permanent': { status: 409, title: 'Every account has an INBOX' },
  'internal-error': { status: 500, title: 'Something broke in the server' },
  'invalid-address': { status: 400, title: 'This is not an address' },
  'invalid-folder-name': { status: 400, title: 'A folder cannot have this name' },
  'invalid-json': { status: 400, title: 'The body is not JSON' },
  'invalid-keyword': { status: 400, title: 'This cannot be a flag or a tag' },
  'invalid-page': { status: 400, title: 'There is no such page' },
  'invalid-query': { status: 400, title: 'The query does not parse' },
  'invalid-request': { status: 400, title: 'The request does not fit' },
  'method-not-allowed': { status: 405, title: 'This address does not take this method' },
  'no-html': { status: 404, title: 'The message has no HTML' },
  'no-such-account': { status: 404, title: 'There is no such account' },
  'no-such-attachment': { status: 404, title: 'The message has no such attachment' },
  'no-such-attempt': { status: 404, title: 'The delivery has no such attempt' },
  'no-such-check': { status: 404, title: 'There is no such check' },
  'no-such-delivery': { status: 404, title: 'There is no such delivery' },
  'no-such-entry': { status: 404, title: 'There is no such entry' },
  'no-such-fault': { status: 404, title: 'There is no such fault' },
  'no-such-folder': { status: 404, title: 'There is no such folder' },
  'no-such-part': { status: 404, title: 'The message has no such part' },
  'no-text': { status: 404, title: 'The message has no text' },
  'not-found': { status: 404, title: 'There is nothing here' },
  'over-quota': { status: 409, title: 'The account is full' },
  'payload-too-large': { status: 413, title: 'The body is too large' },
  refused: { status: 422, title: 'The message was refused' },
  'request-timeout': { status: 408, title: 'The request took too long' },
  'shutting-down': { status: 503, title: 'The server is shutting down' },
  'simulated-fault': { status: 503, title: 'A fault was set that answers so' },
  'timeout-too-long': { status: 400, title: 'A request cannot wait that long' },
  'too-many-accounts': { status: 409, title: 'There are too many accounts' },
  'too-many-faults': { status: 409, title: 'There are too many faults' },
  'too-many-folders': { status: 409, title: 'There are too many folders' },
  'too-many-keywords': { status: 409, title: 'There are too many tags' },
  'too-many-listeners': { status: 503, title: 'Too many clients are listening' },
  unauthorized: { status: 401, title: 'A user name and password are needed' },
  'unexpected-message': { status: 422, title: 'There is a message where none should be' },
  'unsupported-media-type': { status: 415, title: 'The body is of a type that is not taken here' },
  'upgrade-required': { status: 426, title: 'This address is for WebSockets' },
  'wait-timeout': { status: 422, title: 'What was waited for did not come in time' },
}

/** What a problem document may say beyond what all of them say. */
export type ProblemFacts = Omit<Problem, 'type' | 'title' | 'status' | 'code' | 'detail'>

/** Thrown by a route to answer with a problem document. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly problem: Problem

  /**
   * @param code the kind of problem
   * @param detail what went wrong this time and what to do next, for a person
   */
  constructor(code: ProblemCode, detail: string, more: ProblemFacts = {}) {
    super(detail)
    this.problem = problem(code, detail, more)
  }
}

/** A problem document of the kind `code`. */
export function problem(code: ProblemCode, detail: string, more: ProblemFacts = {}): Problem {
  const { status, title } = KINDS[code]
  return { type: `/api/docs#${code}`, title, status, code, detail, ...more }
}

/** Every kind of problem, for the documentation. */
export function problemKinds(): { code: string; status: number; title: string }[] {
  return Object.entries(KINDS).map(([code, { status, title }]) => ({ code, status, title }))
}
