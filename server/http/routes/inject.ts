import type { FastifyRequest } from 'fastify'
import type { TLSSocket } from 'node:tls'
import { CompositionError, compose } from '../../message/compose.ts'
import type { EnvelopePath, SessionFacts } from '../../message/envelope.ts'
import { scanHeader } from '../../message/header.ts'
import { parseAddressList } from '../../message/mailbox-address.ts'
import { Composition, Injected } from '../contract/message.ts'
import { Type, type Static } from '../contract/schema.ts'
import { parseBasicCredentials } from '../guard/basic-credentials.ts'
import { ProblemError } from '../problem.ts'
import type { App, RouteContext } from '../route-context.ts'

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
        maxItems: 1000,
        description: 'The envelope recipients, for a raw message; without it, what To, Cc and Bcc say.',
      }),
    ),
  },
  { additionalProperties: false },
)
type InjectQuery = Static<typeof InjectQuery>

/** Messages that come in by HTTP. */
export function injectRoutes(app: App, context: RouteContext): void {
  const { delivery, clock, limits } = context
  app.addContentTypeParser('message/rfc822', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body)
  })
  app.post(
    '/messages',
    {
      bodyLimit: limits.messageBody,
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
    },
    async (request, reply): Promise<Injected> => {
      const { raw, from, to } = Buffer.isBuffer(request.body)
        ? rawMessage(request.body, request.query)
        : await composedMessage(request.body as Composition, new Date(clock.now()))
      const { id } = delivery.submit({
        chunks: [raw],
        size: raw.length,
        envelope: { from: pathOf(from), to: to.map(pathOf) },
        session: sessionFacts(request, context),
        transcript: null,
      })
      reply.code(201).header('location', `/api/v1/messages/${id}`)
      return { id }
    },
  )
}

interface EnvelopedMessage {
  readonly raw: Buffer
  readonly from: string
  readonly to: readonly string[]
}

function rawMessage(raw: Buffer, query: InjectQuery): EnvelopedMessage {
  const header = scanHeader(raw)
  const addressesOf = (name: string) =>
    header.values(name).flatMap(value => parseAddressList(value).map(mailbox => mailbox.address))
  return {
    raw,
    from: query.from ?? addressesOf('From')[0] ?? '',
    to: query.to ?? [...new Set(['To', 'Cc', 'Bcc'].flatMap(addressesOf))].slice(0, 1000),
  }
}

async function composedMessage(composition: Composition, date: Date): Promise<EnvelopedMessage> {
  const { to, cc, bcc, ...rest } = composition
  try {
    return await compose({ ...rest, to: listOf(to), cc: listOf(cc), bcc: listOf(bcc) }, date)
  } catch (error) {
    if (!(error instanceof CompositionError)) throw error
    const path = `/${error.field.replace(/\[(\d+)\]/g, '/$1').replaceAll('.', '/')}`
    throw new ProblemError('invalid-request', `The message cannot be composed: ${error.message}.`, {
      errors: [{ path, message: error.message }],
    })
  }
}

function listOf(value: string | string[] | undefined): string[] {
  return typeof value === 'string' ? [value] : (value ?? [])
}

/** `<` and `>` around an address belong to the argument, not to the address. */
function pathOf(text: string): EnvelopePath {
  const address = text.replace(/^<([^]*)>$/, '$1')
  return { address, argument: `<${address}>`, parameters: {} }
}

function sessionFacts(request: FastifyRequest, { users }: RouteContext): SessionFacts {
  const socket = request.raw.socket as Partial<TLSSocket>
  const secure = socket.encrypted === true
  const credentials = users.any ? parseBasicCredentials(request.headers.authorization) : null
  return {
    id: request.id,
    protocol: 'api',
    ehlo: null,
    address: socket.remoteAddress ?? null,
    port: socket.remotePort ?? null,
    tls: secure
      ? {
          protocol: socket.getProtocol?.() ?? 'unknown',
          cipher: socket.getCipher?.().name ?? 'unknown',
          servername: typeof socket.servername === 'string' ? socket.servername : null,
        }
      : null,
    auth: credentials === null ? null : { method: 'BASIC', user: credentials.name },
  }
}
