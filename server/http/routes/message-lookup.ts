import { list } from '../../mailbox/list.ts'
import { parseQuery, type Query } from '../../mailbox/query.ts'
import type { Store } from '../../mailbox/store.ts'
import type { StoredMessage } from '../../mailbox/stored-message.ts'
import { Type, type Static } from '../contract/schema.ts'
import { ProblemError } from '../problem.ts'

/** Stands for the newest message, of those that match `?query=` when it is given. */
export const LATEST = 'latest'

/** The part of an address that names a message. */
export const MessageParams = Type.Object({
  id: Type.String({
    maxLength: 100,
    description: 'The id of a message; or `latest`, the newest one, of those that match `query`.',
  }),
})
export type MessageParams = Static<typeof MessageParams>

/**
 * The query of a request; undefined when there is none.
 *
 * @throws QuerySyntaxError
 */
export function queryOf({ query }: { query?: string }): Query | undefined {
  return query === undefined || query.trim() === '' ? undefined : parseQuery(query)
}

/**
 * The message that an address names.
 *
 * @throws ProblemError `not-found`, QuerySyntaxError
 */
export async function findMessage(
  store: Store,
  { id }: MessageParams,
  selection: { query?: string } = {},
): Promise<StoredMessage> {
  if (id !== LATEST) {
    const message = store.message(id)
    if (message !== undefined) return message
    throw new ProblemError(
      'not-found',
      `There is no message ${id}; it may have been deleted, or pushed out by newer ones.`,
    )
  }
  const query = queryOf(selection)
  const { entries } = await list(store, { query, limit: 1 })
  const newest = entries[0]?.message
  if (newest !== undefined) return newest
  throw new ProblemError(
    'not-found',
    query === undefined ? 'There are no messages yet.' : `No message matches ${selection.query}.`,
  )
}
