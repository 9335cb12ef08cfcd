import net from 'node:net'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createClient, FacteurError, type Event } from '../../server/client/client.ts'
import { createHttpServer } from '../../server/http/server.ts'
import { capture, captureMany, createGround, startTestServer } from '../http/http-fixture.ts'

/** A port whose connections can be cut, and handed to another server. */
async function startFickleServer(options: Parameters<typeof createGround>[0] = {}) {
  const ground = createGround(options)
  let http = await createHttpServer(ground)
  const sockets = new Set<net.Socket>()
  const listener = net.createServer(socket => {
    socket.on('error', () => {})
    sockets.add(socket)
    http.handle(socket)
  })
  await new Promise<void>(resolve => {
    listener.listen(0, '127.0.0.1', resolve)
  })
  const cut = (): void => {
    for (const socket of sockets) socket.destroy()
    sockets.clear()
  }
  onTestFinished(async () => {
    listener.close()
    await http.close()
  })
  return {
    ...ground,
    url: `http://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    cut,
    /** As if the process was started anew, with an empty store. */
    restart: async (): Promise<ReturnType<typeof createGround>> => {
      await http.close()
      const next = createGround(options)
      http = await createHttpServer(next)
      cut()
      return next
    },
  }
}

/** A server that is not there before `listen`. */
async function startLateServer() {
  const http = await createHttpServer(createGround())
  const listener = net.createServer(socket => {
    socket.on('error', () => {})
    http.handle(socket)
  })
  const listen = (port: number) =>
    new Promise<void>(resolve => {
      listener.listen(port, '127.0.0.1', resolve)
    })
  await listen(0)
  const { port } = listener.address() as AddressInfo
  await new Promise(resolve => listener.close(resolve))
  onTestFinished(async () => {
    listener.close()
    await http.close()
  })
  return { url: `http://127.0.0.1:${port}`, listen: () => listen(port) }
}

/** Reads frames until as many events came that are not `hello`. */
async function read(frames: AsyncGenerator<Event[]>, count: number): Promise<Event[]> {
  const events: Event[] = []
  while (events.length < count) {
    const { value, done } = await frames.next()
    if (done === true) break
    events.push(...value.filter(event => event.type !== 'hello'))
  }
  return events
}

describe('the events of the client', () => {
  it('begin with hello and come as they happen', async () => {
    const { url, store } = await startTestServer()
    const frames = createClient({ baseUrl: url }).events()
    expect((await frames.next()).value).toMatchObject([{ type: 'hello' }])
    const { id } = capture(store)
    expect(await read(frames, 3)).toContainEqual(expect.objectContaining({ type: 'message.captured', id }))
    await frames.return()
  })

  it('go on without a gap where the connection was lost', async () => {
    const { url, store, cut } = await startFickleServer()
    const states: boolean[] = []
    const frames = createClient({ baseUrl: url }).events({
      onConnection: connected => states.push(connected),
    })
    await frames.next()
    const seqs: number[] = []
    for (let round = 0; round < 3; round++) {
      captureMany(store, 20)
      while ((seqs.at(-1) ?? 0) < store.feed.seq) {
        const { value } = await frames.next()
        seqs.push(...(value ?? []).filter(event => event.type !== 'hello').map(event => event.seq))
      }
      cut()
      captureMany(store, 20)
    }
    seqs.push(...(await read(frames, store.feed.seq - seqs.length)).map(event => event.seq))
    expect(seqs).toEqual(Array.from({ length: store.feed.seq }, (_, index) => index + 1))
    expect(states).toEqual([true, false, true, false, true, false, true])
    await frames.return()
  })

  it('tell once that there is no connection, also where there was none before', async () => {
    const { url, listen } = await startLateServer()
    const states: boolean[] = []
    let attempts = 0
    const client = createClient({
      baseUrl: url,
      // Asked after each attempt, why it was not taken.
      fetch: async (...request) => {
        if (++attempts === 3) await listen()
        return fetch(...request)
      },
    })
    const frames = client.events({ onConnection: connected => states.push(connected) })
    expect((await frames.next()).value).toMatchObject([{ type: 'hello' }])
    expect(states).toEqual([false, true])
    await frames.return()
  })

  it('tell of a reset when another process answers, though it is further on', async () => {
    const { url, store, restart } = await startFickleServer()
    const frames = createClient({ baseUrl: url }).events()
    await frames.next()
    capture(store)
    await read(frames, store.feed.seq)
    const next = await restart()
    captureMany(next.store, 100)
    expect((await read(frames, 1))[0]).toMatchObject({ type: 'reset', seq: next.store.feed.seq })
    await frames.return()
  })

  it('begin with a reset when the cursor is of another process', async () => {
    const { url, store } = await startTestServer()
    captureMany(store, 3)
    const client = createClient({ baseUrl: url })
    const { instance } = await client.info()
    const own = client.events({ after: `${instance}:1` })
    expect((await read(own, 1))[0]).toMatchObject({ seq: 2 })
    await own.return()
    const foreign = client.events({ after: 'other:1' })
    expect((await read(foreign, 1))[0]).toMatchObject({ type: 'reset' })
    await foreign.return()
  })

  it('begin after a cursor, and are those of the scope, the query and the types', async () => {
    const { url, store } = await startTestServer()
    const { seq } = store.feed
    capture(store, { to: ['other@x.test'] })
    const own = capture(store, { raw: 'Subject: a\r\n\r\n', to: ['ci@x.test'] })
    capture(store, { raw: 'Subject: b\r\n\r\n', to: ['ci@x.test'] })
    const client = createClient({ baseUrl: url, scope: 'rcpt:ci@x.test' })
    const frames = client.events({ after: seq, query: 'subject:a', types: ['message.captured'] })
    expect(await read(frames, 1)).toMatchObject([{ id: own.id }])
    await frames.return()
  })

  it('end when they are aborted, connected or waiting for the server to come back', async () => {
    const { url, close } = await startTestServer()
    const ending = new AbortController()
    const frames = createClient({ baseUrl: url }).events({ signal: ending.signal })
    await frames.next()
    const waiting = frames.next()
    ending.abort()
    expect(await waiting).toEqual({ value: undefined, done: true })

    const again = new AbortController()
    const lost: Promise<void> = new Promise(resolve => {
      const reconnecting = createClient({ baseUrl: url }).events({
        signal: again.signal,
        onConnection: connected => connected || resolve(),
      })
      void reconnecting.next().then(async () => {
        const next = reconnecting.next()
        await close()
        return next
      })
    })
    await lost
    again.abort()
  })

  it('are refused with the problem, not tried for ever', async () => {
    const { url } = await startTestServer()
    const frames = createClient({ baseUrl: url }).events({ query: '(' })
    await expect(frames.next()).rejects.toMatchObject({ name: 'FacteurError', code: 'invalid-query' })
  })

  it('do not fill the memory of who reads them slowly, and are complete all the same', async () => {
    const { url, store } = await startTestServer({}, { feedRing: 1_000_000, messages: 200_000 })
    const client = createClient({ baseUrl: url })
    const states: boolean[] = []
    const frames = client.events({
      types: ['message.captured'],
      onConnection: connected => states.push(connected),
    })
    await frames.next()
    // Until the client has enough waiting, and ends the connection.
    for (let round = 0; (await client.info()).counts.listeners === 1; round++) {
      expect(round).toBeLessThan(150)
      captureMany(store, 1000)
    }
    const events = await read(frames, store.count)
    expect(events.map(event => event.seq)).toEqual([...store.timeline].map(message => message.seq))
    expect(states).toEqual([true, false, true])
    await frames.return()
  })
})

describe('watch', () => {
  it('calls its listener until it is ended', async () => {
    const { url, store } = await startTestServer()
    const { promise, resolve } = Promise.withResolvers<Event>()
    const stop = createClient({ baseUrl: url }).watch(events => {
      for (const event of events) {
        if (event.type === 'hello') capture(store)
        else resolve(event)
      }
    })
    expect((await promise).seq).toBe(1)
    stop()
  })

  it('tells of a refusal', async () => {
    const { url } = await startTestServer()
    const { promise, resolve } = Promise.withResolvers<unknown>()
    createClient({ baseUrl: url }).watch(() => {}, { query: '(', onError: resolve })
    expect(await promise).toBeInstanceOf(FacteurError)
  })
})
