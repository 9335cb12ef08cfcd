import type { FastifyReply, FastifyRequest } from 'fastify'
import { parseQuery } from '../../mailbox/query.ts'
import { Event, EventQuery } from '../contract/event.ts'
import type { Cursor } from '../events/event-hub.ts'
import { createEventFilter, type EventFilter } from '../events/event-filter.ts'
import { SseSink } from '../events/sse-sink.ts'
import { WebSocketSink } from '../events/websocket-sink.ts'
import type { App, RouteContext } from '../route-context.ts'
import { acceptWebSocket, isUpgrade } from '../upgrade.ts'

/** The feed as a stream, for those who ask by WebSocket and for all others as server-sent events. */
export function eventsRoutes(app: App, context: RouteContext): void {
  const { hub, store } = context
  app.get(
    '/events',
    {
      // It has no end, so there is nothing that HEAD could tell.
      exposeHeadRoute: false,
      schema: {
        tags: ['events'],
        summary: 'Follow all changes',
        description:
          'As a WebSocket, where each frame is a JSON array of events; or as server-sent events, where each is one event and its id a cursor for `Last-Event-ID`. A stream begins with `hello`.',
        querystring: EventQuery,
        response: { 200: { content: { 'text/event-stream': { schema: Event } } } },
      },
    },
    async (request, reply) => {
      const { after, query, types } = request.query
      const filter = createEventFilter(
        store,
        query === undefined || query.trim() === '' ? null : parseQuery(query),
        types === undefined ? null : types.split(',').map(type => type.trim()),
      )
      hub.checkRoom()
      if (isUpgrade(request.raw)) await streamToWebSocket(request, reply, context, { after, filter })
      else streamToSse(request, reply, context, { after, filter })
      return reply
    },
  )
}

interface Wish {
  readonly after: string | undefined
  readonly filter: EventFilter | null
}

async function streamToWebSocket(
  request: FastifyRequest,
  reply: FastifyReply,
  { hub }: RouteContext,
  { after, filter }: Wish,
): Promise<void> {
  reply.hijack()
  const socket = await acceptWebSocket(request.raw)
  if (socket === null) return
  // Faults of the peer: it is closed after them.
  socket.on('error', () => {})
  const stop = hub.listen(new WebSocketSink(socket), parseCursor(after), filter)
  socket.on('close', stop)
}

function streamToSse(
  request: FastifyRequest,
  reply: FastifyReply,
  { hub }: RouteContext,
  { after, filter }: Wish,
): void {
  reply.hijack()
  const { raw } = reply
  const last = request.headers['last-event-id']
  for (const [name, value] of Object.entries(reply.getHeaders())) raw.setHeader(name, value ?? '')
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    // Proxies such as nginx would hold the events back.
    'x-accel-buffering': 'no',
  })
  raw.on('error', () => {})
  const from = parseCursor(typeof last === 'string' && last !== '' ? last : after)
  const stop = hub.listen(new SseSink(raw), from, filter)
  raw.on('close', stop)
}

/** A number, or an instance and a number; what is neither begins now. */
function parseCursor(text: string | undefined): Cursor | null {
  const match = /^(?:([\w-]{1,64}):)?(\d{1,15})$/.exec(text ?? '')
  return match === null ? null : { instance: match[1] ?? null, seq: Number(match[2]) }
}
