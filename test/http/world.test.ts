import { Ajv } from 'ajv'
import { describe, expect, it, test } from 'vitest'
import { createClient } from '../../server/client/client.ts'
import { WorldHolder } from '../../server/delivery/world/world-holder.ts'
import { WORLD_LIMITS } from '../../server/delivery/world/world-limits.ts'
import { Event } from '../../server/http/contract/event.ts'
import type { Problem } from '../../server/http/contract/problem.ts'
import { World } from '../../server/http/contract/world.ts'
import { createGround, createTestApp, startTestServer } from './http-fixture.ts'

const SHOP = { domains: { 'shop.test': { accounts: ['anna'] } } }

type TestApp = Awaited<ReturnType<typeof createTestApp>>['app']

const put = (app: TestApp, payload: object) => app.inject({ method: 'PUT', url: '/api/v1/world', payload })
const patch = (app: TestApp, payload: object) =>
  app.inject({ method: 'PATCH', url: '/api/v1/world', payload })

/** Sends a world in YAML, where another is. */
async function sendYaml(method: 'PUT' | 'PATCH', payload: string, type = 'application/yaml') {
  const { app } = await createTestApp()
  const headers = { 'content-type': type }
  await put(app, SHOP)
  const answer = await app.inject({ method, url: '/api/v1/world', headers, payload })
  return {
    status: answer.statusCode,
    body: answer.json(),
    world: (await app.inject('/api/v1/world')).json(),
  }
}

