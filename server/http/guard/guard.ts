import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { TLSSocket } from 'node:tls'
import type { Users } from '../../net/users.ts'
import { ProblemError } from '../problem.ts'
import { parseBasicCredentials } from './basic-credentials.ts'
import { isAllowedHost } from './host.ts'
import { isAllowedForeignOrigin, isAllowedOrigin } from './origin.ts'

export interface GuardOptions {
  readonly allowHosts: readonly string[]
  readonly allowOrigins: readonly string[]
  readonly users: Users
}

/** Answered to everyone, so that a health check needs no password. */
const PROBES = new Set(['/livez', '/readyz'])

/** Seconds for which a browser may keep the answer to a preflight request. */
const PREFLIGHT_AGE = '600'

/**
 * Stands before every route, WebSocket upgrades included: refuses foreign hosts and foreign origins, answers
 * preflight requests (CORS) of allowed origins, and asks for a password when users are named.
 */
export function addGuard(app: FastifyInstance, options: GuardOptions): void {
  app.addHook('onRequest', async (request, reply) => {
    refuseFaultyHost(request)
    refuseForeignHost(request, options)
    const origin = request.headers.origin
    if (origin !== undefined) {
      refuseForeignOrigin(request, origin, options)
      if (isAllowedForeignOrigin(origin, options.allowOrigins)) {
        allowCrossOrigin(reply, origin)
        if (isPreflight(request)) return answerPreflight(request, reply)
      }
    }
    if (options.users.any && !isProbe(request)) askForPassword(request, reply, options.users)
    return undefined
  })
}

/** RFC 9112 §3.2: one Host field. Node would take the first of several and say nothing, and refuse none with no word. */
function refuseFaultyHost({ raw: { rawHeaders, httpVersion } }: FastifyRequest): void {
  const { length } = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host')
  if (length > 1) throw new ProblemError('bad-request', 'The request has more than one Host header field.')
  if (length === 0 && httpVersion !== '1.0')
    throw new ProblemError('bad-request', 'The request has no Host header field.')
}

function refuseForeignHost(request: FastifyRequest, { allowHosts }: GuardOptions): void {
  const host = request.headers.host
  if (isAllowedHost(host, allowHosts)) return
  throw new ProblemError(
    'foreign-host',
    host === undefined || host === ''
      ? 'The request names no host; send a Host header field.'
      : `The request is for the host "${host}". Use localhost or an IP address, or start Facteur with --allow-host ${host.replace(/:\d*$/, '')}.`,
  )
}

function refuseForeignOrigin(request: FastifyRequest, origin: string, { allowOrigins }: GuardOptions): void {
  const scheme = (request.raw.socket as Partial<TLSSocket>).encrypted === true ? 'https' : 'http'
  if (isAllowedOrigin(origin, `${scheme}://${request.headers.host}`, allowOrigins)) return
  throw new ProblemError(
    'foreign-origin',
    `Pages of "${origin}" may not use this server. Start Facteur with --allow-origin ${origin} to let them.`,
  )
}

function allowCrossOrigin(reply: FastifyReply, origin: string): void {
  reply
    .header('access-control-allow-origin', origin)
    .header('access-control-expose-headers', 'content-disposition, etag, location, retry-after')
    .header('vary', 'origin')
}

function isPreflight(request: FastifyRequest): boolean {
  return request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined
}

function answerPreflight(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply
    .header('access-control-allow-methods', 'GET, HEAD, POST, PUT, PATCH, DELETE')
    .header('access-control-allow-headers', 'authorization, content-type, if-none-match, last-event-id')
    .header('access-control-max-age', PREFLIGHT_AGE)
  // A page of a public site asks this too before it talks to a private address.
  if (request.headers['access-control-request-private-network'] === 'true') {
    reply.header('access-control-allow-private-network', 'true')
  }
  return reply.code(204).send()
}

function isProbe({ url }: FastifyRequest): boolean {
  return PROBES.has(url.split('?', 1)[0] ?? '')
}

function askForPassword(request: FastifyRequest, reply: FastifyReply, users: Users): void {
  const credentials = parseBasicCredentials(request.headers.authorization)
  if (credentials !== null && users.verify(credentials.name, credentials.password)) return
  reply.header('www-authenticate', 'Basic realm="Facteur", charset="UTF-8"')
  throw new ProblemError(
    'unauthorized',
    credentials === null
      ? 'This server asks for a user name and password (HTTP Basic), those given with --http-user.'
      : 'The user name or the password is wrong.',
  )
}
