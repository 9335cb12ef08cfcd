import { ok, type Answer } from './answer.ts'
import type { ImapSession, LoginCommand } from './session.ts'

/** Text and response code (RFC 5530 §3) for credentials that are not right. */
export const WRONG_CREDENTIALS = ['Wrong user name or password', 'AUTHENTICATIONFAILED'] as const

/**
 * Logs a user in whose credentials are right, unless a fault will have it otherwise.
 *
 * @param by the command that asked for it
 * @throws DomainError too-many-accounts
 */
export function logIn(session: ImapSession, user: string, by: LoginCommand): Answer | Promise<Answer> {
  const met = session.meetLogin(user, by)
  return met === null ? openAccount(session, user) : met.then(answer => answer ?? openAccount(session, user))
}

/** The answer tells what is offered from now on, which saves the client a question. */
function openAccount(session: ImapSession, user: string): Answer {
  session.login(user)
  return ok('Logged in', `CAPABILITY ${session.capabilities}`)
}
