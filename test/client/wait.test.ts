import { describe, expect, it, vi } from 'vitest'
import {
  createClient,
  FacteurError,
  UnexpectedMessageError,
  WaitTimeoutError,
} from '../../server/client/client.ts'
import { toMilliseconds } from '../../server/client/duration.ts'
import { Waits } from '../../server/mailbox/waits.ts'
import { capture, captureMany, startTestServer } from '../http/http-fixture.ts'

/** For a machine that has much else to do. */
const PATIENTLY = { timeout: 4000 }

async function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.unreachable('it should have failed'),
    (reason: unknown) => reason,
  )
}

function mail(subject: string, to = 'bob@x.test'): { raw: string; to: string[] } {
  return { raw: `Subject: ${subject}\r\nFrom: shop@app.test\r\nTo: ${to}\r\n\r\nText\r\n`, to: [to] }
}

/** A server, a client, and the requests that were made. */
async function start(options: Parameters<typeof startTestServer>[0] = {}, scope?: string) {
  const server = await startTestServer(options)
  const requests: URLSearchParams[] = []
  const client = createClient({
    baseUrl: server.url,
    ...(scope !== undefined && { scope }),
    fetch: (input, init) => {
      const request = new Request(input, init)
      requests.push(new URL(request.url).searchParams)
      return fetch(request)
    },
  })
  return { ...server, client, requests }
}

describe('waiting', () => {
  it('gives a whole message, the first since the cursor', async () => {
    const { client, store } = await start()
    capture(store, mail('before'))
    const after = await client.cursor()
    const waiting = client.waitForMessage('to:bob@x.test', { after })
    const { id } = capture(store, mail('Welcome'))
    capture(store, mail('later'))
    expect(await waiting).toMatchObject({ id, subject: 'Welcome', text: 'Text\n' })
    expect(await client.waitForMessage('to:bob@x.test')).toMatchObject({ subject: 'later' })
  })

  it('gives as many as were asked for, and a cursor that misses nothing', async () => {
    const { client, store } = await start()
    captureMany(store, 3)
    const first = await client.messages.wait('', { count: 2, after: 0 })
    expect(first.items.map(({ subject }) => subject)).toEqual(['1', '2'])
    const next = await client.messages.wait('', { after: first.cursor, timeout: 0 })
    expect(next.items.map(({ subject }) => subject)).toEqual(['3'])
  })

  it('proves silence, and tells up to where', async () => {
    const { client, store } = await start()
    const { seq } = capture(store, mail('Welcome'))
    const cursor = await client.waitForNone('', { after: seq, timeout: '5ms' })
    expect(cursor).toBe(store.feed.seq)
  })

  it('is for any message without a query', async () => {
    const { client, store } = await start()
    expect(await failure(client.waitForMessage(undefined, { timeout: 0 }))).toBeInstanceOf(WaitTimeoutError)
    await client.waitForNone(undefined, { timeout: 0 })
    const { id } = capture(store, mail('Welcome'))
    expect((await client.waitForMessage()).id).toBe(id)
  })

  it('looks in its scope only', async () => {
    const { client, store } = await start({}, 'rcpt:ci-1@x.test OR rcpt:ci-3@x.test')
    capture(store, mail('Welcome', 'ci-2@x.test'))
    const { id } = capture(store, mail('Welcome', 'ci-1@x.test'))
    capture(store, mail('Welcome', 'ci-2@x.test'))
    expect((await client.waitForMessage('subject:welcome OR subject:x')).id).toBe(id)
    expect(await client.waitForNone('rcpt:ci-2@x.test', { timeout: 1 })).toBe(store.feed.seq)
  })

  it('ends when its signal is aborted, and the server forgets it', async () => {
    const { client } = await start()
    const wait = vi.spyOn(Waits.prototype, 'wait')
    const ending = new AbortController()
    const waiting = client.waitForMessage('subject:never', { signal: ending.signal })
    await vi.waitUntil(() => wait.mock.calls.length === 1, PATIENTLY)
    ending.abort()
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' })
    expect(await wait.mock.results[0]!.value).toEqual({ kind: 'aborted' })
    wait.mockRestore()
  })
})