describe('the world', () => {
  it('is empty at first, and as it was put later', async () => {
    const { app, world } = await createTestApp()
    expect((await app.inject('/api/v1/world')).json()).toEqual({})
    const answer = await put(app, SHOP)
    expect([answer.statusCode, answer.json()]).toEqual([200, SHOP])
    expect((await app.inject('/api/v1/world')).json()).toEqual(SHOP)
    expect(world.index.fateOf('bob@shop.test').kind).toBe('unknown')
    expect((await put(app, {})).json()).toEqual({})
    expect(world.index.fateOf('bob@shop.test').kind).toBe('plain')
  })

  it('is as long as it may be, in any script, and no longer', async () => {
    const { app } = await createTestApp()
    const { document, text } = WORLD_LIMITS
    const length = text - 100
    /** Accounts with long replies. */
    const worldOf = (accounts: number, letter: string) => {
      const account = { vacation: { text: letter.repeat(length) } }
      const named = Array.from({ length: accounts }, (_, n) => [`a${n}`, account] as const)
      return { domains: { 'shop.test': { accounts: Object.fromEntries(named) } } }
    }
    const most = Math.floor(document / (length + 40))
    expect((await put(app, worldOf(most, '邮'))).statusCode).toBe(200)
    const refused = await put(app, worldOf(most + 3, 'x'))
    expect([refused.statusCode, refused.json<Problem>().detail]).toEqual([
      400,
      expect.stringMatching(/characters as JSON; there may be/),
    ])
  })

  describe('in YAML', () => {
    it('is put and changed as in JSON', async () => {
      const yaml = '# ours\ndomains:\n  y.test: { mx: none }\n'
      const y = { 'y.test': { mx: 'none' } }
      expect(await sendYaml('PUT', yaml)).toMatchObject({ status: 200, world: { domains: y } })
      const both = { domains: { ...SHOP.domains, ...y } }
      expect(await sendYaml('PATCH', yaml)).toEqual({ status: 200, body: both, world: both })
    })

    it.each(['application/x-yaml', 'text/yaml; charset=utf-8', 'text/x-yaml'])(
      'is taken as %s',
      async type => {
        expect(await sendYaml('PUT', 'domains: {}', type)).toMatchObject({
          status: 200,
          world: { domains: {} },
        })
      },
    )

    it.each([
      ['domains:\n\tx.test: {}', 400, 'does not parse as YAML: Tabs are not allowed'],
      ['domains: *x', 400, 'does not parse as YAML: Unresolved alias'],
      ['domains: {}\ndomains: {}', 400, 'does not parse as YAML: there is more than one key "domains"'],
      ['domain: {}', 400, '/domain is not known here; did you mean domains?'],
      [`# ${'x'.repeat(1024 * 1024)}`, 413, 'has 1048576 characters at most'],
    ])('that is wrong changes nothing: %.20j', async (yaml, status, detail) => {
      expect(await sendYaml('PUT', yaml)).toMatchObject({
        status,
        body: { detail: expect.stringContaining(detail) },
        world: SHOP,
      })
    })

    it('holds nobody up by very many keys', async () => {
      const keys = Array.from({ length: 30_000 }, (_, n) => `k${n}:`)
      expect(await sendYaml('PUT', keys.join('\n'))).toMatchObject({ status: 400, world: SHOP })
    })
  })

  it('is changed by merge patches', async () => {
    const { app, world } = await createTestApp()
    await put(app, SHOP)
    const answer = await patch(app, { domains: { 'shop.test': null, 'y.test': { mx: 'none' } } })
    expect([answer.statusCode, answer.json()]).toEqual([200, { domains: { 'y.test': { mx: 'none' } } }])
    const typed = await app.inject({
      method: 'PATCH',
      url: '/api/v1/world',
      headers: { 'content-type': 'application/merge-patch+json' },
      payload: JSON.stringify({ domains: { 'y.test': { mx: null } } }),
    })
    expect([typed.statusCode, typed.json()]).toEqual([200, { domains: { 'y.test': {} } }])
    expect(world.index.domainOf('y.test')?.local).toBe(true)
  })

  test.each([
    ['PUT', { hosts: { 'mx.test': { greylisting: '5m' } } }, '/hosts/mx.test/greylisting'],
    ['PATCH', { hosts: { 'mx.test': { greylist: 5 } } }, '/hosts/mx.test/greylist'],
    ['PUT', [], ''],
  ] as const)('that is wrong is refused with the place, by %s %j', async (method, payload, path) => {
    const { app, world } = await createTestApp()
    await put(app, SHOP)
    const answer = await app.inject({ method, url: '/api/v1/world', payload })
    expect(answer.statusCode).toBe(400)
    const { code, detail, errors } = answer.json()
    expect(code).toBe('invalid-request')
    expect(errors).toEqual([{ path, message: expect.any(String) }])
    expect(detail).toBe(`In the body, ${path || 'the world'} ${errors[0].message}.`)
    expect(world.document).toEqual(SHOP)
  })

  it('that is no JSON is refused with the place', async () => {
    const { app } = await createTestApp()
    for (const type of ['application/json', 'application/merge-patch+json']) {
      const answer = await app.inject({
        method: 'PATCH',
        url: '/api/v1/world',
        headers: { 'content-type': type },
        payload: '{"domains": {}\n "hosts": {}}',
      })
      expect([answer.statusCode, answer.json()]).toEqual([
        400,
        expect.objectContaining({
          code: 'invalid-json',
          detail: expect.stringMatching(/^The body does not parse as JSON: .*line 2 column 2/),
        }),
      ])
    }
  })

  it('is bounded', async () => {
    const { clock } = createGround()
    const world = new WorldHolder({ clock, readyMade: true, plusAddresses: false, limits: { domains: 1 } })
    const { app } = await createTestApp({ world })
    const answer = await put(app, { domains: { 'a.test': {}, 'b.test': {} } })
    expect([answer.statusCode, answer.json().errors]).toEqual([
      400,
      [{ path: '/domains', message: 'makes 2 domains in all; there may be 1' }],
    ])
  })

  it('is as its schema says', async () => {
    const { app } = await createTestApp()
    const document = {
      submission: { networks: ['127.0.0.0/8'], relay: 'denied', xclient: '::1', users: { app: 'secret' } },
      retry: { delays: ['30m'], giveUpAfter: '5d', warnAfter: 'never', connections: 20 },
      domains: {
        'a.test': {
          local: true,
          refuse: 'data',
          accounts: {
            anna: {
              quota: '10MB',
              quotaMessages: 10,
              full: 'permanent',
              forward: ['bob'],
              keep: true,
              vacation: { subject: 'Away', text: 'I am away', every: '1d', from: '1h', until: '2h' },
              refusal: '550 5.7.1 no',
              complains: true,
            },
          },
          account: { quota: 1000, vacation: 'Away', refusal: { code: 550, enhanced: '5.7.1', text: 'no' } },
          catchAll: 'anna',
          aliases: { sales: ['anna'], info: 'anna' },
          plus: true,
          mx: ['10 mx.test', { preference: 20, host: 'mx2.test' }],
          addresses: ['192.0.2.1'],
          dns: 'found',
        },
        'b.test': { accounts: ['anna'], mx: 'none' },
      },
      hosts: {
        'mx.test': {
          addresses: '192.0.2.1',
          down: [{ how: 'timeout', from: '1h' }, 'refused'],
          delay: '1s',
          greylist: '5m',
          refuse: [{ at: 'mail', sender: '<>', larger: '1MB', until: '1h', reply: '550 no' }],
          perMinute: 5,
          size: 1000,
          tls: 'required',
          closes: 'data',
          relay: { to: 'mx', networks: ['10.0.0.0/8'] },
        },
        'mx2.test': { down: true, relay: 'mx.test', refuse: { recipient: '*', reply: { code: 450 } } },
      },
      records: [{ name: 'a.test', type: 'MX', preference: 5, value: 'mx.test' }],
    }
    const ajv = new Ajv({ strict: false, validateFormats: false, allowUnionTypes: true })
    const answer = await put(app, document)
    expect([answer.statusCode, answer.json()]).toEqual([200, document])
    ajv.validate(World, document)
    expect(ajv.errors).toBeNull()
    expect(ajv.validate(World, { domain: {} })).toBe(false)
  })
})

