import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { WebSocket, WebSocketServer } from 'ws'
import { endWithProblem } from './client-error.ts'
import { problem } from './problem.ts'
import type { App } from './route-context.ts'

interface Upgrade {
  readonly response: ServerResponse
  readonly socket: Socket
  /** What the client sent behind its request. */
  readonly head: Buffer
}

/** Bytes that a client may send in one WebSocket message, if nothing else is said; the event stream listens to none. */
const MAX_PAYLOAD = 4096

/** Requests that ask to become WebSockets, until their route takes them. */
const upgrades = new WeakMap<IncomingMessage, Upgrade>()

/** What answers handshakes, and keeps nothing of them, by the bytes of a message; each made for the first one. */
const handshakes = new Map<number, WebSocketServer>()

/**
 * Whether a request is to be upgraded, for Node 22.21 and newer. RFC 9110 §7.8: a server may ignore an upgrade
 * that it does not know; HTTP clients such as Java's offer `h2c` with every request.
 */
export function asksForWebSocket(request: IncomingMessage): boolean {
  return request.headers.upgrade?.toLowerCase() === 'websocket'
}

/**
 * Sends requests that ask for a WebSocket through the same hooks, checks and routes as all others. A route takes
 * the socket by `acceptWebSocket`; when none does, or one refuses, the answer is an ordinary one.
 */
export function addUpgrades(app: App): void {
  // An import would load all that it exports, the WebSocket client of Node too: 17 ms at every start.
  const http = process.getBuiltinModule('node:http')
  app.server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    socket.on('error', () => {})
    const response = new http.ServerResponse(request)
    response.shouldKeepAlive = false
    response.assignSocket(socket)
    response.once('finish', () => socket.end())
    if (asksForWebSocket(request)) upgrades.set(request, { response, socket, head })
    app.routing(request, response)
  })
}

/** Whether this request asks to become a WebSocket. */
export function isUpgrade(request: IncomingMessage): boolean {
  return upgrades.has(request)
}

/**
 * Answers the opening handshake (RFC 6455 §4.2.2). Null when the handshake is faulty; it has been refused then.
 * Messages are not compressed: that costs more than it saves on one machine.
 *
 * @param maxPayload bytes that a client may send in one message
 */
export async function acceptWebSocket(
  request: IncomingMessage,
  maxPayload: number = MAX_PAYLOAD,
): Promise<WebSocket | null> {
  const upgrade = upgrades.get(request)
  if (upgrade === undefined) throw new Error('this request does not ask for a WebSocket')
  const { response, socket, head } = upgrade
  const server = handshakes.get(maxPayload) ?? (await createHandshakes(maxPayload))
  response.detachSocket(socket)
  const { promise, resolve } = Promise.withResolvers<WebSocket | null>()
  socket.once('close', () => resolve(null))
  server.handleUpgrade(request, socket, head, webSocket => resolve(webSocket))
  return promise
}

async function createHandshakes(maxPayload: number): Promise<WebSocketServer> {
  const { WebSocketServer } = await import('ws')
  const server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    clientTracking: false,
    maxPayload,
  })
  server.on('wsClientError', (error, socket) => {
    // RFC 6455 §4.4: who speaks another version is told which one is understood.
    endWithProblem(socket, problem('bad-request', `${error.message}.`), 'Sec-WebSocket-Version: 13\r\n')
  })
  handshakes.set(maxPayload, server)
  return server
}
