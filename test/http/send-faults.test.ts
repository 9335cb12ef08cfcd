import { once } from 'node:events'
import { type Socket, connect } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createClient, type FacteurError } from '../../server/client/client.ts'
import { parseFault } from '../../server/delivery/faults/parse-fault.ts'
import type { FeedEvent } from '../../server/mailbox/feed-event.ts'
import { capture, createTestApp, startTestServer } from './http-fixture.ts'

const MAIL = { from: 'anna@app.test', to: 'bob@x.test', subject: 'Welcome', text: 'Hello Bob' }
const RAW = 'Subject: Raw\r\n\r\nabcd\r\n'

/** A server at which one fault is set, and what it did. */
async function startFaulty(act: object, more: object = {}) {
  const { match = {}, ...rest } = more as { match?: object }
  const server = await startTestServer({ limits: { waitTimeout: 60 } })
  server.faults.add(parseFault({ match: { stage: 'http:send', ...match }, act, ...rest }))
  const events: FeedEvent[] = []
  server.store.feed.subscribe(event => events.push(event))
  const of = (type: FeedEvent['type']) => events.filter(event => event.type === type)
  return { ...server, client: createClient({ baseUrl: server.url }), of }
}

/** Posts a raw message over a connection of its own. */
async function post(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1' })
  onTestFinished(() => void socket.destroy())
  await once(socket, 'connect')
  socket.write(
    `POST /api/v1/messages HTTP/1.1\r\nHost: localhost\r\nContent-Type: message/rfc822\r\nContent-Length: ${RAW.length}\r\n\r\n${RAW}`,
  )
  return socket
}

/** What is said on a connection until its end, which is named at last. */
async function wholeOf(socket: Socket): Promise<[said: string, end: string]> {
  let said = ''
  socket.on('data', (chunk: Buffer) => (said += String(chunk)))
  const end = await new Promise<string>(resolve => {
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''))
    socket.once('end', () => resolve('end'))
  })
  return [said, end]
}

async function problemOf(promise: Promise<unknown>): Promise<FacteurError> {
  return promise.then(
    () => expect.unreachable('it was taken'),
    (error: FacteurError) => error,
  )
}

describe('a reply', () => {
  test('is a problem document, and nothing is captured', async () => {
    const { app, faults, store } = await createTestApp()
    faults.add(
      parseFault({
        match: { stage: 'http:send' },
        act: { reply: { code: 429, text: 'slow down' } },
        uses: 1,
      }),
    )
    const send = () => app.inject({ method: 'POST', url: '/api/v1/messages', payload: MAIL })
    const refused = await send()
    expect(refused.statusCode).toBe(429)
    expect(refused.headers['content-type']).toMatch(/^application\/problem\+json/)
    expect(refused.json()).toMatchObject({ status: 429, code: 'simulated-fault', detail: 'slow down' })
    expect(store.count).toBe(0)
    expect((await send()).statusCode).toBe(201)
  })

  test('befalls replies and forwards, too, by whom they are for', async () => {
    const { client, store, of } = await startFaulty(
      { reply: { code: 503 } },
      { match: { recipient: '@app.test' } },
    )
    const { id } = capture(store)
    const refused = await problemOf(client.messages.reply(id, { text: 'x' }))
    expect(refused).toMatchObject({ status: 503, code: 'simulated-fault' })
    await client.messages.forward(id, { to: 'eve@y.test', text: 'x' })
    expect(of('fault.fired')).toMatchObject([
      { stage: 'http:send', address: '127.0.0.1', envelope: { to: [{ address: 'anna@app.test' }] } },
    ])
  })

  test('befalls what a query says of the message, and the first attempts of the same one', async () => {
    const match = { query: 'subject:Welcome', attempt: { first: 1 } }
    const { client } = await startFaulty({ reply: { code: 503 } }, { match })
    await client.messages.inject({ ...MAIL, subject: 'Other' })
    await problemOf(client.messages.inject(MAIL))
    await problemOf(client.messages.inject({ ...MAIL, to: 'eve@x.test' }))
    await client.messages.inject(MAIL)
  })
})

describe('a message', () => {
  test('that is swallowed is answered as ever, and is nowhere', async () => {
    const { client, store, of } = await startFaulty({ swallow: true })
    const { id } = await client.messages.inject(MAIL)
    expect(id).toMatch(/^[0-9A-Z]{26}$/)
    expect(store.message(id)).toBeUndefined()
    expect(of('message.captured')).toEqual([])
  })

  test('that is duplicated is there twice, and bears a note of it', async () => {
    const { client, of } = await startFaulty({ duplicate: true })
    const { id } = await client.messages.inject(MAIL)
    expect(of('message.captured')).toMatchObject([
      { message: { id, faulted: true } },
      { message: { faulted: true } },
    ])
  })

  test('that is corrupted has another character', async () => {
    const { port, of } = await startFaulty({ corrupt: true })
    const socket = await post(port)
    await once(socket, 'data')
    expect(of('message.captured')).toMatchObject([{ message: { faulted: true } }])
    const [event] = of('message.captured')
    expect(event?.type === 'message.captured' && event.message.raw.toString()).toBe(
      'Subject: Raw\r\n\r\nabce\r\n',
    )
  })

  test('that is delayed is captured then', async () => {
    const { client, of } = await startFaulty({ delay: '40ms' })
    const began = performance.now()
    await client.messages.inject(MAIL)
    expect(performance.now() - began).toBeGreaterThan(30)
    expect(of('message.captured')).toHaveLength(1)
  })
})

describe('a connection', () => {
  test.each([
    [{ close: true }, 'end'],
    [{ reset: true }, 'ECONNRESET'],
    [{ silence: true }, 'end'],
  ])('is cut off by %j, and the message is lost', async (act, expected) => {
    const { port, of } = await startFaulty(act)
    expect(await wholeOf(await post(port))).toEqual(['', expected])
    expect(of('message.captured')).toEqual([])
  })

  test('that goes away while it is delayed takes its message with it', async () => {
    const { port, of, errors } = await startFaulty({ delay: '50ms' })
    const gone = await post(port)
    while (of('fault.fired').length === 0) await new Promise(setImmediate)
    gone.resetAndDestroy()
    // It is delayed as long, so that the first would have been captured before it.
    await once(await post(port), 'data')
    expect(of('fault.fired')).toHaveLength(2)
    expect(of('message.captured')).toHaveLength(1)
    expect(errors).toEqual([])
  })
})