describe('a wait longer than a request may be', () => {
  const limits = { waitTimeout: 40 }

  it('goes on in the next one, as the server says how long one may be', async () => {
    const { client, store, requests } = await start({ limits })
    const { seq } = capture(store, mail('before'))
    const waiting = client.messages.wait('', { count: 2, after: seq, timeout: '20s' })
    await vi.waitUntil(() => requests.length >= 3, PATIENTLY)
    capture(store, mail('1'))
    await vi.waitUntil(() => requests.length >= 5, PATIENTLY)
    capture(store, mail('2'))
    expect((await waiting).items.map(({ subject }) => subject)).toEqual(['1', '2'])
    expect(requests.slice(0, 3).map(request => request.get('timeout'))).toEqual(['20000ms', '40ms', '40ms'])
    expect(new Set(requests.map(request => request.get('after')))).toEqual(new Set([String(seq)]))
  })

  it('is for at most a minute a request without being told', async () => {
    const { client, store, requests } = await start()
    capture(store, mail('Welcome'))
    await client.waitForMessage('', { timeout: '5m' })
    expect(requests.map(request => request.get('timeout'))).toEqual(['60000ms'])
  })

  it('proves silence without a gap', async () => {
    const { client, store, requests } = await start({ limits })
    const waiting = failure(client.waitForNone('subject:welcome', { timeout: '20s' }))
    await vi.waitUntil(() => requests.length >= 3, PATIENTLY)
    capture(store, mail('Order'))
    await vi.waitUntil(() => requests.length >= 5, PATIENTLY)
    capture(store, mail('Welcome'))
    expect(await waiting).toMatchObject({ items: [{ subject: 'Welcome' }] })
  })

  it('proves silence of what was there, too, for all of its time', async () => {
    const { client, store, requests } = await start({ limits })
    const { id } = capture(store, mail('Welcome'))
    const waiting = failure(client.waitForNone('tag:spam', { timeout: '20s' }))
    await vi.waitUntil(() => requests.length >= 3, PATIENTLY)
    await client.messages.patch(id, { tags: ['spam'] })
    expect(await waiting).toMatchObject({ items: [{ subject: 'Welcome' }] })
  })

  it('fails after all of its time, not that of one request', async () => {
    const { client, requests } = await start({ limits })
    const began = performance.now()
    const error = await failure(client.waitForMessage('subject:x', { timeout: 300 }))
    expect(performance.now() - began).toBeGreaterThanOrEqual(299)
    expect(error).toMatchObject({ waited: 300 })
    expect((error as Error).message).toContain('within 300 ms')
    expect(requests.length).toBeGreaterThan(2)
  })

  it('does not ask without end a server that lets nobody wait', async () => {
    const { client } = await start({ limits: { waitTimeout: 0 } })
    expect(await failure(client.waitForMessage('subject:x'))).toMatchObject({ code: 'timeout-too-long' })
    expect(await failure(client.waitForMessage('subject:x', { timeout: 0 }))).toBeInstanceOf(WaitTimeoutError)
  })
})

