import type { FastifyReply, FastifyRequest } from 'fastify'
import { isKeptByClient } from '../caching.ts'
import { notFound, type TakenMethods } from '../not-found.ts'
import type { App, RouteContext } from '../route-context.ts'
import { MISSING_PAGE } from '../web/missing-page.ts'
import { readWebFiles, type WebFile } from '../web/web-files.ts'

/** Nothing but what we ship runs or loads in the inbox; mail is shown in frames of ours. */
const APP_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self' ws: wss:",
  "frame-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** The web inbox. It has addresses of its own, such as `/all/<id>/html`, which all give its one page. */
export function webRoutes(app: App, { webRoot }: RouteContext, takenMethods: TakenMethods): void {
  let files: ReadonlyMap<string, WebFile> = new Map()
  const read = async (): Promise<void> => {
    files = webRoot === null ? new Map() : await readWebFiles(webRoot)
  }

  app.get('/*', async (request, reply) => {
    // Until it has been built there is nothing to remember.
    if (files.size === 0) await read()
    const path = request.url.split('?', 1)[0] ?? '/'
    const file = files.get(decoded(path))
    if (file !== undefined) return sendFile(request, reply, file)
    if (path.startsWith('/api/') || path.startsWith('/assets/') || !wantsPage(request))
      throw notFound(request, reply, takenMethods)
    const page = files.get('/index.html')
    if (page !== undefined) return sendFile(request, reply, page)
    return guardPage(reply.code(503)).type('text/html; charset=utf-8').send(MISSING_PAGE)
  })
}

function decoded(path: string): string {
  if (path === '/') return '/index.html'
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

function wantsPage({ headers }: FastifyRequest): boolean {
  return /text\/html|\*\/\*/.test(headers.accept ?? '*/*')
}

function sendFile(request: FastifyRequest, reply: FastifyReply, file: WebFile): FastifyReply {
  // Before a 304 too: what it carries replaces the policies of the page that the browser has kept.
  if (file.type.startsWith('text/html')) guardPage(reply)
  if (isKeptByClient(request, reply, file.etag, file.hashed)) return reply.code(304).send()
  return reply.type(file.type).send(file.bytes)
}

function guardPage(reply: FastifyReply): FastifyReply {
  // The links of a mail stand in the page too: their names are not looked up before anyone follows them.
  reply.header('x-dns-prefetch-control', 'off')
  return reply
    .header('content-security-policy', APP_POLICY)
    .header('cross-origin-opener-policy', 'same-origin')
}
