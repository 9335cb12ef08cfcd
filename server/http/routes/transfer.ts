import type { Entry } from '../../mailbox/entry.ts'
import { Destination, Placed } from '../contract/account.ts'
import { ProblemError } from '../problem.ts'
import type { App, RouteContext } from '../route-context.ts'
import { EntryParams, findEntry, findFolder, folderPath } from './account-lookup.ts'

const tags = ['entries']

/** Copying and moving entries between the folders of an account. */
export function transferRoutes(app: App, { store }: RouteContext): void {
  for (const type of ['copy', 'move'] as const) {
    app.post(
      `/accounts/:address/folders/:folder/entries/:uid/${type}`,
      {
        schema: {
          tags,
          summary:
            type === 'copy'
              ? 'Copy an entry to another folder'
              : 'Move an entry to another folder (RFC 6851)',
          description: 'Within the account; the new entry has a UID of its own.',
          params: EntryParams,
          body: Destination,
          response: { 201: Placed },
        },
      },
      async (request, reply): Promise<Placed> => {
        const { folder, uid } = findEntry(store, request.params)
        const to = findFolder(store, { address: folder.account.address, folder: request.body.folder })
        const [transfer] = store.apply({ type, folder, uids: [uid], to })
        if (transfer === undefined) {
          throw new ProblemError('conflict', 'The entry went away while it was being transferred.')
        }
        reply.code(201).header('location', entryPath(transfer.entry))
        return { folder: to.name, uid: transfer.entry.uid, uidValidity: to.uidValidity }
      },
    )
  }
}

function entryPath({ folder, uid }: Entry): string {
  return `${folderPath(folder)}/entries/${uid}`
}
