import { copyId } from '../../mailbox/copy-id.ts'
import type { Entry as StoredEntry } from '../../mailbox/entry.ts'
import { SEEN, systemFlag, type Marks } from '../../mailbox/flags.ts'
import { uniteKeywords, withoutKeywords } from '../../mailbox/keywords.ts'
import type { Store } from '../../mailbox/store.ts'
import { isKeptByClient } from '../caching.ts'
import { contentDisposition } from '../content-disposition.ts'
import { Entry, EntryPatch } from '../contract/account.ts'
import { ProblemError } from '../problem.ts'
import type { App, RouteContext } from '../route-context.ts'
import { sendJson } from '../send-json.ts'
import { EntryParams, findEntry } from './account-lookup.ts'
import { entryJson } from './entry-json.ts'
import { readerOf } from './request-reader.ts'

const tags = ['entries']

/** One entry: its bytes, its flags, its end. */
export function entryRoutes(app: App, context: RouteContext): void {
  const { store, journeys } = context
  app.get(
    '/accounts/:address/folders/:folder/entries/:uid',
    {
      schema: { tags, summary: 'Read an entry', params: EntryParams, response: { 200: Entry } },
    },
    async (request, reply) => sendJson(reply, entryJson(findEntry(store, request.params))),
  )

  rawEntryRoute(app, store)

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
      const { folder, uid, message } = entry
      const wasSeen = (entry.flags & SEEN) !== 0
      store.apply({ type: 'flag', folder, uids: [uid], mode: 'replace', ...patched(entry, request.body) })
      if (!wasSeen && (entry.flags & SEEN) !== 0) journeys.read(message, readerOf(request, context))
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

function rawEntryRoute(app: App, store: Store): void {
  app.get(
    '/accounts/:address/folders/:folder/entries/:uid/raw',
    {
      schema: {
        tags,
        summary: 'The bytes of an entry, as POP3 and IMAP give them',
        description:
          'Those of the message; and, before them, the trace fields (Return-Path, Received) of a copy that crossed simulated servers on its way. Their number is the `octets` of the entry.',
        params: EntryParams,
        response: { 200: { content: { 'message/rfc822': {} } }, 304: {} },
      },
    },
    async (request, reply) => {
      const entry = findEntry(store, request.params)
      const id = copyId(entry)
      // A folder that was made anew gives its UIDs to other entries.
      if (isKeptByClient(request, reply, id, false)) return reply.code(304).send()
      return reply
        .type('message/rfc822')
        .header('content-disposition', contentDisposition('attachment', `${id}.eml`))
        .send(entry.raw)
    },
  )
}

/** The marks of an entry after a patch; all at once, so that a faulty name changes nothing. */
function patched(entry: StoredEntry, { flags, add = [], remove = [] }: EntryPatch): Marks {
  const base = flags === undefined ? entry : parseFlags(flags)
  const added = parseFlags(add)
  const removed = parseFlags(remove)
  return {
    flags: (base.flags | added.flags) & ~removed.flags,
    keywords: withoutKeywords(uniteKeywords(base.keywords, added.keywords), removed.keywords),
  }
}

/** Flags by their names (RFC 9051 §2.3.2): those with a backslash are the system's, the others are keywords. */
function parseFlags(names: readonly string[]): Marks {
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
