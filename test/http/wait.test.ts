import net from 'node:net'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Message, Problem, Waited } from '../../server/http/contract.ts'
import { createApp } from '../../server/http/app.ts'
import { Waits } from '../../server/mailbox/waits.ts'
import { capture, captureMany, createGround, createTestApp, startTestServer } from './http-fixture.ts'

const PATH = '/api/v1/messages/wait'

/** For a machine that has much else to do. */
const PATIENTLY = { timeout: 4000 }

/** An application of which the number of waits can be seen. */
async function startApp(limits: { waits?: number; waitTimeout?: number } = {}) {
  const ground = createGround({ limits })
  const { app, hub, waits } = await createApp(ground)
  onTestFinished(async () => {
    hub.close()
    waits.close()
    await app.close()
  })
  return { ...ground, app, waits }
}

function mail(subject: string, to = 'bob@x.test'): string {
  return `Subject: ${subject}\r\nTo: ${to}\r\n\r\nYour code is 481920\r\n`
}

describe('waiting for messages', () => {
  it('gives whole messages and the cursor of the last one', async () => {
    const { app, store } = await createTestApp()
    const first = capture(store, { raw: mail('Welcome') })
    const second = capture(store, { raw: mail('Welcome again') })
    const response = await app.inject(`${PATH}?query=subject:welcome&count=2`)
    expect(response.headers['content-type']).toBe('application/json; charset=utf-8')
    const { items, cursor } = response.json<Waited>()
    expect(items.map(({ id }) => id)).toEqual([first.id, second.id])
    const one = await app.inject(`/api/v1/messages/${first.id}`)
    expect(items[0]).toEqual(one.json<Message>())
    expect(cursor).toBe(second.seq)
  })

  it('is answered when the message comes', async () => {
    const { app, store, waits } = await startApp()
    const waiting = app.inject(`${PATH}?query=subject:welcome&after=0`)
    await vi.waitUntil(() => waits.open === 1, PATIENTLY)
    const { id, seq } = capture(store, { raw: mail('Welcome') })
    expect((await waiting).json<Waited>()).toMatchObject({
      items: [{ id, text: 'Your code is 481920\n' }],
      cursor: seq,
    })
    expect(waits.open).toBe(0)
  })

  it('is for one message, as many as asked for, or none at all', async () => {
    const { app, store } = await createTestApp()
    captureMany(store, 3)
    expect((await app.inject(PATH)).json<Waited>().items).toHaveLength(1)
    expect((await app.inject(`${PATH}?count=3`)).json<Waited>().items).toHaveLength(3)
    const silence = await app.inject(`${PATH}?count=0&after=${store.feed.seq}&timeout=1ms`)
    expect(silence.statusCode).toBe(200)
    expect(silence.json()).toEqual({ items: [], cursor: store.feed.seq })
  })

  it('takes the cursor of any answer, so that nothing is missed or seen twice', async () => {
    const { app, store } = await createTestApp()
    captureMany(store, 2)
    const { cursor } = (await app.inject('/api/v1/messages')).json<{ cursor: number }>()
    const third = capture(store)
    const first = (await app.inject(`${PATH}?after=${cursor}`)).json<Waited>()
    expect(first.items.map(({ id }) => id)).toEqual([third.id])
    const fourth = capture(store)
    const next = (await app.inject(`${PATH}?after=${first.cursor}`)).json<Waited>()
    expect(next.items.map(({ id }) => id)).toEqual([fourth.id])
  })

  it('answers with a message that is deleted while its content is read', async () => {
    const { app, store, content } = await createTestApp()
    const { id } = capture(store, { raw: mail('Welcome') })
    const read = content.read.bind(content)
    content.read = async (...message) => {
      store.apply({ type: 'delete-message', ids: [id] })
      return read(...message)
    }
    const { items } = (await app.inject(`${PATH}?timeout=0s`)).json<Waited>()
    expect(items).toMatchObject([
      { id, subject: 'Welcome', preview: 'Your code is 481920', text: 'Your code is 481920\n' },
    ])
  })
})

