import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ProblemError } from './problem.ts'

/** The methods that an address takes; none when there is nothing at it. */
export type TakenMethods = (path: string) => string[]

/** Collects the methods of all routes that are registered from now on. */
export function collectMethods(app: FastifyInstance): TakenMethods {
  const methods = new Map<string, Set<string>>()
  app.addHook('onRoute', ({ url, method }) => {
    // The inbox takes whatever is left; only its first page is always there.
    const address = url === '/*' ? '/' : url
    const known = methods.get(address) ?? new Set()
    for (const name of [method].flat()) known.add(name)
    methods.set(address, known)
  })
  return path => {
    for (const [url, names] of methods) {
      if (new RegExp(`^${url.replace(/:\w+/g, '[^/]+')}$`).test(path)) return [...names]
    }
    return []
  }
}

/** Answers requests that no route takes, and those that ask what an address takes (RFC 9110 §9.3.7). */
export function addNotFoundHandler(app: FastifyInstance, takenMethods: TakenMethods): void {
  app.setNotFoundHandler(async (request, reply) => {
    const problem = notFound(request, reply, takenMethods)
    if (request.method === 'OPTIONS' && reply.hasHeader('allow')) return reply.code(204).send()
    throw problem
  })
}

/** The problem of a request that no route takes: 405 when the address takes other methods, else 404. */
export function notFound(
  request: FastifyRequest,
  reply: FastifyReply,
  takenMethods: TakenMethods,
): ProblemError {
  const path = request.url.split('?', 1)[0] ?? ''
  const taken = takenMethods(path)
  // The first page has nothing for who asks for JSON.
  if (taken.length === 0 || taken.includes(request.method)) {
    return new ProblemError('not-found', `There is nothing at ${path}; /api/docs lists all that there is.`)
  }
  // RFC 9110 §15.5.6
  reply.header('allow', taken.join(', '))
  return new ProblemError('method-not-allowed', `${path} takes ${taken.join(', ')}, not ${request.method}.`)
}
