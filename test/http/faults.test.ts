import { Ajv } from 'ajv'
import { describe, expect, it, test } from 'vitest'
import { createClient } from '../../server/client/client.ts'
import { Faults } from '../../server/delivery/faults/faults.ts'
import { Event } from '../../server/http/contract/event.ts'
import { Fault, FaultRule } from '../../server/http/contract/fault.ts'
import { createGround, createTestApp, startTestServer } from './http-fixture.ts'

const GREYLISTED = {
  match: { stage: 'rcpt', recipient: 'anna@x.test', attempt: { first: 2 } },
  act: { reply: { code: 451, enhanced: '4.7.1', text: 'Try again' } },
}

type TestApp = Awaited<ReturnType<typeof createTestApp>>['app']

const post = (app: TestApp, payload: object) => app.inject({ method: 'POST', url: '/api/v1/faults', payload })

describe('faults', () => {
  it('are set in their order, listed with what they did, and deleted', async () => {
    const { app, faults } = await createTestApp()
    const set = await post(app, GREYLISTED)
    expect(set.statusCode).toBe(201)
    expect(set.headers['location']).toBe('/api/v1/faults/f1')
    expect(set.json()).toEqual({
      id: 'f1',
      ...GREYLISTED,
      fired: 0,
      active: true,
      addedAt: expect.stringMatching(/^2\d{3}-/),
      endsAt: null,
    })
    await post(app, { match: { stage: 'quit' }, act: { close: true }, uses: 1, for: '10m' })
    faults.ask('quit', {
      client: '::1',
      session: null,
      user: null,
      sender: null,
      recipients: [],
      message: null,
    })
    const list = (await app.inject('/api/v1/faults')).json()
    expect(list).toMatchObject({ next: null, total: 2, items: [{ id: 'f1', active: true }, { id: 'f2' }] })
    expect(list.items[1]).toMatchObject({ fired: 1, active: false, endsAt: expect.any(String) })
    expect((await app.inject('/api/v1/faults/f2')).json()).toEqual(list.items[1])
    expect((await app.inject({ method: 'DELETE', url: '/api/v1/faults/f1' })).statusCode).toBe(204)
    expect((await app.inject({ method: 'DELETE', url: '/api/v1/faults' })).json()).toEqual({ deleted: 1 })
    expect(faults.armed).toBe(false)
  })

  it('of one scope are listed and deleted without the others', async () => {
    const { app, faults } = await createTestApp()
    await post(app, { ...GREYLISTED, scope: 'user:ci-1' })
    await post(app, { ...GREYLISTED, scope: 'user:ci-2' })
    await post(app, GREYLISTED)
    const list = await app.inject('/api/v1/faults?scope=user:ci-1')
    expect(list.json().items.map(({ id }: Fault) => id)).toEqual(['f1'])
    const deleted = await app.inject({ method: 'DELETE', url: '/api/v1/faults?scope=user:ci-1' })
    expect(deleted.json()).toEqual({ deleted: 1 })
    expect(faults.list().map(({ id }) => id)).toEqual(['f2', 'f3'])
    const misspelt = await app.inject({ method: 'DELETE', url: '/api/v1/faults?scop=user:ci-2' })
    expect(misspelt.statusCode).toBe(400)
    expect(faults.list()).toHaveLength(2)
  })

  it('that are not written as one are refused with the place', async () => {
    const { app, faults } = await createTestApp()
    const refused = await post(app, { match: { stage: 'RCPT' }, act: { close: true } })
    expect(refused.statusCode).toBe(400)
    expect(refused.json()).toMatchObject({
      code: 'invalid-request',
      detail: expect.stringMatching(/^In the body, \/match\/stage must be one of connect, banner, .*quit\.$/),
      errors: [{ path: '/match/stage', message: expect.stringContaining('must be one of') }],
    })
    expect(faults.list()).toEqual([])
  })

  it('that are not there are told as such', async () => {
    const { app } = await createTestApp()
    for (const method of ['GET', 'DELETE'] as const) {
      const answer = await app.inject({ method, url: '/api/v1/faults/f9' })
      expect([answer.statusCode, answer.json().code]).toEqual([404, 'no-such-fault'])
    }
  })

  it('are bounded', async () => {
    const ground = createGround()
    const faults = new Faults({ clock: ground.clock, feed: ground.store.feed, limits: { rules: 1 } })
    const { app } = await createTestApp({ faults })
    await post(app, GREYLISTED)
    const refused = await post(app, GREYLISTED)
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'too-many-faults'])
  })

  it('are as their schemas say', async () => {
    const ajv = new Ajv({ strict: false, validateFormats: false })
    const { app } = await createTestApp()
    const document = (await app.inject('/api/v1/openapi.json')).json()
    expect(document.components.schemas).toHaveProperty('Fault')
    const rules = [
      GREYLISTED,
      { match: { stage: 'connect', client: '127.*' }, act: { delay: '1s', reset: true } },
      { match: { stage: 'after-data', query: 'x', probability: 0.5, seed: 1 }, act: { swallow: true } },
      { match: { stage: 'data', sender: '<>' }, act: { throttle: 10 }, scope: 'user:x', uses: 2, for: '1h' },
    ]
    for (const rule of rules) {
      expect(ajv.validate(FaultRule, rule)).toBe(true)
      const answer = (await post(app, rule)).json()
      expect(ajv.validate(Fault, answer)).toBe(true)
      expect(answer).toMatchObject(rule)
    }
  })
})

