import { expungeSelected } from '../../mailbox/delete-matching.ts'
import type { FolderSelection } from '../../mailbox/folder-selection.ts'
import type { Folder } from '../../mailbox/folder.ts'
import { list } from '../../mailbox/list.ts'
import { markSelected } from '../../mailbox/mark-matching.ts'
import type { Store } from '../../mailbox/store.ts'
import { Entry, EntrySelection } from '../contract/account.ts'
import { DEFAULT_LIMIT, ListQuery, pageOf } from '../contract/list.ts'
import { Changed, Deleted, MessagePatch } from '../contract/message.ts'
import { listJson } from '../list-json.ts'
import type { App, RouteContext } from '../route-context.ts'
import { sendJson } from '../send-json.ts'
import { FolderParams, findFolder } from './account-lookup.ts'
import { entryJson } from './entry-json.ts'
import { queryOf } from './message-lookup.ts'
import { parseUidSet } from './uid-set.ts'

const PATH = '/accounts/:address/folders/:folder/entries'

const tags = ['entries']

/** All entries of a folder, or some: their list, their marks and their end. */
export function entriesRoutes(app: App, { store }: RouteContext): void {
  app.get(
    PATH,
    {
      schema: {
        tags,
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

  selectionRoutes(app, store)
}

/** What is done to several entries at once. */
function selectionRoutes(app: App, store: Store): void {
  app.patch(
    PATH,
    {
      schema: {
        tags,
        summary: 'Mark entries as seen or flagged, or tag them',
        description:
          'Those of `uids` that match `query`; without either, all of the folder. What other accounts have of the same messages stays as it is.',
        params: FolderParams,
        querystring: EntrySelection,
        body: MessagePatch,
        response: { 200: Changed },
      },
    },
    async (request): Promise<Changed> => {
      const selection = selectionOf(findFolder(store, request.params), request.query)
      return { changed: await markSelected(store, selection, request.body) }
    },
  )

  app.delete(
    PATH,
    {
      schema: {
        tags,
        summary: 'Expunge entries',
        description:
          'Those of `uids` that match `query`; without either, all of the folder. These entries only: a message lives on while another entry refers to it.',
        params: FolderParams,
        querystring: EntrySelection,
        response: { 200: Deleted },
      },
    },
    async (request): Promise<Deleted> => {
      const selection = selectionOf(findFolder(store, request.params), request.query)
      return { deleted: await expungeSelected(store, selection) }
    },
  )
}

/** @throws ProblemError `invalid-request`, QuerySyntaxError */
function selectionOf(folder: Folder, asked: EntrySelection): FolderSelection {
  const largest = folder.entries.last?.uid ?? 0
  const uids = asked.uids === undefined ? undefined : parseUidSet(asked.uids, largest)
  return { folder, uids, query: queryOf(asked) }
}