describe('a wait that is not fulfilled', () => {
  it('tells what was waited for, how long, and what came near', async () => {
    const { app, store } = await createTestApp()
    const { id } = capture(store, { raw: mail('Order 17'), to: ['bob@x.test'] })
    const response = await app.inject(
      `${PATH}?query=${encodeURIComponent('to:anna@x.test (subject:Welcome OR subject:Hi)')}&timeout=5ms`,
    )
    expect(response.headers['content-type']).toContain('application/problem+json')
    expect(response.json<Problem>()).toMatchObject({
      status: 422,
      code: 'wait-timeout',
      detail: `No message within 5ms for \`to:anna@x.test (subject:Welcome OR subject:Hi)\`. The nearest was 'Order 17' (${id}), which fails: to: none of bob@x.test is 'anna@x.test'; none of 2 alternatives holds: subject: 'Order 17' does not contain 'Welcome'; or subject: 'Order 17' does not contain 'Hi'.`,
      terms: ['to:anna@x.test', '(subject:Welcome OR subject:Hi)'],
      waited: '5ms',
      found: 0,
      near: [{ summary: { id, subject: 'Order 17' }, failed: [expect.any(String), expect.any(String)] }],
      cursor: store.feed.seq,
    })
  })

  it.each([
    ['query=subject:x&timeout=0s', 'No message within 0ms for `subject:x`. There are no other messages.'],
    [
      'after=0&timeout=0s',
      'No message within 0ms for any query. No other message came after the position 0.',
    ],
    ['count=2&timeout=0s', 'Only 0 of 2 messages within 0ms for any query. There are no other messages.'],
    [
      'query=subject:x&scope=user:ci&timeout=0s',
      'No message within 0ms for `subject:x` within `user:ci`. There are no other messages in this scope.',
    ],
    [
      'after=900&timeout=0s',
      'No message within 0ms for any query. The position 900 lies ahead of the feed, which is at 0: is the cursor of another server, or of an earlier run?',
    ],
  ])('says what there is to know: %s', async (search, detail) => {
    const { app } = await createTestApp()
    expect((await app.inject(`${PATH}?${search}`)).json<Problem>().detail).toBe(detail)
  })

  it('tells of nothing outside its scope', async () => {
    const { app, store } = await createTestApp()
    const own = capture(store, { raw: mail('Order', 'ci-1@x.test'), to: ['ci-1@x.test'] })
    capture(store, { raw: mail('Order', 'ci-2@x.test'), to: ['ci-2@x.test'] })
    const search = 'query=subject:Welcome&scope=rcpt:ci-1@x.test&timeout=0s'
    const { near, terms } = (await app.inject(`${PATH}?${search}`)).json<Problem>()
    expect(near!.map(({ summary }) => summary.id)).toEqual([own.id])
    expect(terms).toEqual(['subject:Welcome'])
  })

  it('of silence that was asked for is answered by what broke it', async () => {
    const { app, store, waits } = await startApp()
    const waiting = app.inject(`${PATH}?query=subject:welcome&count=0&after=0`)
    await vi.waitUntil(() => waits.open === 1, PATIENTLY)
    const { id, seq } = capture(store, { raw: mail('Welcome') })
    const response = await waiting
    expect(response.json<Problem>()).toMatchObject({
      status: 422,
      code: 'unexpected-message',
      detail: `There is a message for \`subject:welcome\`: 'Welcome' (${id}).`,
      items: [{ id, text: 'Your code is 481920\n' }],
      cursor: seq,
    })
  })

  it('of silence counts what was there before, unless it has a cursor', async () => {
    const { app, store } = await createTestApp()
    capture(store)
    const response = await app.inject(`${PATH}?count=0&timeout=0s`)
    expect(response.json<Problem>().detail).toContain('What was there before counts too')
    expect((await app.inject(`${PATH}?count=0&timeout=0s&after=${store.feed.seq}`)).statusCode).toBe(200)
  })
})

