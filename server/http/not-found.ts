import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ProblemError } from './problem.ts'

/** The methods that an address takes; none when there is nothing at it. */
export type TakenMethods = (path: string) => string[]

/** Collects the methods of all routes that are registered from now on. */
export function collectMethods(app: FastifyInstance): TakenMethods {
  const methods = new Map<string, Set<string>>()
  app.addHook('onRoute', ({ url, method }) => {
    if (url.includes('*')) return
    const known = methods.get(url) ?? new Set()
    for (const name of [method].flat()) known.add(name)
    methods.set(url, known)
  })
  return path => {
    for (const [url, names] of methods) {
      if (new RegExp(`^${url.replace(/:\w+/g, '[^/]+')}$`).test(path)) return [...names]
    }
    return []
  }
}

/** Answers requests that no route takes. */
export function addNotFoundHandler(app: FastifyInstance, takenMethods: TakenMethods): void {
  app.setNotFoundHandler(async (request, reply) => {
    throw notFound(request, reply, takenMethods)
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
  if (taken.length === 0) {
    return new ProblemError('not-found', `There is nothing at ${path}; /api/docs lists all that there is.`)
  }
  // RFC 9110 §15.5.6
  reply.header('allow', taken.join(', '))
  return new ProblemError('method-not-allowed', `${path} takes ${taken.join(', ')}, not ${request.method}.`)
}