test('what fired is told on the event stream', async () => {
  const { faults, url, clock } = await startTestServer()
  const client = createClient({ baseUrl: url })
  const stream = client.events({ types: ['fault.*'] })
  await client.faults.add({
    match: { stage: 'mail', sender: '@app.test' },
    act: { delay: '1ms', close: true },
  })
  await stream.next()
  faults.ask('mail', {
    client: '127.0.0.1',
    session: { id: 's7', protocol: 'smtp', ehlo: 'x', address: '127.0.0.1', port: 1, tls: null, auth: null },
    user: null,
    sender: { address: 'anna@app.test', argument: '<anna@app.test>', parameters: {} },
    recipients: [],
    message: null,
  })
  const { value } = await stream.next()
  await stream.return(undefined)
  expect(value).toEqual([
    {
      seq: expect.any(Number),
      at: expect.stringContaining(new Date(clock.now()).toISOString().slice(0, 4)),
      type: 'fault.fired',
      fault: 'f1',
      stage: 'mail',
      act: { delay: '1ms', close: true },
      session: 's7',
      address: '127.0.0.1',
      user: null,
      message: null,
      envelope: { from: 'anna@app.test', to: [] },
    },
  ])
  expect(new Ajv({ strict: false, validateFormats: false }).validate(Event, value?.[0])).toBe(true)
})

test('a change of the list is told on the event stream, without more', async () => {
  const { url } = await startTestServer()
  const client = createClient({ baseUrl: url })
  const stream = client.events({ types: ['faults.changed'] })
  await stream.next()
  await client.faults.add({ match: { stage: 'quit' }, act: { close: true } })
  const { value } = await stream.next()
  await stream.return(undefined)
  expect(value).toEqual([{ seq: expect.any(Number), at: expect.any(String), type: 'faults.changed' }])
  expect(new Ajv({ strict: false, validateFormats: false }).validate(Event, value?.[0])).toBe(true)
})

describe('a client', () => {
  it('sets faults, reads and deletes them', async () => {
    const { url } = await startTestServer()
    const { faults } = createClient({ baseUrl: url })
    const { id } = await faults.add({ match: { stage: 'quit' }, act: { close: true } })
    expect((await faults.list()).map(fault => fault.id)).toEqual([id])
    expect((await faults.get(id)).fired).toBe(0)
    await faults.delete(id)
    await expect(faults.get(id)).rejects.toMatchObject({ code: 'no-such-fault' })
    await faults.add({ match: { stage: 'quit' }, act: { close: true } })
    expect(await faults.deleteAll()).toBe(1)
  })

  it('with a scope sets faults of that scope, and sees no others', async () => {
    const { url } = await startTestServer()
    const all = createClient({ baseUrl: url })
    const { faults } = createClient({ baseUrl: url, scope: ' to:@ci-1.test ' })
    await all.faults.add({ match: { stage: 'quit' }, act: { close: true } })
    expect((await faults.add({ match: { stage: 'rcpt' }, act: { reply: { code: 550 } } })).scope).toBe(
      'to:@ci-1.test',
    )
    expect((await faults.list()).map(({ id }) => id)).toEqual(['f2'])
    expect(await faults.deleteAll()).toBe(1)
    expect((await all.faults.list()).map(({ id }) => id)).toEqual(['f1'])
    await expect(faults.add({ match: { stage: 'ehlo' }, act: { close: true } })).rejects.toMatchObject({
      code: 'invalid-request',
      message: expect.stringContaining('/scope asks for `to:@ci-1.test`, which is not known at ehlo'),
    })
  })
})
