import type { FastifyRequest } from 'fastify'
import type { Reader } from '../../delivery/journey/journey-notes.ts'
import { requestUser } from '../guard/request-user.ts'
import type { RouteContext } from '../route-context.ts'

/** Who marks a message as seen by this request. */
export function readerOf(request: FastifyRequest, { users }: Pick<RouteContext, 'users'>): Reader {
  return { address: request.socket.remoteAddress ?? '', user: requestUser(request, users) }
}
