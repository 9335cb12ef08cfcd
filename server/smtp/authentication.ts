import type { SMTPServerAuthentication, SMTPServerAuthenticationResponse } from 'smtp-server'
import type { Users } from '../net/users.ts'

/** Who a session belongs to, once AUTH succeeded. */
export interface Identity {
  readonly method: string
  readonly user: string
}

export const AUTH_METHODS = ['PLAIN', 'LOGIN', 'CRAM-MD5', 'XOAUTH2']

/** What a client is told that came with a wrong OAuth token, before it is refused. */
const TOKEN_REFUSAL = { status: '401', schemes: 'bearer', scope: 'mail' }

const NO_PASSWORD = 'a password that nobody has'

function isRight(auth: SMTPServerAuthentication, users: Users): boolean {
  if (!users.any) return true
  const name = auth.username ?? ''
  switch (auth.method) {
    case 'CRAM-MD5': {
      const password = users.passwordOf(name)
      // Asked for an unknown name too, so that the time taken does not tell which names exist.
      const same = auth.validatePassword(password ?? NO_PASSWORD)
      return same && password !== undefined
    }
    case 'XOAUTH2':
      return users.verify(name, auth.accessToken ?? '')
    default:
      return users.verify(name, auth.password ?? '')
  }
}

/**
 * Judges an AUTH exchange (RFC 4954) that smtp-server has led to its end: PLAIN, LOGIN, CRAM-MD5, and XOAUTH2
 * with the password as its token. Any credentials are right until users are named.
 */
export function authenticate(auth: SMTPServerAuthentication, users: Users): SMTPServerAuthenticationResponse {
  if (!isRight(auth, users)) {
    return { message: 'Error: wrong user name or password', data: TOKEN_REFUSAL }
  }
  const identity: Identity = { method: auth.method, user: auth.username ?? '' }
  return { user: identity }
}
