import { Ajv } from 'ajv'
import { describe, expect, it, test } from 'vitest'
import { createClient } from '../../server/client/client.ts'
import type { SandboxClock } from '../../server/clock.ts'
import { Delivery, Event, QueuedDelivery, Transcript } from '../../server/http/contract.ts'
import type { StoredMessage } from '../../server/mailbox/stored-message.ts'
import { createTestApp, type Ground, startTestServer } from './http-fixture.ts'

const ajv = new Ajv({ strict: false, validateFormats: false })
const HOUR = 3_600_000

const path = (address: string) => ({ address, argument: `<${address}>`, parameters: {} })

/** Hands a message in, as SMTP does. */
function send({ delivery }: Ground, to: readonly string[], subject = 'Hello'): StoredMessage {
  const raw = Buffer.from(`From: anna@app.test\r\nSubject: ${subject}\r\n\r\nHello\r\n`)
  return delivery.submit({
    chunks: [raw],
    size: raw.length,
    envelope: { from: path('anna@app.test'), to: to.map(path) },
    session: { id: 's1', protocol: 'smtp', ehlo: 'x', address: '127.0.0.1', port: 1, tls: null, auth: null },
    transcript: null,
  })
}

/** Stops the clock, so that all times of a test are known. */
function freeze({ clock }: { readonly clock: SandboxClock }): void {
  clock.freeze(Date.parse('2026-11-22T08:00:00Z'))
}

/** Hands a message in by the API. */
async function inject(to: string) {
  const ground = await createTestApp()
  const answer = await ground.app.inject({
    method: 'POST',
    url: `/api/v1/messages?from=anna@app.test&to=${to}`,
    payload: Buffer.from('Subject: Hello\r\n\r\nHello\r\n'),
    headers: { 'content-type': 'message/rfc822' },
  })
  return { ground, answer }
}

describe('GET /queue', () => {
  it('lists what waits, newest first, a page at a time', async () => {
    const ground = await createTestApp()
    freeze(ground)
    const { id } = send(ground, ['a@down.test', 'b@down.test', 'c@bounce-later.test', 'd@down.test'])
    const first = (await ground.app.inject('/api/v1/queue?limit=2')).json()
    expect(first).toMatchObject({ total: 3, next: '2' })
    expect(first.items[1]).toEqual({
      id: 'd2',
      message: id,
      subject: 'Hello',
      sender: 'anna@app.test',
      recipient: 'b@down.test',
      parent: null,
      by: 'facteur.test',
      state: 'queued',
      queuedAt: '2026-11-22T08:00:00.000Z',
      nextTry: '2026-11-22T08:30:00.000Z',
      giveUpAt: '2026-11-27T08:00:00.000Z',
      attempts: 1,
      lastReply: 'connection refused',
    })
    expect(first.items.every((item: unknown) => ajv.validate(QueuedDelivery, item))).toBe(true)
    const second = (await ground.app.inject(`/api/v1/queue?limit=2&page=${first.next}`)).json()
    expect(second).toMatchObject({ items: [{ id: 'd1' }], next: null, total: 3 })
  })

  it('lists those of messages that match, a page at a time', async () => {
    const ground = await createTestApp()
    send(ground, ['a@down.test'], 'Welcome')
    send(ground, ['b@down.test', 'c@down.test', 'd@bounce-later.test', 'e@down.test'], 'Invoice')
    const list = async (page: string) => {
      const { items, next, total } = (await ground.app.inject(`/api/v1/queue?${page}`)).json()
      return [items.map(({ recipient }: { recipient: string }) => recipient), next, total]
    }
    const query = 'query=subject:Invoice'
    expect(await list(query)).toEqual([['e@down.test', 'c@down.test', 'b@down.test'], null, 3])
    expect(await list(`${query}&limit=2`)).toEqual([['e@down.test', 'c@down.test'], '3', 3])
    expect(await list(`${query}&limit=2&page=3`)).toEqual([['b@down.test'], null, 3])
    expect(await list('query=subject:None')).toEqual([[], null, 0])
  })

  it('keeps its place while others come and go', async () => {
    const ground = await createTestApp()
    send(ground, ['a@down.test', 'b@down.test', 'c@down.test', 'd@down.test'])
    const first = (await ground.app.inject('/api/v1/queue?limit=2')).json()
    ground.delivery.queue.giveUp('d3')
    ground.delivery.queue.giveUp('d2')
    send(ground, ['e@down.test'])
    const second = (await ground.app.inject(`/api/v1/queue?limit=2&page=${first.next}`)).json()
    expect(second).toMatchObject({ items: [{ id: 'd1' }], next: null, total: 3 })
  })

  it.each([
    ['page=x', 'invalid-page'],
    ['limit=0', 'invalid-request'],
    ['state=held', 'invalid-request'],
    ['query=subject:%22', 'invalid-query'],
  ])('refuses %s', async (query, code) => {
    const { app } = await createTestApp()
    const answer = await app.inject(`/api/v1/queue?${query}`)
    expect([answer.statusCode, answer.json().code]).toEqual([400, code])
  })
})

