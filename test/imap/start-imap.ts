import { once } from 'node:events'
import { type Socket, connect } from 'node:net'
import { SandboxClock } from '../../server/clock.ts'
import { parseFault } from '../../server/delivery/faults/parse-fault.ts'
import { Faults } from '../../server/delivery/faults/faults.ts'
import { IMAP_LIMITS, type ImapLimits } from '../../server/imap/limits.ts'
import { type ImapServerOptions, createImapServer } from '../../server/imap/server.ts'
import type { FeedEvent } from '../../server/mailbox/feed-event.ts'
import { Store } from '../../server/mailbox/store.ts'
import type { StoredMessage } from '../../server/mailbox/stored-message.ts'
import { listen } from '../../server/net/listener.ts'
import type { ProtocolServer } from '../../server/net/protocol-server.ts'
import { SessionRegistry } from '../../server/net/sessions.ts'
import { Users } from '../../server/net/users.ts'
import { path, submission } from '../mailbox/submission.ts'

type FaultFired = Extract<FeedEvent, { type: 'fault.fired' }>

/** World time at which every server of a test starts, so that dates can be expected. */
const STARTED = Date.UTC(2026, 10, 21, 20, 46, 30)

/** Whose mailboxes the tests work with, if they name no other. */
export const BOB = 'bob@x.test'

export interface ImapSettings extends Partial<
  Omit<ImapServerOptions, 'limits' | 'store' | 'clock' | 'sessions'>
> {
  readonly limits?: Partial<ImapLimits>
  /** Faults that are set, as they are written. */
  readonly rules?: readonly unknown[]
}

/** An IMAP server on a free port of this machine, and the store behind it. */
export interface Imap {
  readonly port: number
  readonly store: Store
  readonly clock: SandboxClock
  readonly sessions: SessionRegistry
  readonly server: ProtocolServer
  /** What went wrong on our side. */
  readonly faults: readonly unknown[]
  /** What the rules that were set have done. */
  readonly fired: readonly FaultFired[]
  /** Captures a mail; Bob's, if nobody else is named. */
  deliver(raw: string | Uint8Array, to?: string): StoredMessage
  connect(): Promise<Socket>
  /** A connection that has logged in, with the answers so far taken. */
  connectAs(user: string): Promise<Socket>
  close(): Promise<void>
}

/** Starts a server with a store of its own, whose clock stands still and whose UIDVALIDITY counts from 1. */
export async function startImap(settings: ImapSettings = {}): Promise<Imap> {
  const clock = new SandboxClock()
  clock.freeze(STARTED)
  const store = new Store({ clock, seedUidValidity: 1 })
  const sessions = new SessionRegistry()
  const faults: unknown[] = []
  const fired: FaultFired[] = []
  store.feed.subscribe(event => {
    if (event.type === 'fault.fired') fired.push(event)
  })
  const limits = { ...IMAP_LIMITS, ...settings.limits }
  const server = createImapServer({
    store,
    clock,
    sessions,
    users: new Users(),
    tls: null,
    disabled: [],
    literalMinus: false,
    version: '0.0.0',
    onFault: error => faults.push(error),
    faults: new Faults({ clock, feed: store.feed, rules: (settings.rules ?? []).map(parseFault) }),
    ...settings,
    limits,
  })
  const listener = await listen({
    hosts: ['127.0.0.1'],
    port: 0,
    maxConnections: 100_000,
    onConnection: socket => server.handle(socket),
  })
  const open = async (): Promise<Socket> => {
    const socket = connect({ port: listener.port, host: '127.0.0.1', noDelay: true })
    await once(socket, 'connect')
    return socket
  }
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
      const envelope = { from: path('anna@app.test'), to: [path(to)] }
      return store.capture({ ...submission(), chunks: [bytes], size: bytes.length, envelope })
    },
    connect: open,
    async connectAs(user) {
      const socket = await open()
      await answered(socket, '* OK')
      socket.write(`login LOGIN "${user}" any\r\n`)
      await answered(socket, 'login OK')
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

/** Takes what comes until a line that starts so has come. */
async function answered(socket: Socket, start: string): Promise<void> {
  let text = ''
  while (!`\n${text}`.includes(`\n${start}`) || !text.endsWith('\r\n')) {
    await once(socket, 'readable')
    text += String(socket.read() ?? '')
  }
}
