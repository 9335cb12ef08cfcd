import { FolderInfo, NewFolder } from '../contract/account.ts'
import { pageOf, type Page } from '../contract/list.ts'
import type { App, RouteContext } from '../route-context.ts'
import { folderInfo } from './account-json.ts'
import { AccountParams, findAccount, folderPath } from './account-lookup.ts'

const tags = ['folders']

/** The list of an account's folders, and new ones. */
export function foldersRoutes(app: App, { store }: RouteContext): void {
  app.get(
    '/accounts/:address/folders',
    {
      schema: {
        tags,
        summary: 'List the folders of an account, INBOX first',
        params: AccountParams,
        response: { 200: pageOf(FolderInfo) },
      },
    },
    async (request): Promise<Page<FolderInfo>> => {
      const items = findAccount(store, request.params).folders.map(folderInfo)
      return { items, next: null, total: items.length, cursor: store.feed.seq }
    },
  )

  app.post(
    '/accounts/:address/folders',
    {
      schema: {
        tags,
        summary: 'Make a folder, and those above it that are missing',
        params: AccountParams,
        body: NewFolder,
        response: { 201: FolderInfo },
      },
    },
    async (request, reply): Promise<FolderInfo> => {
      const account = findAccount(store, request.params)
      const folder = store.apply({ type: 'create-folder', account, name: request.body.name })
      reply.code(201).header('location', folderPath(folder))
      return folderInfo(folder)
    },
  )
}
