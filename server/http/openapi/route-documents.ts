import type { FastifyInstance } from 'fastify'

/** What a route tells of itself, for the OpenAPI document. */
export interface RouteDocument {
  readonly method: string
  /** As Fastify writes it: `/messages/:id`. */
  readonly url: string
  readonly schema: RouteSchema
}

export interface RouteSchema {
  readonly tags?: readonly string[]
  readonly summary?: string
  readonly description?: string
  readonly params?: object
  readonly querystring?: object
  readonly body?: object
  readonly response?: Readonly<Record<string, object>>
}

/**
 * Collects the schemas of all routes that are registered from now on and that have a summary. The schemas of
 * answers are taken away from Fastify, which would make serializers of them: our answers are JSON text already.
 */
export function collectRouteDocuments(app: FastifyInstance): RouteDocument[] {
  const documents: RouteDocument[] = []
  app.addHook('onRoute', route => {
    const schema = route.schema as RouteSchema | undefined
    if (schema?.summary === undefined) return
    if (route.method !== 'HEAD') documents.push({ method: String(route.method), url: route.url, schema })
    const { response: _, ...checked } = schema
    route.schema = checked
  })
  return documents
}