describe('the ready-made addresses', () => {
  test.each([
    [{ readyMade: true, plusAddresses: false }, ['anna@unknown.test', 'bounce@simulator.amazonses.com']],
    [{ readyMade: false, plusAddresses: true }, ['anna+bounce@shop.test']],
    [{ readyMade: false, plusAddresses: false }, []],
  ])('are listed as they are switched on: %j', async (options, examples) => {
    const { clock } = createGround()
    const { app } = await createTestApp({ world: new WorldHolder({ clock, ...options }) })
    const { items } = (await app.inject('/api/v1/world/ready-made')).json()
    const listed = items.map(({ example }: { example: string }) => example)
    expect(listed).toEqual(expect.arrayContaining(examples))
    expect(listed.length > 0).toBe(examples.length > 0)
    for (const item of items) expect(Object.keys(item)).toEqual(['form', 'example', 'happens'])
  })
})

test('a change is told on the event stream', async () => {
  const { world, store, clock, url } = await startTestServer()
  world.onChange(() => store.feed.publish({ type: 'world.changed' }, clock.now()))
  const client = createClient({ baseUrl: url })
  const stream = client.events({ types: ['world.*'], after: 0 })
  const first = stream.next()
  await client.world.put(SHOP)
  const events = [...((await first).value ?? [])]
  while (!events.some(({ type }) => type === 'world.changed'))
    events.push(...((await stream.next()).value ?? []))
  await stream.return(undefined)
  const changed = events.find(({ type }) => type === 'world.changed')
  expect(changed).toEqual({ seq: expect.any(Number), at: expect.any(String), type: 'world.changed' })
  expect(new Ajv({ strict: false, validateFormats: false }).validate(Event, changed)).toBe(true)
})

test('a client reads the world, puts and patches it', async () => {
  const { url } = await startTestServer()
  const { world } = createClient({ baseUrl: url, scope: 'user:ci-1' })
  expect(await world.get()).toEqual({})
  expect(await world.put(SHOP)).toEqual(SHOP)
  expect(await world.patch({ domains: { 'shop.test': { plus: true } } })).toEqual({
    domains: { 'shop.test': { accounts: ['anna'], plus: true } },
  })
  await expect(world.patch({ domains: [] })).rejects.toMatchObject({
    code: 'invalid-request',
    problem: { errors: [{ path: '/domains' }] },
  })
  expect((await world.readyMade())[0]).toEqual({
    form: '<anything>@unknown.test',
    example: 'anna@unknown.test',
    happens: '550 5.1.1 at RCPT.',
  })
})
