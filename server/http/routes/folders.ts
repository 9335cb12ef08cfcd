import { FolderInfo, FolderPatch, NewFolder } from '../contract/account.ts'
import { pageOf, type Page } from '../contract/list.ts'
import type { App, RouteContext } from '../route-context.ts'
import { folderInfo } from './account-json.ts'
import { AccountParams, FolderParams, findAccount, findFolder, folderPath } from './account-lookup.ts'

const tags = ['folders']

/** The folders of an account. */
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

  app.get(
    '/accounts/:address/folders/:folder',
    {
      schema: { tags, summary: 'Read a folder', params: FolderParams, response: { 200: FolderInfo } },
    },
    async (request): Promise<FolderInfo> => folderInfo(findFolder(store, request.params)),
  )

  app.patch(
    '/accounts/:address/folders/:folder',
    {
      schema: {
        tags,
        summary: 'Rename a folder and all below it, or change whether it is subscribed to',
        params: FolderParams,
        body: FolderPatch,
        response: { 200: FolderInfo },
      },
    },
    async (request): Promise<FolderInfo> => {
      const folder = findFolder(store, request.params)
      const { name, subscribed } = request.body
      const renamed = name === undefined ? folder : store.apply({ type: 'rename-folder', folder, to: name })
      if (subscribed !== undefined) {
        store.apply({ type: 'subscribe-folder', folder: renamed, subscribed })
      }
      return folderInfo(renamed)
    },
  )

  app.delete(
    '/accounts/:address/folders/:folder',
    {
      schema: {
        tags,
        summary: 'Delete a folder and the entries in it',
        params: FolderParams,
        response: { 204: {} },
      },
    },
    async (request, reply) => {
      store.apply({ type: 'delete-folder', folder: findFolder(store, request.params) })
      return reply.code(204).send()
    },
  )
}
