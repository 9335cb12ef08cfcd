import type { AddressInfo } from 'node:net'
import net from 'node:net'
import { onTestFinished } from 'vitest'
import { MessageChecks } from '../../server/check/message-checks.ts'
import { SandboxClock } from '../../server/clock.ts'
import { Faults } from '../../server/delivery/faults/faults.ts'
import { JourneyNotes } from '../../server/delivery/journey/journey-notes.ts'
import { Delivery } from '../../server/delivery/submission.ts'
import { WorldHolder } from '../../server/delivery/world/world-holder.ts'
import { createApp } from '../../server/http/app.ts'
import { createHttpServer, type HttpOptions } from '../../server/http/server.ts'
import type { StoreLimits } from '../../server/mailbox/store-limits.ts'
import { Store } from '../../server/mailbox/store.ts'
import type { StoredMessage } from '../../server/mailbox/stored-message.ts'
import { ContentReader } from '../../server/message/content-reader.ts'
import type { EnvelopePath, SessionFacts } from '../../server/message/envelope.ts'
import { SessionRegistry } from '../../server/net/sessions.ts'
import { Users } from '../../server/net/users.ts'

const SESSION: SessionFacts = {
  id: 's1',
  protocol: 'smtp',
  ehlo: 'app.test',
  address: '127.0.0.1',
  port: 5000,
  tls: null,
  auth: null,
}

/** All that the HTTP side stands on, and options for it. */
export interface Ground extends HttpOptions {
  readonly store: Store
  readonly errors: unknown[]
}

/** A store and what goes with it; `options` and `limits` change what is given to the HTTP side and to the store. */
export function createGround(options: Partial<HttpOptions> = {}, limits: Partial<StoreLimits> = {}): Ground {
  const clock = new SandboxClock()
  const store = new Store({ clock, limits })
  const world = new WorldHolder({ clock, readyMade: true, plusAddresses: false })
  const content = new ContentReader()
  const checks = new MessageChecks(world)
  const errors: unknown[] = []
  onTestFinished(async () => {
    store.close()
    clock.close()
    await content.close()
    await checks.close()
  })
  return {
    store,
    delivery: new Delivery({ store, clock, world }),
    faults: new Faults({ clock, feed: store.feed }),
    journeys: new JourneyNotes(store),
    world,
    content,
    checks,
    sessions: new SessionRegistry(),
    clock,
    info: () => ({ version: '1.2.3', ports: { smtp: 1025, http: 8025 }, limits: { messages: 10_000 } }),
    allowHosts: [],
    allowOrigins: [],
    users: new Users(),
    webRoot: null,
    onError: error => errors.push(error),
    errors,
    ...options,
  }
}

/** The application without a port, for `inject`. */
export async function createTestApp(options: Partial<HttpOptions> = {}, limits: Partial<StoreLimits> = {}) {
  const ground = createGround(options, limits)
  await ground.delivery.load()
  const { app, hub, waits } = await createApp(ground)
  onTestFinished(async () => {
    hub.close()
    waits.close()
    await app.close()
  })
  return { ...ground, app }
}

/** The application on a port of its own. */
export async function startTestServer(options: Partial<HttpOptions> = {}, limits: Partial<StoreLimits> = {}) {
  const ground = createGround(options, limits)
  await ground.delivery.load()
  const http = await createHttpServer(ground)
  const listener = net.createServer({ allowHalfOpen: true }, socket => {
    socket.on('error', () => {})
    http.handle(socket)
  })
  await new Promise<void>(resolve => {
    listener.listen(0, '127.0.0.1', resolve)
  })
  const { port } = listener.address() as AddressInfo
  const close = async (): Promise<void> => {
    const closed = new Promise(resolve => listener.close(resolve))
    await http.close()
    await closed
  }
  onTestFinished(async () => {
    if (listener.listening) await close()
  })
  return { ...ground, port, url: `http://127.0.0.1:${port}`, close }
}

function path(address: string): EnvelopePath {
  return { address, argument: `<${address}>`, parameters: {} }
}

/** Captures a message as SMTP does. */
export function capture(
  store: Store,
  {
    raw = 'Subject: Hello\r\nFrom: anna@app.test\r\nTo: bob@x.test\r\n\r\nHello Bob\r\n',
    from = 'anna@app.test',
    to = ['bob@x.test'],
    transcript = null,
    session = SESSION,
  }: {
    raw?: string | Buffer
    from?: string
    to?: string[]
    transcript?: Uint8Array | null
    session?: SessionFacts
  } = {},
): StoredMessage {
  const bytes = Buffer.from(raw)
  return store.capture({
    chunks: [bytes],
    size: bytes.length,
    envelope: { from: path(from), to: to.map(path) },
    session,
    transcript,
  })
}

/** Captures `count` messages with the subjects `1`, `2` and so on. */
export function captureMany(store: Store, count: number): StoredMessage[] {
  return Array.from({ length: count }, (_, index) =>
    capture(store, { raw: `Subject: ${index + 1}\r\n\r\nbody\r\n` }),
  )
}
