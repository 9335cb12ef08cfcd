import { ok, type Answer } from './answer.ts'
import type { ImapSession } from './session.ts'

/** Text and response code (RFC 5530 §3) for credentials that are not right. */
export const WRONG_CREDENTIALS = ['Wrong user name or password', 'AUTHENTICATIONFAILED'] as const

/**
 * Opens the user's account; the answer tells what is offered from now on, which saves the client a question.
 *
 * @throws DomainError too-many-accounts
 */
export function logIn(session: ImapSession, user: string): Answer {
  session.login(user)
  return ok('Logged in', `CAPABILITY ${session.capabilities}`)
}