describe('an error of a wait explains itself:', () => {
  it('what came instead, and what of it does not match', async () => {
    const { client, store } = await start({}, 'rcpt:@x.test')
    const { seq } = capture(store, mail('before'))
    const one = capture(store, mail('Order \u001b[2J17'))
    const two = capture(store, mail('Welcom', 'anna@x.test'))
    capture(store, mail('Welcome', 'anna@y.test'))
    const error = await failure(
      client.waitForMessage('to:anna@x.test subject:Welcome', { after: seq, timeout: 1 }),
    )
    expect(error).toBeInstanceOf(WaitTimeoutError)
    expect(error).toBeInstanceOf(FacteurError)
    expect(error).toMatchObject({
      name: 'WaitTimeoutError',
      status: 422,
      code: 'wait-timeout',
      waited: 1,
      found: 0,
      near: [{ summary: { id: two.id } }, { summary: { id: one.id } }],
      problem: { terms: ['to:anna@x.test', 'subject:Welcome'] },
    })
    const at = new Date(one.receivedAt).toISOString()
    expect((error as Error).message.replaceAll(new Date(two.receivedAt).toISOString(), at)).toBe(
      `No message came within 1 ms for to:anna@x.test subject:Welcome, in the scope rcpt:@x.test, after the cursor ${seq}.
What came nearest:
  'Welcom' from shop@app.test to anna@x.test, ${at} (${two.id})
    - subject: 'Welcom' does not contain 'Welcome'
  'Order  [2J17' from shop@app.test to bob@x.test, ${at} (${one.id})
    - to: none of bob@x.test is 'anna@x.test'
    - subject: 'Order  [2J17' does not contain 'Welcome'`,
    )
  })

  it.each([
    ['', {}, 'No message came within 0 ms for any query.\nThere are no other messages.'],
    [
      'subject:x',
      { after: 0 },
      'No message came within 0 ms for subject:x, after the cursor 0.\nNo other message came either.',
    ],
    [
      'subject:x',
      { count: 2 },
      'Only 0 of 2 messages came within 0 ms for subject:x.\nThere are no other messages.',
    ],
    [
      'subject:x',
      { after: 7 },
      'No message came within 0 ms for subject:x, after the cursor 7.\nThe feed is at 0 only: is the cursor of another server, or of an earlier run?',
    ],
  ])('that nothing came at all: %j %j', async (query, options, message) => {
    const { client } = await start()
    expect(await failure(client.messages.wait(query, { ...options, timeout: 0 }))).toMatchObject({ message })
  })

  it('that nothing came within the scope', async () => {
    const { client, store } = await start({}, 'user:ci')
    capture(store, mail('Welcome'))
    const error = await failure(client.waitForMessage('', { timeout: 0 }))
    expect(error).toMatchObject({
      message:
        'No message came within 0 ms for any query, in the scope user:ci.\nThere are no other messages in this scope.',
    })
  })

  it('which message came that should not', async () => {
    const { client, store } = await start()
    const { id, receivedAt } = capture(store, mail('Welcome'))
    const error = await failure(client.waitForNone('subject:welcome'))
    expect(error).toBeInstanceOf(UnexpectedMessageError)
    expect(error).toMatchObject({
      name: 'UnexpectedMessageError',
      items: [{ id, text: 'Text\n' }],
      status: 422,
    })
    expect((error as Error).message).toBe(
      `A message came that should not, for subject:welcome:
  'Welcome' from shop@app.test to bob@x.test, ${new Date(receivedAt).toISOString()} (${id})
What was there before counts too; \`after\` takes the cursor from which on to look.`,
    )
  })

  it('that a query does not parse, as any other request', async () => {
    const { client } = await start()
    const error = await failure(client.waitForMessage('('))
    expect(error).not.toBeInstanceOf(WaitTimeoutError)
    expect(error).toMatchObject({ name: 'FacteurError', code: 'invalid-query' })
  })

  it('that the server shuts down', async () => {
    const { client, close } = await start()
    const wait = vi.spyOn(Waits.prototype, 'wait')
    const waiting = failure(client.waitForMessage('subject:never'))
    await vi.waitUntil(() => wait.mock.calls.length === 1, PATIENTLY)
    wait.mockRestore()
    await close()
    expect(await waiting).toMatchObject({ code: 'shutting-down', status: 503 })
  })
})

describe('a duration', () => {
  it.each([
    [250, 250],
    ['300ms', 300],
    ['10s', 10_000],
    ['1.5s', 1500],
    ['5m', 300_000],
    ['4h', 14_400_000],
    ['6d', 518_400_000],
  ] as const)('%j is %j milliseconds', (duration, milliseconds) => {
    expect(toMilliseconds(duration)).toBe(milliseconds)
  })

  it.each([-1, Number.NaN, Infinity, '10', 'soon', '-1s', ''])('%j is none', duration => {
    expect(() => toMilliseconds(duration as number)).toThrow(/is not a duration/)
  })
})
