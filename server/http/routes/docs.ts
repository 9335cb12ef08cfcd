import type { TLSSocket } from 'node:tls'
import type { OpenApiDocument } from '../openapi/openapi-document.ts'
import type { RouteDocument } from '../openapi/route-documents.ts'
import type { App, RouteContext } from '../route-context.ts'
import { sendJson } from '../send-json.ts'

/** The API described, for programs and for people; made when it is first asked for. */
export function docsRoutes(app: App, { info }: RouteContext, documents: readonly RouteDocument[]): void {
  let made: Promise<OpenApiDocument> | undefined
  const document = async (): Promise<OpenApiDocument> => {
    const { openApiDocument } = await import('../openapi/openapi-document.ts')
    return openApiDocument(documents, info().version)
  }

  app.get('/api/v1/openapi.json', async (_request, reply) =>
    sendJson(reply, JSON.stringify(await (made ??= document()))),
  )

  app.get('/api/docs', async (request, reply) => {
    const { DOCS_POLICY, docsPage } = await import('../openapi/docs-page.ts')
    const secure = (request.raw.socket as Partial<TLSSocket>).encrypted === true
    const origin = `${secure ? 'https' : 'http'}://${request.headers.host}`
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', DOCS_POLICY)
      .send(docsPage(await (made ??= document()), origin))
  })
}
