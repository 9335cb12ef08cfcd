import { deleteMatching } from '../../mailbox/delete-matching.ts'
import { list } from '../../mailbox/list.ts'
import { markMatching } from '../../mailbox/mark-matching.ts'
import { summaryJson } from '../../mailbox/summary-json.ts'
import { DEFAULT_LIMIT, ListQuery, Selection, pageOf } from '../contract/list.ts'
import { Changed, Deleted, MessagePatch, Summary } from '../contract/message.ts'
import { listJson } from '../list-json.ts'
import type { App, RouteContext } from '../route-context.ts'
import { sendJson } from '../send-json.ts'
import { queryOf } from './message-lookup.ts'

const tags = ['messages']

/** All messages, or those that match: their list, their marks and their end. */
export function messagesRoutes(app: App, { store }: RouteContext): void {
  app.get(
    '/messages',
    {
      schema: {
        tags,
        summary: 'List messages, newest first',
        querystring: ListQuery,
        response: { 200: pageOf(Summary) },
      },
    },
    async (request, reply) => {
      const { after, limit = DEFAULT_LIMIT, page } = request.query
      const found = await list(store, { query: queryOf(request.query), after, limit, page })
      return sendJson(reply, listJson(found, summaryJson))
    },
  )

  app.patch(
    '/messages',
    {
      schema: {
        tags,
        summary: 'Mark messages as seen or flagged, or tag them',
        description:
          'All that match `query`; without one, all. In the catch-all account; what other accounts have of them stays as it is.',
        querystring: Selection,
        body: MessagePatch,
        response: { 200: Changed },
      },
    },
    async (request): Promise<Changed> => {
      const query = queryOf(request.query) ?? { kind: 'all' }
      return { changed: await markMatching(store, query, request.body) }
    },
  )

  app.delete(
    '/messages',
    {
      schema: {
        tags,
        summary: 'Delete messages',
        description:
          'All that match `query`; without one, all. A query that names an `account:` deletes what lies in that account only.',
        querystring: Selection,
        response: { 200: Deleted },
      },
    },
    async (request): Promise<Deleted> => {
      const deleted = await deleteMatching(store, queryOf(request.query) ?? null)
      return { deleted }
    },
  )
}
