import type { Entry } from '../../mailbox/entry.ts'
import type { FeedEvent } from '../../mailbox/feed-event.ts'
import { matches } from '../../mailbox/match.ts'
import type { Query } from '../../mailbox/query.ts'
import type { Store } from '../../mailbox/store.ts'
import type { StoredMessage } from '../../mailbox/stored-message.ts'

/** Which events a listener wants. */
export type EventFilter = (event: FeedEvent) => boolean

/**
 * Lets pass the events of messages that match `query`, and of types that `types` names; each is no bound when it
 * is null. Events that concern no message pass whatever the query; so does the end of a message, of which nothing
 * is left to be matched, and so does a reset.
 *
 * @param types names such as `message.captured`, or `entry.*` for all that begin so
 */
export function createEventFilter(
  store: Store,
  query: Query | null,
  types: readonly string[] | null,
): EventFilter | null {
  if (query === null && types === null) return null
  return event =>
    event.type === 'reset' ||
    (isWanted(event.type, types) && (query === null || concerns(store, event, query)))
}

function isWanted(type: string, types: readonly string[] | null): boolean {
  if (types === null) return true
  return types.some(name => (name.endsWith('.*') ? type.startsWith(name.slice(0, -1)) : type === name))
}

function concerns(store: Store, event: FeedEvent, query: Query): boolean {
  switch (event.type) {
    case 'message.captured':
      return matches(query, event.message)
    case 'entry.placed':
    case 'entry.flagged':
    case 'entry.expunged': {
      const subject = subjectOf(store, event)
      if (subject !== undefined) return matches(query, subject)
      // Its message is gone too: who was told of the entry has to know, for the others there is nothing any more.
      return event.type === 'entry.expunged'
    }
    default:
      return !('delivery' in event) || concernsDelivery(store, event.id, event.type, query)
  }
}

/** The entry that an event names; when it is gone, its message, if there still is one. */
function subjectOf(
  store: Store,
  { id, account, folder, uid }: { id: string; account: string; folder: string; uid: number },
): Entry | StoredMessage | undefined {
  return store.account(account)?.folder(folder)?.entries.get(uid) ?? store.message(id)
}

/** With its message gone, of which it then is the end, who was told of it has to know. */
function concernsDelivery(store: Store, id: string, type: string, query: Query): boolean {
  const message = store.message(id)
  return message === undefined ? type === 'delivery.dropped' : matches(query, message)
}
