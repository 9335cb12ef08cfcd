import type { Event } from '../http/contract.ts'
import { EventConnection, type WebSocketConstructor } from './event-connection.ts'
import { FacteurError } from './facteur-error.ts'
import { bothQueries } from './scope.ts'
import type { Transport } from './transport.ts'

/** Milliseconds before a lost connection is made anew: the first time, and at most. */
const FIRST_DELAY = 200
/** Whoever starts Facteur again looks at its page right after. */
const LONGEST_DELAY = 3000

export interface EventOptions {
  /**
   * Begins after this cursor; without one, with what happens from now on. `instance:number` means nothing to another
   * process than the one whose `info` named the instance: there it is answered by a `reset`.
   */
  readonly after?: number | string | undefined
  /** Only events of messages that match; events that concern no message pass. */
  readonly query?: string | undefined
  /** Only these types, such as `message.captured` or `entry.*`. */
  readonly types?: readonly string[] | undefined
  /** Ends the stream. */
  readonly signal?: AbortSignal | undefined
  /** Told whenever the connection is made, and whenever it is lost or cannot be made at first. */
  readonly onConnection?: ((connected: boolean) => void) | undefined
}

/**
 * The event stream as frames of events, in order and without gaps: a lost connection is made anew, and goes on where it
 * ended. Each connection begins with `hello`. A `reset` says that what happened meanwhile is not known any more:
 * list again.
 *
 * @throws FacteurError when the server refuses, as for a query that does not parse
 */
export async function* streamEvents(
  transport: Transport,
  WebSocket: WebSocketConstructor,
  scope: string | undefined,
  { after, query, types, signal, onConnection }: EventOptions,
): AsyncGenerator<Event[], void, undefined> {
  const narrowed = bothQueries(scope, query)
  let cursor: string | undefined = after?.toString()
  let delay = 0
  let isLost = false
  while (!isAborted(signal)) {
    const parameters = { after: cursor, query: narrowed, types: types?.join(',') }
    const socket = connect(transport, WebSocket, transport.url('/events', parameters))
    const connection = new EventConnection(socket, () => {
      isLost = false
      onConnection?.(true)
    })
    const stop = (): void => connection.close()
    signal?.addEventListener('abort', stop, { once: true })
    try {
      for (let frame = await connection.next(); frame !== null; frame = await connection.next()) {
        if (isAborted(signal)) return
        delay = 0
        cursor = cursorAfter(frame, cursor)
        yield frame
      }
    } finally {
      signal?.removeEventListener('abort', stop)
      connection.close()
    }
    if (!connection.opened) await checkRefusal(transport, narrowed)
    if (!isLost) onConnection?.(false)
    isLost = true
    await pause(delay, signal)
    delay = Math.min(Math.max(delay * 2, FIRST_DELAY), LONGEST_DELAY)
  }
}

function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true
}

/** As Node has it, beyond what browsers take. */
type WebSocketWithHeaders = new (url: string, options: { headers: Record<string, string> }) => WebSocket

function connect(transport: Transport, WebSocket: WebSocketConstructor, url: string): WebSocket {
  const address = url.replace(/^http/, 'ws')
  const { authorization } = transport
  // A browser sends the credentials of its page by itself, and cannot be given others.
  if (authorization === undefined || 'document' in globalThis) return new WebSocket(address)
  return new (WebSocket as unknown as WebSocketWithHeaders)(address, { headers: { authorization } })
}

/** A number means something in one instance only, so its name goes with it. */
function cursorAfter(frame: readonly Event[], before: string | undefined): string | undefined {
  let instance = before?.includes(':') === true ? before.slice(0, before.indexOf(':')) : undefined
  for (const event of frame) if (event.type === 'hello' || event.type === 'reset') instance = event.instance
  const seq = frame.at(-1)?.seq
  if (seq === undefined) return before
  return instance === undefined ? String(seq) : `${instance}:${seq}`
}

/** A WebSocket does not tell why it was refused; an ordinary request does. A server that is away is waited for. */
async function checkRefusal(transport: Transport, query: string | undefined): Promise<void> {
  try {
    await transport.json('GET', '/messages', { parameters: { query, limit: 1 } })
  } catch (error) {
    if (error instanceof FacteurError && error.status >= 400 && error.status < 500) throw error
  }
}

/** Waits, with some chance so that many clients do not come back at once; less when aborted. */
function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise(resolve => {
    const done = (): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, milliseconds * (0.5 + Math.random() / 2))
    signal?.addEventListener('abort', done, { once: true })
  })
}