describe('GET /queue/:delivery', () => {
  it('gives all that befell it, also when it is over', async () => {
    const ground = await createTestApp()
    freeze(ground)
    send(ground, ['a@down.test', 'b@bounce-later.test'])
    ground.clock.advance(5 * HOUR)
    const waiting = (await ground.app.inject('/api/v1/queue/d1')).json()
    const bounced = (await ground.app.inject('/api/v1/queue/d2')).json()
    for (const delivery of [waiting, bounced]) expect(ajv.validate(Delivery, delivery)).toBe(true)
    expect(waiting.steps.map(({ type }: { type: string }) => type)).toEqual([
      'queued',
      'looked-up',
      'attempted',
      'deferred',
      'attempted',
      'deferred',
      'attempted',
      'deferred',
      'attempted',
      'deferred',
      'warned',
    ])
    expect(waiting.steps[3]).toEqual({
      type: 'deferred',
      at: '2026-11-22T08:00:00.000Z',
      by: 'facteur.test',
      nextTry: '2026-11-22T08:30:00.000Z',
      reason: 'connection refused',
    })
    expect(bounced).toMatchObject({
      state: 'bounced',
      nextTry: null,
      steps: [{}, { type: 'bounced', status: '5.1.1' }],
    })
  })

  it('is 404 for one that is not there', async () => {
    const { app } = await createTestApp()
    const answer = await app.inject('/api/v1/queue/d7')
    expect([answer.statusCode, answer.json().code]).toEqual([404, 'no-such-delivery'])
  })
})

