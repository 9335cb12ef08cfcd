import type { Entry as StoredEntry } from '../../mailbox/entry.ts'
import { systemFlag } from '../../mailbox/flags.ts'
import { list } from '../../mailbox/list.ts'
import type { Store } from '../../mailbox/store.ts'
import { Entry, EntryPatch } from '../contract/account.ts'
import { DEFAULT_LIMIT, ListQuery, pageOf } from '../contract/list.ts'
import { Type, type Static } from '../contract/schema.ts'
import { listJson } from '../list-json.ts'
import { ProblemError } from '../problem.ts'
import type { App, RouteContext } from '../route-context.ts'
import { sendJson } from '../send-json.ts'
import { FolderParams, findFolder } from './account-lookup.ts'
import { entryJson } from './entry-json.ts'
import { queryOf } from './message-lookup.ts'

const tags = ['entries']

/** The parts of an address that name an entry. */
export const EntryParams = Type.Object({
  ...FolderParams.properties,
  uid: Type.Integer({ minimum: 1 }),
})
type EntryParams = Static<typeof EntryParams>

/** The entries of a folder: messages with their UIDs and flags. */
export function entriesRoutes(app: App, { store }: RouteContext): void {
  app.get(
    '/accounts/:address/folders/:folder/entries',
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

  app.get(
    '/accounts/:address/folders/:folder/entries/:uid',
    {
      schema: { tags, summary: 'Read an entry', params: EntryParams, response: { 200: Entry } },
    },
    async (request, reply) => sendJson(reply, entryJson(findEntry(store, request.params))),
  )

  app.patch(
    '/accounts/:address/folders/:folder/entries/:uid',
    {
      schema: {
        tags,
        summary: 'Change the flags of an entry',
        params: EntryParams,
        body: EntryPatch,
        response: { 200: Entry },
      },
    },
    async (request, reply) => {
      const entry = findEntry(store, request.params)
      flagEntry(store, entry, request.body)
      return sendJson(reply, entryJson(entry))
    },
  )

  app.delete(
    '/accounts/:address/folders/:folder/entries/:uid',
    {
      schema: {
        tags,
        summary: 'Expunge an entry',
        description: 'This one entry only: the message lives on while another entry refers to it.',
        params: EntryParams,
        response: { 204: {} },
      },
    },
    async (request, reply) => {
      const { folder, uid } = findEntry(store, request.params)
      store.apply({ type: 'expunge', folder, uids: [uid] })
      return reply.code(204).send()
    },
  )
}

/** @throws ProblemError `no-such-account`, `no-such-folder`, `no-such-entry` */
export function findEntry(store: Store, params: EntryParams): StoredEntry {
  const folder = findFolder(store, params)
  const entry = folder.entries.get(params.uid)
  if (entry !== undefined) return entry
  throw new ProblemError(
    'no-such-entry',
    `The folder "${folder.name}" of ${folder.account.address} has no entry with the UID ${params.uid}.`,
  )
}

function flagEntry(store: Store, { folder, uid }: StoredEntry, { flags, add, remove }: EntryPatch): void {
  const uids = [uid]
  const changes = [
    ['replace', flags],
    ['add', add],
    ['remove', remove],
  ] as const
  // All names are read before anything changes, so that a faulty one changes nothing.
  const marks = changes.map(([mode, names]) => ({ mode, marks: names && parseFlags(names) }))
  for (const { mode, marks: change } of marks) {
    if (change !== undefined) store.apply({ type: 'flag', folder, uids, mode, ...change })
  }
}

/** Flags by their names (RFC 9051 §2.3.2): those with a backslash are the system's, the others are keywords. */
function parseFlags(names: readonly string[]): { flags: number; keywords: string[] } {
  let flags = 0
  const keywords: string[] = []
  for (const name of names) {
    const bit = systemFlag(name)
    if (bit !== undefined) flags |= bit
    else if (!name.startsWith('\\')) keywords.push(name)
    else
      throw new ProblemError(
        'invalid-keyword',
        `${name} is no system flag; they are \\Seen, \\Answered, \\Flagged, \\Deleted and \\Draft.`,
      )
  }
  return { flags, keywords }
}
