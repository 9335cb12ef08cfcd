import { once } from 'node:events'
import net from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import type { Event } from '../../server/http/contract.ts'
import { Users } from '../../server/net/users.ts'
import { TranscriptRecorder } from '../../server/net/transcript.ts'
import { capture, captureMany, startTestServer } from './http-fixture.ts'

/** A listener by WebSocket: the frames that it was sent, as they come. */
class Listener {
  readonly frames: Event[][] = []
  readonly socket: WebSocket
  #wake = (): void => {}

  constructor(url: string, options: { headers?: Record<string, string>; origin?: string } = {}) {
    this.socket = new WebSocket(url.replace(/^http/, 'ws'), options)
    this.socket.on('message', data => {
      this.frames.push(JSON.parse((data as Buffer).toString()) as Event[])
      this.#wake()
    })
    // Ended before it was open, it says so; a refusal is looked for by its status.
    this.socket.on('error', () => {})
    onTestFinished(() => this.socket.terminate())
  }

  get events(): Event[] {
    return this.frames.flat()
  }

  /** All events, once there are as many. */
  async receive(count: number): Promise<Event[]> {
    while (this.events.length < count) {
      await new Promise<void>(resolve => {
        this.#wake = resolve
      })
    }
    return this.events
  }

  /** The status and the problem with which the handshake was refused. */
  async refusal(): Promise<{ status: number | undefined; code: string }> {
    const [, response] = (await once(this.socket, 'unexpected-response')) as [
      unknown,
      import('node:http').IncomingMessage,
    ]
    let body = ''
    for await (const chunk of response) body += String(chunk)
    return { status: response.statusCode, code: (JSON.parse(body) as { code: string }).code }
  }
}

const path = (address: string) => ({ address, argument: `<${address}>`, parameters: {} })

const types = (events: Event[]): string[] => events.map(event => event.type)

