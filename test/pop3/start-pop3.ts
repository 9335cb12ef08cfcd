import { once } from 'node:events'
import { type Socket, connect } from 'node:net'
import { SandboxClock } from '../../server/clock.ts'
import { parseFault } from '../../server/delivery/faults/parse-fault.ts'
import { Faults } from '../../server/delivery/faults/faults.ts'
import type { FeedEvent } from '../../server/mailbox/feed-event.ts'
import { Store } from '../../server/mailbox/store.ts'
import type { StoreLimits } from '../../server/mailbox/store-limits.ts'
import type { StoredMessage } from '../../server/mailbox/stored-message.ts'
import { listen } from '../../server/net/listener.ts'
import type { ProtocolServer } from '../../server/net/protocol-server.ts'
import { SessionRegistry } from '../../server/net/sessions.ts'
import { createTlsGate } from '../../server/net/tls-gate.ts'
import { Users } from '../../server/net/users.ts'
import { POP3_LIMITS, type Pop3Limits } from '../../server/pop3/limits.ts'
import { type Pop3ServerOptions, createPop3Server } from '../../server/pop3/server.ts'
import { submission } from '../mailbox/submission.ts'

/** The owner of the mailbox in which mail arrives, if nothing else is said. */
export const BOB = 'bob@x.test'

type FaultFired = Extract<FeedEvent, { type: 'fault.fired' }>

/** A POP3 server on a free port of this machine, with a store of its own. */
export interface Pop3 {
  readonly port: number
  readonly store: Store
  readonly clock: SandboxClock
  readonly sessions: SessionRegistry
  readonly server: ProtocolServer
  /** What went wrong by a fault of the server. */
  readonly faults: readonly unknown[]
  /** What the rules that were set have done. */
  readonly fired: readonly FaultFired[]
  deliver(raw: string | Buffer, to?: string): StoredMessage
  /** The next event of this type. */
  next(type: FeedEvent['type']): Promise<FeedEvent>
  connect(): Promise<Socket>
  close(): Promise<void>
}

export interface Pop3Settings extends Partial<Omit<Pop3ServerOptions, 'limits' | 'store'>> {
  readonly limits?: Partial<Pop3Limits>
  readonly storeLimits?: Partial<StoreLimits>
  /** Faults that are set, as they are written. */
  readonly rules?: readonly unknown[]
  /** Whether connections are encrypted from their first byte. */
  readonly implicitTls?: boolean
}

export async function startPop3(given: Pop3Settings = {}): Promise<Pop3> {
  const { storeLimits = {}, implicitTls = false, limits = {}, rules = [], ...options } = given
  const clock = new SandboxClock()
  const store = new Store({ clock, limits: storeLimits })
  const sessions = new SessionRegistry()
  const faults: unknown[] = []
  const fired: FaultFired[] = []
  store.feed.subscribe(event => {
    if (event.type === 'fault.fired') fired.push(event)
  })
  const server = createPop3Server({
    store,
    clock,
    sessions,
    users: new Users(),
    tls: null,
    faults: new Faults({ clock, feed: store.feed, rules: rules.map(parseFault) }),
    onFault: error => faults.push(error),
    ...options,
    limits: { ...POP3_LIMITS, ...limits },
  })
  const handle = (socket: Socket): void => server.handle(socket)
  const { tls = null } = given
  const listener = await listen({
    hosts: ['127.0.0.1'],
    port: 0,
    maxConnections: 100,
    onConnection: implicitTls && tls !== null ? createTlsGate(tls, handle) : handle,
    onRefused: socket => server.refuse(socket),
  })
  return {
    port: listener.port,
    store,
    clock,
    sessions,
    server,
    faults,
    fired,
    deliver(raw, to = BOB) {
      const bytes = Buffer.from(raw)
      return store.capture({ ...submission({ to: [to] }), chunks: [bytes], size: bytes.length })
    },
    next: type =>
      new Promise(resolve => {
        const stop = store.feed.subscribe(event => {
          if (event.type !== type) return
          stop()
          resolve(event)
        })
      }),
    async connect() {
      const socket = connect({ port: listener.port, host: '127.0.0.1', noDelay: true })
      await once(socket, 'connect')
      return socket
    },
    async close() {
      await server.close()
      await listener.close()
      store.close()
      clock.close()
    },
  }
}