describe('a wait is refused', () => {
  it.each([
    ['query=(', 'invalid-query'],
    ['scope=(', 'invalid-query'],
    ['count=-1', 'invalid-request'],
    ['count=1001', 'invalid-request'],
    ['count=x', 'invalid-request'],
    ['after=-1', 'invalid-request'],
    ['after=', 'invalid-request'],
    ['timeout=10', 'invalid-request'],
    ['timeout=', 'invalid-request'],
    ['timeout=-1s', 'invalid-request'],
    ['qeury=x', 'invalid-request'],
    ['timeout=60001ms', 'timeout-too-long'],
  ])('for %s', async (search, code) => {
    const { app } = await createTestApp()
    expect((await app.inject(`${PATH}?${search}`)).json()).toMatchObject({ status: 400, code })
  })

  it('when it would take longer than a request may, which is told', async () => {
    const { app } = await startApp({ waitTimeout: 30_000 })
    const response = await app.inject(`${PATH}?timeout=5m`)
    expect(response.json<Problem>()).toMatchObject({ status: 400, code: 'timeout-too-long', longest: '30s' })
  })

  it('when as many wait as may', async () => {
    const { app, waits, store } = await startApp({ waits: 2 })
    const waiting = [app.inject(PATH), app.inject(PATH)]
    await vi.waitUntil(() => waits.open === 2, PATIENTLY)
    expect((await app.inject(PATH)).json()).toMatchObject({ status: 503, code: 'too-many-listeners' })
    capture(store)
    expect((await Promise.all(waiting)).map(({ statusCode }) => statusCode)).toEqual([200, 200])
    expect((await app.inject(PATH)).statusCode).toBe(200)
  })

  it('by HEAD, as who waits wants the messages', async () => {
    const { app } = await createTestApp()
    expect((await app.inject({ method: 'HEAD', url: PATH })).statusCode).toBe(404)
  })
})

/** A server on a port, of which the number of waits can be seen. */
async function startServer() {
  const { app, waits, store } = await startApp()
  const listener = net.createServer({ allowHalfOpen: true }, socket => {
    app.server.emit('connection', socket)
  })
  await new Promise<void>(resolve => listener.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    app.server.closeAllConnections()
    listener.close()
  })
  return { store, waits, port: (listener.address() as net.AddressInfo).port }
}

describe('a client that waits', () => {
  it.each(['ends', 'resets', 'half-closes'] as const)('is forgotten when it %s its connection', async how => {
    const { port, waits } = await startServer()
    const socket = net.connect(port, '127.0.0.1')
    socket.write(`GET ${PATH} HTTP/1.1\r\nHost: localhost\r\n\r\n`)
    await vi.waitUntil(() => waits.open === 1, PATIENTLY)
    if (how === 'ends') socket.destroy()
    else if (how === 'resets') socket.resetAndDestroy()
    else socket.end()
    await vi.waitUntil(() => waits.open === 0, PATIENTLY)
    socket.destroy()
  })

  it('is answered when the server closes, which it does at once', async () => {
    const { url, close } = await startTestServer()
    const wait = vi.spyOn(Waits.prototype, 'wait')
    onTestFinished(() => wait.mockRestore())
    const responses = Array.from({ length: 20 }, () => fetch(`${url}${PATH}?timeout=60s`))
    await vi.waitUntil(() => wait.mock.calls.length === 20, PATIENTLY)
    const began = performance.now()
    await close()
    expect(performance.now() - began).toBeLessThan(1000)
    for (const response of await Promise.all(responses)) {
      expect(response.status).toBe(503)
      expect(await response.json()).toMatchObject({ code: 'shutting-down' })
    }
  })

  it('keeps its connection for what it asks next', async () => {
    const { url, store } = await startTestServer()
    for (let n = 0; n < 3; n++) {
      const waiting = fetch(`${url}${PATH}?after=${store.feed.seq}&query=subject:${n}`)
      capture(store, { raw: mail(String(n)) })
      expect(((await (await waiting).json()) as Waited).items[0]!.subject).toBe(String(n))
    }
  })
})