describe('the event stream by WebSocket', () => {
  it('begins with hello and tells of everything, in order and once', async () => {
    const { store, url } = await startTestServer({ instance: 'abc' })
    capture(store)
    const listener = new Listener(`${url}/api/v1/events`)
    const [hello] = await listener.receive(1)
    expect(hello).toMatchObject({ type: 'hello', instance: 'abc', seq: store.feed.seq })
    const before = store.feed.seq
    const message = capture(store)
    store.apply({ type: 'flag', folder: store.catchAll.inbox, uids: [2], mode: 'add', keywords: ['ci'] })
    store.apply({ type: 'delete-message', ids: [message.id] })
    await listener.receive(1 + store.feed.seq - before)
    const events = listener.events.slice(1)
    expect(events.map(event => event.seq)).toEqual(events.map((_, index) => before + index + 1))
    expect(events[0]).toMatchObject({
      type: 'message.captured',
      id: message.id,
      summary: { id: message.id, subject: 'Hello' },
    })
    expect(types(events)).toEqual([
      'message.captured',
      'entry.placed',
      'entry.placed',
      'entry.flagged',
      'entry.expunged',
      'entry.expunged',
      'message.deleted',
    ])
    expect(events[3]).toMatchObject({ account: 'all', folder: 'INBOX', uid: 2, flags: ['ci'] })
  })

  it('sends what happens in one tick in one frame, the same text to all', async () => {
    const { store, url } = await startTestServer()
    const listeners = [new Listener(`${url}/api/v1/events`), new Listener(`${url}/api/v1/events`)]
    for (const listener of listeners) await listener.receive(1)
    const before = store.feed.seq
    captureMany(store, 500)
    for (const listener of listeners) {
      await listener.receive(1 + store.feed.seq - before)
      expect(listener.frames).toHaveLength(2)
      expect(listener.frames[1]).toHaveLength(store.feed.seq - before)
    }
  })

  it('goes on after a cursor without a gap, while more comes in', async () => {
    const { store, url } = await startTestServer()
    captureMany(store, 600)
    const after = 5
    const listener = new Listener(`${url}/api/v1/events?after=${after}`)
    await listener.receive(1)
    captureMany(store, 50)
    await listener.receive(1 + store.feed.seq - after)
    const [hello, ...events] = listener.events
    expect(hello).toMatchObject({ type: 'hello', seq: after })
    expect(events.map(event => event.seq)).toEqual(
      Array.from({ length: store.feed.seq - after }, (_, index) => after + index + 1),
    )
  })

  it.each([
    ['is older than what is kept', 'after=1'],
    ['lies in the future', 'after=100000'],
    ['is of another instance', 'after=other:20'],
  ])('begins anew with a reset when the cursor %s', async (_, search) => {
    const { store, url } = await startTestServer({ instance: 'abc' }, { feedRing: 10 })
    captureMany(store, 20)
    const listener = new Listener(`${url}/api/v1/events?${search}`)
    const events = await listener.receive(2)
    expect(types(events)).toEqual(['hello', 'reset'])
    expect(events[1]).toMatchObject({ instance: 'abc', seq: store.feed.seq })
    capture(store)
    expect((await listener.receive(3))[2]).toMatchObject({ type: 'message.captured' })
  })

  it('goes on when the cursor names this instance', async () => {
    const { store, url } = await startTestServer({ instance: 'abc' })
    captureMany(store, 2)
    const listener = new Listener(`${url}/api/v1/events?after=abc:${store.feed.seq - 1}`)
    expect(types(await listener.receive(2))).toEqual(['hello', 'entry.placed'])
  })

  it('tells of a reset of the store', async () => {
    const { store, url } = await startTestServer()
    const listener = new Listener(`${url}/api/v1/events`)
    await listener.receive(1)
    store.reset()
    expect((await listener.receive(2))[1]).toMatchObject({ type: 'reset', instance: expect.any(String) })
  })

  it('tells those who ask by a query only of messages that match, and of what concerns none', async () => {
    const { store, url } = await startTestServer()
    const listener = new Listener(`${url}/api/v1/events?query=${encodeURIComponent('rcpt:bob@x.test')}`)
    await listener.receive(1)
    const other = capture(store, { to: ['carol@y.test'] })
    const wanted = capture(store)
    store.apply({ type: 'create-folder', account: store.catchAll, name: 'New' })
    store.apply({ type: 'delete-message', ids: [other.id] })
    const events = await listener.receive(1 + 3 + 1 + 3)
    expect(types(events.slice(1))).toEqual([
      'message.captured',
      'entry.placed',
      'entry.placed',
      'folder.created',
      'entry.expunged',
      'entry.expunged',
      'message.deleted',
    ])
    expect(events[1]).toMatchObject({ id: wanted.id })
  })

  it('tells only of the types that are asked for', async () => {
    const { store, url } = await startTestServer()
    const listener = new Listener(`${url}/api/v1/events?types=message.captured,folder.*`)
    await listener.receive(1)
    capture(store)
    store.apply({ type: 'create-folder', account: store.catchAll, name: 'New' })
    expect(types(await listener.receive(3))).toEqual(['hello', 'message.captured', 'folder.created'])
  })

  it('tells of mail that did not arrive, and how', async () => {
    const { store, url } = await startTestServer()
    const listener = new Listener(`${url}/api/v1/events`)
    await listener.receive(1)
    const transcript = new TranscriptRecorder()
    transcript.server('552 5.3.4 Too large')
    store.feed.publish(
      {
        type: 'session.refused',
        protocol: 'smtp',
        address: '127.0.0.1',
        reason: 'too large',
        reply: '552 5.3.4 Too large',
        ehlo: 'app.test',
        user: null,
        envelope: { from: path('a@x.test'), to: [path('b@x.test')] },
        transcript: transcript.encode(),
      },
      0,
    )
    expect((await listener.receive(2))[1]).toMatchObject({
      type: 'session.refused',
      at: '1970-01-01T00:00:00.000Z',
      envelope: { from: 'a@x.test', to: ['b@x.test'] },
      transcript: [{ side: 'server', text: '552 5.3.4 Too large' }],
    })
  })

  it('cuts off who reads too slowly, and lets it come back without a loss', async () => {
    const { store, url, port } = await startTestServer({ limits: { eventBacklog: 50_000 } })
    const slow = net.connect(port, '127.0.0.1')
    onTestFinished(() => {
      slow.destroy()
    })
    slow.on('error', () => {})
    slow.write(
      'GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    )
    await once(slow, 'readable')
    const quick = new Listener(`${url}/api/v1/events`)
    await quick.receive(1)
    const before = store.feed.seq
    const listeners = async () =>
      ((await (await fetch(`${url}/api/v1/info`)).json()) as { counts: { listeners: number } }).counts
        .listeners
    expect(await listeners()).toBe(2)
    // More than what the sockets of the system hold.
    for (let round = 0; (await listeners()) === 2; round++) {
      expect(round).toBeLessThan(500)
      captureMany(store, 500)
      await new Promise(resolve => setImmediate(resolve))
    }
    await quick.receive(1 + store.feed.seq - before)
    expect(await listeners()).toBe(1)
    const back = new Listener(`${url}/api/v1/events?after=${store.feed.seq - 9000}`)
    await back.receive(1 + 9000)
    expect(back.events.slice(1).map(event => event.seq)).toEqual(
      Array.from({ length: 9000 }, (_, index) => store.feed.seq - 9000 + index + 1),
    )
  })

  it('takes no more listeners than the limit', async () => {
    const { url } = await startTestServer({ limits: { eventStreams: 1 } })
    const first = new Listener(`${url}/api/v1/events`)
    await first.receive(1)
    expect(await new Listener(`${url}/api/v1/events`).refusal()).toEqual({
      status: 503,
      code: 'too-many-listeners',
    })
    first.socket.close()
    await once(first.socket, 'close')
    await new Listener(`${url}/api/v1/events`).receive(1)
  })

  it('ends a listener that sends more than a listener has to say', async () => {
    const { url } = await startTestServer()
    const listener = new Listener(`${url}/api/v1/events`)
    await listener.receive(1)
    listener.socket.send(Buffer.alloc(5000))
    const [code] = (await once(listener.socket, 'close')) as [number]
    expect(code).toBe(1009)
  })

  it('ends when the server closes', async () => {
    const { url, close } = await startTestServer()
    const listener = new Listener(`${url}/api/v1/events`)
    await listener.receive(1)
    const closed = once(listener.socket, 'close')
    await close()
    expect((await closed)[0]).toBe(1001)
  })

  it.each([
    ['a foreign origin', { origin: 'http://evil.test' }, '', 403, 'foreign-origin'],
    ['a foreign host', { headers: { host: 'evil.test' } }, '', 403, 'foreign-host'],
    ['no password', {}, '', 401, 'unauthorized'],
    [
      'a query that does not parse',
      { headers: { authorization: 'Basic YTpi' } },
      '?query=(',
      400,
      'invalid-query',
    ],
    [
      'a cursor that is none',
      { headers: { authorization: 'Basic YTpi' } },
      '?after=x',
      400,
      'invalid-request',
    ],
  ])('is refused before the handshake for %s', async (_, options, search, status, code) => {
    const { url } = await startTestServer({ users: Users.parse(['a:b']) })
    const listener = new Listener(`${url}/api/v1/events${search}`, options)
    expect(await listener.refusal()).toEqual({ status, code })
  })

  it('is answered like any request at an address that is no stream', async () => {
    const { url } = await startTestServer()
    expect(await new Listener(`${url}/api/v1/nothing`).refusal()).toEqual({ status: 404, code: 'not-found' })
  })

  it('is open to an origin that is allowed', async () => {
    const { url } = await startTestServer({ allowOrigins: ['http://app.test'] })
    const listener = new Listener(`${url}/api/v1/events`, { origin: 'http://app.test' })
    expect(await listener.receive(1)).toHaveLength(1)
  })
})

/** The blocks of a server-sent event stream. */
async function* readBlocks(response: Response): AsyncGenerator<string> {
  let text = ''
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk
    const blocks = text.split('\n\n')
    text = blocks.pop() ?? ''
    yield* blocks
  }
}