describe('GET /queue/:delivery/attempts/:attempt/transcript', () => {
  it('tells what the simulated host said', async () => {
    const ground = await createTestApp()
    freeze(ground)
    send(ground, ['a@slow.test'])
    ground.clock.advance(HOUR)
    const answer = await ground.app.inject('/api/v1/queue/d1/attempts/1/transcript')
    expect(ajv.validate(Transcript, answer.json())).toBe(true)
    const { items } = answer.json<Transcript>()
    expect(items[0]).toEqual({ at: 0, side: 'note', text: 'simulated host mx.slow.test [127.0.0.1]' })
    expect(items.filter(({ side }) => side === 'client').map(({ text }) => text)).toEqual([
      'EHLO facteur.test',
      'STARTTLS',
      'EHLO facteur.test',
      'MAIL FROM:<anna@app.test> SIZE=46',
      'RCPT TO:<a@slow.test>',
      'DATA',
      'QUIT',
    ])
    expect(items.at(-1)).toEqual({ at: 60_000, side: 'server', text: '221 2.0.0 bye' })
  })

  it('tells of every attempt as it was, though the world is another one by now', async () => {
    const ground = await createTestApp()
    const host = { refuse: [{ at: 'starttls', reply: '454 4.7.0 no TLS for now' }] }
    const hosts = { 'mx.partner.test': host }
    const domains = { 'partner.test': { mx: ['10 mx.partner.test'] } }
    await ground.delivery.world.replace({ domains, hosts })
    send(ground, ['a@partner.test'])
    await ground.delivery.world.replace({ domains })
    ground.clock.advance(HOUR)
    const said = async (attempt: number) => {
      const answer = await ground.app.inject(`/api/v1/queue/d1/attempts/${attempt}/transcript`)
      return answer.json<Transcript>().items.map(({ text }) => text)
    }
    expect(await said(1)).toContain('454 4.7.0 no TLS for now')
    expect((await ground.app.inject('/api/v1/queue/d1')).json().attempts).toBe(1)
  })

  it.each([
    ['d1/attempts/2', 404, 'no-such-attempt'],
    ['d2/attempts/1', 404, 'no-such-attempt'],
    ['d7/attempts/1', 404, 'no-such-delivery'],
    ['d1/attempts/0', 400, 'invalid-request'],
    ['d1/attempts/x', 400, 'invalid-request'],
  ])('refuses %s', async (place, status, code) => {
    const ground = await createTestApp()
    send(ground, ['a@down.test', 'b@bounce-later.test'])
    const answer = await ground.app.inject(`/api/v1/queue/${place}/transcript`)
    expect([answer.statusCode, answer.json().code]).toEqual([status, code])
  })
})

describe('POST /queue/:delivery/…', () => {
  it('retries, holds, releases and gives up', async () => {
    const ground = await createTestApp()
    send(ground, ['a@down.test'])
    const post = async (act: string) => {
      const answer = await ground.app.inject({ method: 'POST', url: `/api/v1/queue/d1/${act}` })
      expect([answer.statusCode, ajv.validate(Delivery, answer.json())]).toEqual([200, true])
      return answer.json()
    }
    expect(await post('retry')).toMatchObject({ state: 'queued', attempts: 2 })
    expect(await post('hold')).toMatchObject({ state: 'held', nextTry: null })
    expect(await post('release')).toMatchObject({ state: 'queued', attempts: 3 })
    expect(await post('giveup')).toMatchObject({ state: 'bounced' })
    expect(ground.store.latest?.origin?.kind).toBe('bounce')
  })

  it.each(['retry', 'hold', 'release', 'giveup'])(
    '%s is 404 for none, and 409 for one that is over',
    async act => {
      const ground = await createTestApp()
      send(ground, ['a@bounce-later.test'])
      const post = async (id: string) => {
        const answer = await ground.app.inject({ method: 'POST', url: `/api/v1/queue/${id}/${act}` })
        return [answer.statusCode, answer.json().code]
      }
      expect(await post('d2')).toEqual([404, 'no-such-delivery'])
      expect(await post('d1')).toEqual([409, 'delivery-state'])
    },
  )

  it('needs no body, even where JSON is announced', async () => {
    const ground = await createTestApp()
    send(ground, ['a@down.test'])
    const headers = { 'content-type': 'application/json' }
    for (const act of ['hold', 'release', 'retry', 'giveup']) {
      const url = `/api/v1/queue/d1/${act}`
      const answer = await ground.app.inject({ method: 'POST', url, headers, payload: '' })
      expect([act, answer.statusCode]).toEqual([act, 200])
    }
  })
})

describe('POST /messages', () => {
  it.each([
    ['a@unknown.test', '550 5.1.1'],
    ['a@policy.test', '554 5.7.1'],
    ['a@451.test', '451 4.3.0'],
    ['a@greylist.test', '451 4.7.1'],
  ])('tells what a client of SMTP would be told, for %s', async (to, reply) => {
    const { ground, answer } = await inject(to)
    const [code, enhanced] = reply.split(' ')
    expect(answer.statusCode).toBe(422)
    expect(answer.json()).toMatchObject({ code: 'refused', reply: { code: Number(code), enhanced } })
    expect(answer.json().detail).toContain(`No recipient takes the message: ${reply} `)
    expect(ground.store.count).toBe(0)
  })

  it('is queued as mail by SMTP is', async () => {
    const { ground, answer } = await inject('a@down.test')
    expect(answer.statusCode).toBe(201)
    expect(ground.delivery.queue.ofMessage(answer.json().id)[0]?.state).toBe('queued')
  })
})

