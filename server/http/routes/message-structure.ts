import { decodeHeaderText, scanHeader } from '../../message/header.ts'
import { parseStructure } from '../../message/structure.ts'
import { decodeTranscript } from '../../net/transcript.ts'
import { Selection } from '../contract/list.ts'
import { Headers, Part, Transcript } from '../contract/message.ts'
import type { App, RouteContext } from '../route-context.ts'
import { MessageParams, findMessage } from './message-lookup.ts'
import { partJson } from './part-json.ts'

const tags = ['message content']

/** A message taken apart: its header fields, its MIME tree, the conversation that brought it. */
export function messageStructureRoutes(app: App, { store }: RouteContext): void {
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
