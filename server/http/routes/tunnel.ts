import type { FastifyReply, FastifyRequest } from 'fastify'
import { factsOfSocket } from '../../net/stream-facts.ts'
import type { OpenTunnel } from '../open-tunnel.ts'
import { ProblemError } from '../problem.ts'
import type { App, RouteContext } from '../route-context.ts'
import { acceptWebSocket, isUpgrade } from '../upgrade.ts'
import { WebSocketStream } from '../websocket-stream.ts'
import { AccountParams, findAccount } from './account-lookup.ts'

const PROTOCOLS = { imap: 'IMAP', pop3: 'POP3' } as const

/** Sessions of the mail protocols for those who have no sockets, such as web pages. */
export function tunnelRoutes(app: App, context: RouteContext): void {
  for (const protocol of ['imap', 'pop3'] as const) {
    const open = context.tunnels?.[protocol]
    if (open !== undefined) addTunnel(app, context, { protocol, open })
  }
}

function addTunnel(
  app: App,
  { store, limits }: RouteContext,
  { protocol, open }: { protocol: keyof typeof PROTOCOLS; open: OpenTunnel },
): void {
  const name = PROTOCOLS[protocol]
  app.get(
    `/accounts/:address/${protocol}`,
    {
      exposeHeadRoute: false,
      schema: {
        tags: ['accounts'],
        summary: `Talk ${name}, by WebSocket`,
        description: `A session of the ${name} server, from its greeting on, as on a fresh connection: the client logs in, for this account or for another. Frames are binary; how the bytes are cut into them has no meaning; none has more than ${limits.tunnelFrame} bytes.`,
        params: AccountParams,
        response: { 101: { description: 'A WebSocket.', content: {} } },
      },
    },
    async (request, reply) => {
      findAccount(store, request.params)
      if (!isUpgrade(request.raw)) throw upgradeRequired(name, reply)
      reply.hijack()
      await openTunnel(request, limits.tunnelFrame, open)
      return reply
    },
  )
}

async function openTunnel(request: FastifyRequest, maxFrame: number, open: OpenTunnel): Promise<void> {
  const socket = await acceptWebSocket(request.raw, maxFrame)
  if (socket !== null) open(new WebSocketStream(socket), factsOfSocket(request.raw.socket))
}

/** RFC 9110 §15.5.22: the answer names what to upgrade to. */
function upgradeRequired(name: string, reply: FastifyReply): ProblemError {
  reply.header('upgrade', 'websocket').header('connection', 'upgrade')
  return new ProblemError(
    'upgrade-required',
    `${name} is spoken here by WebSocket alone: open one with ws:// or wss://.`,
  )
}
