import type { FastifyInstance } from 'fastify'

/** For answers that are no pages: should a browser show one all the same, nothing in it may run or load. */
const DATA_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"

const DEFAULTS: Readonly<Record<string, string>> = {
  'content-security-policy': DATA_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
}

/** Gives every answer the header fields that keep browsers strict, where its route has not set its own. */
export function addSecurityHeaders(app: FastifyInstance): void {
  app.addHook('onSend', async (_request, reply) => {
    for (const [name, value] of Object.entries(DEFAULTS)) {
      if (!reply.hasHeader(name)) reply.header(name, value)
    }
  })
}
