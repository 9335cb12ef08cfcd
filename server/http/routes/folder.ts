import { FolderInfo, FolderPatch } from '../contract/account.ts'
import type { App, RouteContext } from '../route-context.ts'
import { folderInfo } from './account-json.ts'
import { FolderParams, findFolder } from './account-lookup.ts'

const tags = ['folders']

/** One folder: its counts, its name, its end. */
export function folderRoutes(app: App, { store }: RouteContext): void {
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
