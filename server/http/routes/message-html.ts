import type { IncomingHttpHeaders } from 'node:http'
import { ProblemError } from '../problem.ts'
import { previewPolicy } from '../preview/preview-policy.ts'
import { isOn, queryProperty, switchProperty } from '../contract/list.ts'
import { Type } from '../contract/schema.ts'
import type { App, RouteContext } from '../route-context.ts'
import { MessageParams, findMessage } from './message-lookup.ts'

const HtmlQuery = Type.Object(
  {
    query: queryProperty,
    remote: switchProperty('Let images, styles and fonts be loaded from elsewhere; the sender may notice.'),
    dark: switchProperty(
      'As it looks in the dark: by the design that the mail has for it, or made dark when it has none.',
    ),
  },
  { additionalProperties: false },
)

/** Fetch Metadata §2.1: whether the browser asks for a page, not for a frame in one. Browsers say so to hosts they trust only. */
function isAlone(headers: IncomingHttpHeaders): boolean {
  return headers['sec-fetch-dest'] === 'document'
}

/** The HTML of messages, as a document that can be shown in a frame. */
export function messageHtmlRoutes(app: App, { store, content }: RouteContext): void {
  app.get(
    '/messages/:id/html',
    {
      schema: {
        tags: ['message content'],
        summary: 'The HTML of a message, as a document that is safe to show',
        description:
          'Scripts, forms, frames and plug-ins are taken out; the policy that comes with it forbids them once more. The header field `Facteur-Remote-References` says how many references to other sites were kept from loading.',
        params: MessageParams,
        querystring: HtmlQuery,
        response: { 200: { content: { 'text/html': {} } } },
      },
    },
    async (request, reply) => {
      const { id, raw } = await findMessage(store, request.params, request.query)
      const { html, attachments } = await content.read(id, raw)
      if (html === null) throw new ProblemError('no-html', 'The message has no HTML part; ask for its text.')
      const [{ embeddedImages }, { previewDocument }] = await previewModules()
      const remote = isOn(request.query.remote)
      const policy = { remote, embedded: embeddedImages(raw, attachments) }
      const document = await previewDocument(html, policy, isOn(request.query.dark))
      // Browsers look up the names of links before anyone follows them, which the owner of a name can see.
      reply.header('x-dns-prefetch-control', 'off')
      return reply
        .type('text/html; charset=utf-8')
        .header('content-security-policy', previewPolicy({ remote, alone: isAlone(request.headers) }))
        .header('facteur-remote-references', document.remoteReferences)
        .send(document.html)
    },
  )
}

/** Loaded with the first page that is shown, and not at every start. */
function previewModules() {
  return Promise.all([import('../preview/embedded-images.ts'), import('../preview/preview-document.ts')])
}
