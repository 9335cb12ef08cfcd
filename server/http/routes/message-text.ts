import { Selection } from '../contract/list.ts'
import { isKeptByClient } from '../caching.ts'
import { contentDisposition } from '../content-disposition.ts'
import { ProblemError } from '../problem.ts'
import type { App, RouteContext } from '../route-context.ts'
import { LATEST, MessageParams, findMessage } from './message-lookup.ts'

const tags = ['message content']

/** A message as bytes and as text. */
export function messageTextRoutes(app: App, { store, content }: RouteContext): void {
  app.get(
    '/messages/:id/raw',
    {
      schema: {
        tags,
        summary: 'The bytes of a message, exactly as they were received',
        params: MessageParams,
        querystring: Selection,
        response: { 200: { content: { 'message/rfc822': {} } }, 304: {} },
      },
    },
    async (request, reply) => {
      const { id, raw } = await findMessage(store, request.params, request.query)
      if (isKeptByClient(request, reply, id, request.params.id !== LATEST)) return reply.code(304).send()
      return reply
        .type('message/rfc822')
        .header('content-disposition', contentDisposition('attachment', `${id}.eml`))
        .send(raw)
    },
  )

  app.get(
    '/messages/:id/text',
    {
      schema: {
        tags,
        summary: 'The text of a message',
        params: MessageParams,
        querystring: Selection,
        response: { 200: { content: { 'text/plain': {} } } },
      },
    },
    async (request, reply) => {
      const { id, raw } = await findMessage(store, request.params, request.query)
      const { text } = await content.read(id, raw)
      if (text === null) throw new ProblemError('no-text', 'The message has no text part; ask for its html.')
      return reply.type('text/plain; charset=utf-8').send(text)
    },
  )
}
