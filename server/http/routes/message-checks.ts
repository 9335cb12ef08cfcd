import { CHECK_NAMES, isCheckName } from '../../check/check-names.ts'
import { CheckReport } from '../contract/check.ts'
import { Selection } from '../contract/list.ts'
import { Type } from '../contract/schema.ts'
import { goneSignal } from '../gone-signal.ts'
import { ProblemError } from '../problem.ts'
import type { App, RouteContext } from '../route-context.ts'
import { sendJson } from '../send-json.ts'
import { findMessage, MessageParams } from './message-lookup.ts'

const CheckParams = Type.Object({
  ...MessageParams.properties,
  name: Type.String({
    maxLength: 100,
    description: 'The name of a check.',
    examples: ['authentication'],
  }),
})

/** What checks say of a message. */
export function messageCheckRoutes(app: App, { store, checks }: RouteContext): void {
  app.get(
    '/messages/:id/checks/:name',
    {
      schema: {
        tags: ['messages'],
        summary: 'What a check says of a message',
        description:
          '`authentication`: SPF, DKIM, DMARC and ARC, as a receiver would find them if the DNS of the world were the real one; no other is ever asked. The facts are the reverse-path, and the address and the name of the client. Nothing is kept: each request asks the world as it is then.',
        params: CheckParams,
        querystring: Selection,
        response: { 200: CheckReport },
      },
    },
    async (request, reply) => {
      const { name } = request.params
      if (!isCheckName(name)) {
        throw new ProblemError(
          'no-such-check',
          `There is no check ${name}; there is: ${CHECK_NAMES.join(', ')}.`,
        )
      }
      const gone = goneSignal(reply)
      const message = await findMessage(store, request.params, request.query)
      try {
        return sendJson(reply, JSON.stringify(await checks.run(name, message, gone)))
      } catch (error) {
        // The client is gone: there is nobody to answer.
        if (gone.aborted) return reply.hijack()
        throw error
      }
    },
  )
}
