import type { FastifyRequest } from 'fastify'
import type { Users } from '../../net/users.ts'
import { parseBasicCredentials } from './basic-credentials.ts'

/** Who makes a request: the name of the login, which the guard has verified; null while none is asked for. */
export function requestUser({ headers }: FastifyRequest, users: Users): string | null {
  return users.any ? (parseBasicCredentials(headers.authorization)?.name ?? null) : null
}
