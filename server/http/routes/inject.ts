import type { FastifyReply } from 'fastify'
import { scanHeader } from '../../message/header.ts'
import { parseAddressList } from '../../message/mailbox-address.ts'
import { Composition, Injected } from '../contract/message.ts'
import { Type, type Static } from '../contract/schema.ts'
import { messageBodyLimit } from '../limits.ts'
import { ProblemError } from '../problem.ts'
import type { App, RouteContext } from '../route-context.ts'
import {
  capture,
  composedMessage,
  type EnvelopedMessage,
  hasControls,
  withLists,
} from './submitted-message.ts'

const NO_MESSAGE =
  'There is no body: send JSON as application/json, or the bytes of a message as message/rfc822.'

const address = Type.String({ maxLength: 1000 })

const InjectQuery = Type.Object(
  {
    from: Type.Optional(
      Type.String({
        maxLength: 1000,
        description: 'The envelope sender, for a raw message; without it, what the From field says.',
      }),
    ),
    to: Type.Optional(
      Type.Array(address, {
        description: 'The envelope recipients, for a raw message; without it, what To, Cc and Bcc say.',
      }),
    ),
  },
  { additionalProperties: false },
)
type InjectQuery = Static<typeof InjectQuery>

/** Messages that come in by HTTP. */
export function injectRoutes(app: App, context: RouteContext): void {
  const { clock, limits } = context
  app.addContentTypeParser('message/rfc822', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body)
  })
  app.post(
    '/messages',
    {
      bodyLimit: messageBodyLimit(limits),
      schema: {
        tags: ['messages'],
        summary: 'Capture a message',
        description:
          'Either the bytes of a message, which are kept as they are, or JSON from which one is composed.',
        querystring: InjectQuery,
        body: {
          content: {
            'application/json': { schema: Composition },
            'message/rfc822': { schema: {} },
          },
        },
        response: { 201: Injected },
      },
      // What has no content type is held against neither schema.
      preValidation: async request => {
        if (request.body === undefined) throw new ProblemError('invalid-request', NO_MESSAGE)
      },
    },
    async (request, reply): Promise<Injected | FastifyReply> => {
      const message = Buffer.isBuffer(request.body)
        ? rawMessage(request.body, request.query, limits.recipients)
        : await composedMessage(withLists(request.body as Composition), new Date(clock.now()))
      return capture(context, request, reply, message)
    },
  )
}

/** @param recipients how many of those that the header fields name are taken */
function rawMessage(raw: Buffer, query: InjectQuery, recipients: number): EnvelopedMessage {
  const header = scanHeader(raw)
  const addressesOf = (name: string) =>
    header
      .values(name)
      .flatMap(value => parseAddressList(value).map(mailbox => mailbox.address))
      .filter(named => named !== '' && !hasControls(named))
  return {
    raw,
    from: query.from ?? addressesOf('From')[0] ?? '',
    to: query.to ?? [...new Set(['To', 'Cc', 'Bcc'].flatMap(addressesOf))].slice(0, recipients),
  }
}
