import { Conversations } from '../../mailbox/conversations.ts'
import { summaryJson } from '../../mailbox/summary-json.ts'
import { Selection } from '../contract/list.ts'
import { MOST_OF_THREAD, Thread } from '../contract/message.ts'
import type { App, RouteContext } from '../route-context.ts'
import { sendJson } from '../send-json.ts'
import { MessageParams, findMessage } from './message-lookup.ts'

/** The conversation that a message is part of. */
export function messageThreadRoutes(app: App, { store }: RouteContext): void {
  const conversations = new Conversations(store)
  app.get(
    '/messages/:id/thread',
    {
      schema: {
        tags: ['messages'],
        summary: 'The messages of one conversation',
        params: MessageParams,
        querystring: Selection,
        response: { 200: Thread },
      },
    },
    async (request, reply) => {
      const message = await findMessage(store, request.params, request.query)
      const all = await conversations.of(message)
      // What the catch-all account has not, such as a draft of an IMAP client, is not among `/messages`.
      const messages = all.filter(other => other === message || other.entryIn(store.catchAll) !== undefined)
      const items = around(messages, messages.indexOf(message)).map(summaryJson)
      return sendJson(reply, `{"items":[${items.join(',')}],"total":${messages.length}}`)
    },
  )
}

/** As many as are given, with the one at `index` in their middle where there are enough on both sides. */
function around<T>(items: readonly T[], index: number): readonly T[] {
  const start = Math.max(0, Math.min(index - MOST_OF_THREAD / 2, items.length - MOST_OF_THREAD))
  return items.slice(start, start + MOST_OF_THREAD)
}