async function take(blocks: AsyncGenerator<string>, count: number): Promise<{ id: string; event: Event }[]> {
  const taken = []
  while (taken.length < count) {
    const { value } = (await blocks.next()) as { value: string }
    const [, id = '', data = ''] = /^id: (.*)\ndata: (.*)$/.exec(value) ?? []
    taken.push({ id, event: JSON.parse(data) as Event })
  }
  return taken
}

/** An answer that is read until the test ends. */
async function open(url: string, headers: Record<string, string> = {}): Promise<Response> {
  const ending = new AbortController()
  onTestFinished(() => ending.abort())
  return fetch(url, { headers, signal: ending.signal })
}

describe('the event stream as server-sent events', () => {
  it('tells of everything, one event each', async () => {
    const { store, url } = await startTestServer({ instance: 'abc' })
    const response = await open(`${url}/api/v1/events`, { 'accept-encoding': 'gzip' })
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(response.headers.get('content-encoding')).toBeNull()
    expect(response.headers.get('cache-control')).toBe('no-store')
    const blocks = readBlocks(response)
    expect(await take(blocks, 1)).toMatchObject([{ id: 'abc:0', event: { type: 'hello', seq: 0 } }])
    capture(store)
    const events = await take(blocks, 3)
    expect(events.map(({ id }) => id)).toEqual(
      ['abc:1', 'abc:2', 'abc:3'].map((_, index) => `abc:${events[index]?.event.seq}`),
    )
    expect(types(events.map(({ event }) => event))).toContain('message.captured')
  })

  it('goes on after the last event id, which goes before the cursor of the address', async () => {
    const { store, url } = await startTestServer({ instance: 'abc' })
    captureMany(store, 3)
    const { seq } = store.feed
    for (const id of [`abc:${seq - 1}`, `${seq - 1}`]) {
      const blocks = readBlocks(await open(`${url}/api/v1/events?after=0`, { 'last-event-id': id }))
      expect(await take(blocks, 2)).toMatchObject([{ event: { type: 'hello' } }, { id: `abc:${seq}` }])
    }
    const other = readBlocks(await open(`${url}/api/v1/events`, { 'last-event-id': 'other:1' }))
    expect((await take(other, 2))[1]?.event.type).toBe('reset')
  })

  it('is refused as a problem', async () => {
    const { url } = await startTestServer({ limits: { eventStreams: 1 } })
    const bad = await open(`${url}/api/v1/events?query=(`)
    expect(await bad.json()).toMatchObject({ status: 400, code: 'invalid-query' })
    await open(`${url}/api/v1/events`)
    const full = await open(`${url}/api/v1/events`)
    expect(full.status).toBe(503)
  })

  it('is allowed to other origins with CORS', async () => {
    const { url } = await startTestServer({ allowOrigins: ['http://app.test'] })
    const response = await open(`${url}/api/v1/events`, { origin: 'http://app.test' })
    expect(response.headers.get('access-control-allow-origin')).toBe('http://app.test')
  })

  it('ends as a whole answer when the server closes', async () => {
    const { url, close } = await startTestServer()
    const blocks = readBlocks(await open(`${url}/api/v1/events`))
    await take(blocks, 1)
    await close()
    expect(await blocks.next()).toEqual({ done: true, value: undefined })
  })
})
