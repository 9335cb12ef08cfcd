import { composeForward, composeReply } from '../../message/answer.ts'
import type { StoredMessage } from '../../mailbox/stored-message.ts'
import { Forward, Reply } from '../contract/answer.ts'
import { Selection } from '../contract/list.ts'
import { Injected } from '../contract/message.ts'
import { messageBodyLimit } from '../limits.ts'
import type { App, RouteContext } from '../route-context.ts'
import { findMessage, MessageParams } from './message-lookup.ts'
import { capture, composedMessage, withLists } from './submitted-message.ts'

/** Answers to a message; they are delivered inside, to the accounts they are addressed to. */
export function answerRoutes(app: App, context: RouteContext): void {
  const { store, clock } = context
  const bodyLimit = messageBodyLimit(context.limits)
  const shared = {
    tags: ['messages'],
    params: MessageParams,
    querystring: Selection,
    response: { 201: Injected },
  }

  app.post(
    '/messages/:id/reply',
    { bodyLimit, schema: { ...shared, summary: 'Reply to a message', body: Reply } },
    async (request, reply) => {
      const message = await findMessage(store, request.params, request.query)
      const { all, ...answer } = request.body
      const composition = composeReply(message.raw, recipientsOf(message), withLists(answer), all)
      const composed = await composedMessage(composition, new Date(clock.now()))
      return capture(context, request, reply, { ...composed, origin: { kind: 'reply', of: message.id } })
    },
  )

  app.post(
    '/messages/:id/forward',
    { bodyLimit, schema: { ...shared, summary: 'Forward a message', body: Forward } },
    async (request, reply) => {
      const message = await findMessage(store, request.params, request.query)
      const composition = composeForward(message.raw, recipientsOf(message), withLists(request.body))
      const composed = await composedMessage(composition, new Date(clock.now()))
      return capture(context, request, reply, { ...composed, origin: { kind: 'forward', of: message.id } })
    },
  )
}

function recipientsOf({ envelope }: StoredMessage): string[] {
  return envelope.to.map(({ address }) => address)
}