test('what befalls a delivery is told on the event stream, of messages that match', async () => {
  const ground = await startTestServer()
  const client = createClient({ baseUrl: ground.url })
  const stream = client.events({ types: ['delivery.*'], query: 'to:@bounce-later.test' })
  await stream.next()
  freeze(ground)
  send(ground, ['a@down.test'])
  const { id } = send(ground, ['a@bounce-later.test'])
  const { value } = await stream.next()
  const events = value ?? []
  await stream.return(undefined)
  expect(events.every(event => ajv.validate(Event, event))).toBe(true)
  expect(events).toMatchObject([
    { type: 'delivery.queued', id, delivery: 'd2', recipient: 'a@bounce-later.test', by: 'facteur.test' },
    { type: 'delivery.bounced', id, status: '5.1.1', bounce: ground.store.latest?.id },
  ])
})

test('a try that fails is told on the event stream, and when the next one is', async () => {
  const ground = await startTestServer()
  const stream = createClient({ baseUrl: ground.url }).events({
    types: ['delivery.attempted', 'delivery.deferred'],
  })
  await stream.next()
  freeze(ground)
  const { id } = send(ground, ['a@down.test'])
  const { value: events } = await stream.next()
  await stream.return(undefined)
  const told = {
    at: '2026-11-22T08:00:00.000Z',
    id,
    delivery: 'd1',
    recipient: 'a@down.test',
    by: 'facteur.test',
  }
  const reason = 'connection refused'
  expect(events).toEqual([
    {
      ...told,
      seq: expect.any(Number),
      type: 'delivery.attempted',
      host: 'mx.down.test',
      address: '192.0.2.1',
      stage: 'connect',
      reply: null,
      reason,
      status: '4.4.1',
    },
    {
      ...told,
      seq: expect.any(Number),
      type: 'delivery.deferred',
      reason,
      nextTry: '2026-11-22T08:30:00.000Z',
    },
  ])
})

describe('a client', () => {
  it('reads the queue and acts on it', async () => {
    const ground = await startTestServer()
    const { queue } = createClient({ baseUrl: ground.url })
    send(ground, ['a@down.test', 'b@down.test'])
    expect((await queue.list({ limit: 1 })).items.map(({ id }) => id)).toEqual(['d2'])
    expect((await queue.hold('d1')).state).toBe('held')
    expect(await queue.retryAll()).toBe(1)
    expect((await queue.release('d1')).attempts).toBe(2)
    expect((await queue.retry('d1')).attempts).toBe(3)
    expect((await queue.giveUp('d1')).state).toBe('bounced')
    expect((await queue.get('d1')).steps.at(-1)?.type).toBe('bounced')
    expect((await queue.transcript('d1', 3)).map(({ text }) => text)).toEqual([
      'simulated host mx.down.test [192.0.2.1]',
      'connection refused',
    ])
    await expect(queue.transcript('d1', 4)).rejects.toMatchObject({ code: 'no-such-attempt' })
    await expect(queue.get('d9')).rejects.toMatchObject({ code: 'no-such-delivery' })
  })

  it('with a scope sees and retries its own', async () => {
    const ground = await startTestServer()
    const { queue } = createClient({ baseUrl: ground.url, scope: 'subject:mine' })
    send(ground, ['a@down.test'], 'mine')
    send(ground, ['b@down.test'], 'yours')
    expect((await queue.list()).items.map(({ subject }) => subject)).toEqual(['mine'])
    expect(await queue.retryAll()).toBe(1)
    expect(ground.delivery.queue.get('d2')?.attempts).toBe(1)
  })
})
