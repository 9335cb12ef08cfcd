import { list } from '../../mailbox/list.ts'
import { Entry } from '../contract/account.ts'
import { DEFAULT_LIMIT, ListQuery, pageOf } from '../contract/list.ts'
import { listJson } from '../list-json.ts'
import type { App, RouteContext } from '../route-context.ts'
import { sendJson } from '../send-json.ts'
import { FolderParams, findFolder } from './account-lookup.ts'
import { entryJson } from './entry-json.ts'
import { queryOf } from './message-lookup.ts'

/** The list of a folder's entries: messages with their UIDs and flags. */
export function entriesRoutes(app: App, { store }: RouteContext): void {
  app.get(
    '/accounts/:address/folders/:folder/entries',
    {
      schema: {
        tags: ['entries'],
        summary: 'List the entries of a folder, newest first',
        params: FolderParams,
        querystring: ListQuery,
        response: { 200: pageOf(Entry) },
      },
    },
    async (request, reply) => {
      const folder = findFolder(store, request.params)
      const { after, limit = DEFAULT_LIMIT, page } = request.query
      const found = await list(store, {
        query: queryOf(request.query),
        folder,
        after,
        limit,
        page,
      })
      return sendJson(reply, listJson(found, entryJson))
    },
  )
}
