import { decodeHeaderText, scanHeader } from '../../message/header.ts'
import { Selection } from '../contract/list.ts'
import { Headers, Part, Transcript } from '../contract/message.ts'
import { decodeTranscript } from '../../net/transcript.ts'
import { parseStructure } from '../../message/structure.ts'
import { isKeptByClient } from '../caching.ts'
import { contentDisposition } from '../content-disposition.ts'
import { ProblemError } from '../problem.ts'
import type { App, RouteContext } from '../route-context.ts'
import { LATEST, MessageParams, findMessage } from './message-lookup.ts'
import { partJson } from './part-json.ts'

const tags = ['message content']

/** A message as bytes, as text, and taken apart. */
export function messageContentRoutes(app: App, { store, content }: RouteContext): void {
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

  app.get(
    '/messages/:id/headers',
    {
      schema: {
        tags,
        summary: 'The header fields of a message, in order',
        params: MessageParams,
        querystring: Selection,
        response: { 200: Headers },
      },
    },
    async (request): Promise<Headers> => {
      const { raw } = await findMessage(store, request.params, request.query)
      const header = scanHeader(raw)
      return {
        items: header.fields.map(field => {
          const value = header.text(field)
          return { name: field.name, value, text: decodeHeaderText(value) }
        }),
      }
    },
  )

  app.get(
    '/messages/:id/structure',
    {
      schema: {
        tags,
        summary: 'The MIME tree of a message',
        params: MessageParams,
        querystring: Selection,
        response: { 200: Part },
      },
    },
    async (request): Promise<Part> => {
      const { raw } = await findMessage(store, request.params, request.query)
      return partJson(parseStructure(raw))
    },
  )

  app.get(
    '/messages/:id/transcript',
    {
      schema: {
        tags,
        summary: 'The SMTP conversation that brought a message',
        description: 'Secrets are masked. It has no lines when the message came another way.',
        params: MessageParams,
        querystring: Selection,
        response: { 200: Transcript },
      },
    },
    async (request): Promise<Transcript> => {
      const { transcript } = await findMessage(store, request.params, request.query)
      return { items: transcript === null ? [] : decodeTranscript(transcript) }
    },
  )
}
