import { deleteMatching } from '../../mailbox/delete-matching.ts'
import { list } from '../../mailbox/list.ts'
import { summaryJson } from '../../mailbox/summary-json.ts'
import { DEFAULT_LIMIT, ListQuery, Selection, pageOf } from '../contract/list.ts'
import { Deleted, Summary } from '../contract/message.ts'
import { listJson } from '../list-json.ts'
import type { App, RouteContext } from '../route-context.ts'
import { sendJson } from '../send-json.ts'
import { queryOf } from './message-lookup.ts'

const tags = ['messages']

/** The list of all messages, and their end. */
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
