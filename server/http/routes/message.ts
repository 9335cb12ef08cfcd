import type { Entry } from '../../mailbox/entry.ts'
import { markEntries } from '../../mailbox/mark-matching.ts'
import type { Store } from '../../mailbox/store.ts'
import type { StoredMessage } from '../../mailbox/stored-message.ts'
import { summaryJson } from '../../mailbox/summary-json.ts'
import { Selection } from '../contract/list.ts'
import { Message, MessagePatch, Summary } from '../contract/message.ts'
import { ProblemError } from '../problem.ts'
import type { App, RouteContext } from '../route-context.ts'
import { sendJson } from '../send-json.ts'
import { readerOf } from './request-reader.ts'
import { messageJson } from './message-json.ts'
import { MessageParams, findMessage } from './message-lookup.ts'

const tags = ['messages']

/** One message: all of it, its flags and tags, its end. */
export function messageRoutes(app: App, context: RouteContext): void {
  const { store, content, journeys } = context
  app.get(
    '/messages/:id',
    {
      schema: {
        tags,
        summary: 'Read a message',
        params: MessageParams,
        querystring: Selection,
        response: { 200: Message },
      },
    },
    async (request, reply) => {
      const message = await findMessage(store, request.params, request.query)
      return sendJson(reply, await messageJson(content, message))
    },
  )

  app.patch(
    '/messages/:id',
    {
      schema: {
        tags,
        summary: 'Mark a message as seen or flagged, or tag it',
        description: 'In the catch-all account; what other accounts have of it stays as it is.',
        params: MessageParams,
        querystring: Selection,
        body: MessagePatch,
        response: { 200: Summary },
      },
    },
    async (request, reply) => {
      const message = await findMessage(store, request.params, request.query)
      const entry = markMessage(store, message, request.body)
      if (request.body.seen === true) journeys.read(message, readerOf(request, context))
      return sendJson(reply, summaryJson(entry))
    },
  )

  app.delete(
    '/messages/:id',
    {
      schema: {
        tags,
        summary: 'Delete a message, in all accounts',
        params: MessageParams,
        querystring: Selection,
        response: { 204: {} },
      },
    },
    async (request, reply) => {
      const { id } = await findMessage(store, request.params, request.query)
      store.apply({ type: 'delete-message', ids: [id] })
      return reply.code(204).send()
    },
  )
}

/** Marks every entry that the catch-all account has of the message; gives the oldest of them. */
function markMessage(store: Store, message: StoredMessage, patch: MessagePatch): Entry {
  const entries = message.entries.filter(entry => entry.folder.account.isCatchAll)
  markEntries(store, entries, patch)
  const first = message.entryIn(store.catchAll)
  if (first !== undefined) return first
  throw new ProblemError(
    'no-such-entry',
    'The catch-all account has expunged this message, so it has no flags there; other accounts may have it still.',
  )
}
