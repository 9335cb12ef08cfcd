import { describe, expect, it } from 'vitest'
import {
  createGround,
  DAY,
  HOUR,
  inbox,
  journey,
  MINUTE,
  partner,
  send,
  START,
  stepTypes,
} from './delivery-fixture.ts'

describe('a host that is down', () => {
  it('until it is up again gets the message at the next try', async () => {
    const ground = await createGround(partner({ 'mx.partner.test': { down: { until: '45m' } } }))
    const message = send(ground, { to: ['eva@partner.test'] })
    ground.clock.advance(HOUR)
    expect(journey(ground, message)).toEqual([
      'd1 +0m facteur.test queued',
      'd1 +0m facteur.test looked-up partner.test: MX 10 mx.partner.test',
      'd1 +0m facteur.test attempted mx.partner.test connect: connection refused',
      'd1 +0m facteur.test deferred until +30m',
      'd1 +30m facteur.test attempted mx.partner.test connect: connection refused',
      'd1 +30m facteur.test deferred until +60m',
      'd1 +60m facteur.test attempted mx.partner.test after-data: 250 2.0.0 message taken',
      'd1 +60m mx.partner.test delivered eva@partner.test INBOX 1',
    ])
    expect(ground.delivery.queue.size).toBe(0)
  })

  it('for five days: the sender is warned once, after four hours, and gets a bounce at the end', async () => {
    const ground = await createGround()
    const message = send(ground, { to: ['eva@down.test'] })
    ground.clock.advance(4 * HOUR - 1)
    expect(inbox(ground, 'anna@app.test')).toEqual([])
    ground.clock.advance(1)
    const [warning] = inbox(ground, 'anna@app.test')
    expect(warning?.origin).toEqual({ kind: 'delay', of: message.id })
    expect(warning?.raw.toString()).toContain('Will-Retry-Until: Fri, 27 Nov 2026 08:00:00')
    ground.clock.advance(5 * DAY - 4 * HOUR - 1)
    expect(inbox(ground, 'anna@app.test').length).toBe(1)
    expect(ground.delivery.queue.get('d1')?.state).toBe('queued')
    ground.clock.advance(1)
    const bounce = inbox(ground, 'anna@app.test')[1]
    expect(bounce?.origin).toEqual({ kind: 'bounce', of: message.id })
    expect(bounce?.raw.toString()).toMatch(/Status: 4\.4\.1\r\n/)
    const record = ground.delivery.queue.get('d1')
    expect(record).toMatchObject({ state: 'bounced', nextTry: null, attempts: 43 })
    expect(record?.steps.at(-1)).toEqual({
      type: 'bounced',
      by: 'facteur.test',
      at: START + 5 * DAY,
      reason: 'not delivered within 5d (4.4.7): connection refused',
      status: '4.4.1',
      bounce: bounce?.id,
    })
    ground.clock.advance(30 * DAY)
    expect(inbox(ground, 'anna@app.test').length).toBe(2)
  })

  it('and ten thousand messages: every one of them bounces, and each try is kept', async () => {
    const ground = await createGround({}, { store: { messages: 40_000 } })
    for (let n = 0; n < 10_000; n++) send(ground, { to: [`user${n}@down.test`], raw: 'x' })
    expect(ground.delivery.queue.size).toBe(10_000)
    ground.clock.advance(5 * DAY)
    expect(ground.delivery.queue.size).toBe(0)
    const kinds = inbox(ground, 'anna@app.test').map(({ origin }) => origin?.kind)
    expect(kinds.filter(kind => kind === 'delay').length).toBe(10_000)
    expect(kinds.filter(kind => kind === 'bounce').length).toBe(10_000)
    expect(ground.delivery.queue.get('d10000')).toMatchObject({
      state: 'bounced',
      attempts: 43,
      stepsLeftOut: 0,
    })
    expect(ground.delivery.queue.get('d10000')?.steps.length).toBe(1 + 1 + 43 + 42 + 1 + 1)
  }, 60_000)
})

describe('the schedule', () => {
  it.each([
    ['10m', ['10m', '20m', '30m', '40m', '50m', '60m']],
    [
      ['1m', '5m', '20m'],
      ['1m', '6m', '26m', '46m', '60m'],
    ],
    [['50m'], ['50m', '60m']],
  ])(
    'of %j is the last wait again and again, and a last try when the time is over',
    async (delays, tries) => {
      const ground = await createGround({
        retry: { delays: [delays].flat(), giveUpAfter: '1h', warnAfter: 'never' },
      })
      send(ground, { to: ['eva@down.test'] })
      ground.clock.advance(DAY)
      const { steps = [] } = ground.delivery.queue.get('d1') ?? {}
      const attempts = steps
        .filter(({ type }) => type === 'attempted')
        .map(({ at }) => `${(at - START) / MINUTE}m`)
      expect(attempts).toEqual(['0m', ...tries])
      expect(inbox(ground, 'anna@app.test').map(({ origin }) => origin?.kind)).toEqual(['bounce'])
    },
  )

  it('is that of the world as it is when a try fails', async () => {
    const ground = await createGround()
    send(ground, { to: ['eva@down.test'] })
    await ground.delivery.world.replace({ retry: { delays: ['7m'] } })
    ground.clock.advance(30 * MINUTE)
    expect(ground.delivery.queue.get('d1')?.nextTry).toBe(START + 37 * MINUTE)
  })

  it('tells the time even if the clock runs at once over many tries of many deliveries', async () => {
    const ground = await createGround({ retry: { delays: ['10m'], giveUpAfter: '30m' } })
    send(ground, { to: ['a@down.test'] })
    ground.clock.advance(3 * MINUTE)
    send(ground, { to: ['b@down.test'] })
    const seen: string[] = []
    ground.store.feed.subscribe(event => {
      if (event.type === 'delivery.attempted') seen.push(`${event.delivery} ${(event.at - START) / MINUTE}`)
    })
    ground.clock.advance(DAY)
    expect(seen).toEqual(['d1 10', 'd2 13', 'd1 20', 'd2 23', 'd1 30', 'd2 33'])
  })
})

describe('the hosts of a domain', () => {
  it('are called in order of preference: the second when the first is down', async () => {
    const hosts = { 'mx1.partner.test': { down: true }, 'mx2.partner.test': {}, 'mx3.partner.test': {} }
    const ground = await createGround(partner(hosts))
    const message = send(ground, { to: ['eva@partner.test'] })
    expect(journey(ground, message).slice(2)).toEqual([
      'd1 +0m facteur.test attempted mx1.partner.test connect: connection refused',
      'd1 +0m facteur.test attempted mx2.partner.test after-data: 250 2.0.0 message taken',
      'd1 +0m mx2.partner.test delivered eva@partner.test INBOX 1',
    ])
  })

  it('of equal preference are called in turn', async () => {
    const ground = await createGround({
      domains: { 'partner.test': { mx: ['10 mx1.partner.test', '10 mx2.partner.test'] } },
      hosts: { 'mx1.partner.test': {}, 'mx2.partner.test': {} },
    })
    const called = [1, 2, 3, 4].map(() => {
      const { id } = send(ground, { to: ['eva@partner.test'] })
      return ground.delivery.queue.ofMessage(id)[0]?.by
    })
    expect(called).toEqual(['mx1.partner.test', 'mx2.partner.test', 'mx1.partner.test', 'mx2.partner.test'])
  })

  it('are not asked further when one refuses for good', async () => {
    const hosts = {
      'mx1.partner.test': { refuse: [{ at: 'rcpt', reply: '550 5.7.1 no' }] },
      'mx2.partner.test': {},
    }
    const ground = await createGround(partner(hosts))
    send(ground, { to: ['eva@partner.test'] })
    expect(stepTypes(ground, 'd1')).toEqual(['queued', 'looked-up', 'attempted', 'bounced'])
    expect(inbox(ground, 'anna@app.test')[0]?.raw.toString()).toMatch(/Remote-MTA: dns; ?mx1\.partner\.test/)
  })

  const closed = { refuse: { at: 'connect', reply: '554 5.3.2 no mail here' } }

  it.each([
    ['a mailbox', [closed, {}], ['attempted', 'attempted', 'delivered']],
    ['a bounce, where all do so', [closed, closed], ['attempted', 'attempted', 'bounced']],
    [
      'the queue, where another may take it later',
      [{ down: true }, closed],
      ['attempted', 'attempted', 'deferred'],
    ],
  ])('that turn away all who call lead to %s', async (_, [first = {}, second = {}], steps) => {
    const ground = await createGround(partner({ 'mx1.partner.test': first, 'mx2.partner.test': second }))
    send(ground, { to: ['eva@partner.test'] })
    expect(stepTypes(ground, 'd1')?.slice(2)).toEqual(steps)
  })

  it.each([
    [{ mx: 'none' }, '5.1.10'],
    [{ dns: 'nxdomain' }, '5.1.2'],
    [{ mx: ['10 nowhere.partner.test'] }, '5.4.4'],
  ])('are none, with %j: a bounce with %s in the same tick', async (domain, status) => {
    const ground = await createGround({ domains: { 'partner.test': { mx: [], ...domain } } })
    send(ground, { to: ['eva@partner.test'] })
    expect(ground.delivery.queue.get('d1')?.steps.at(-1)).toMatchObject({ type: 'bounced', status })
    expect(inbox(ground, 'anna@app.test').length).toBe(1)
  })

  it('are not known while the DNS does not answer: it is asked again, and what it says then is told', async () => {
    const ground = await createGround({
      domains: { 'partner.test': { dns: 'timeout', mx: ['10 mx.partner.test'] } },
    })
    const message = send(ground, { to: ['eva@partner.test'] })
    ground.clock.advance(HOUR)
    expect(stepTypes(ground, 'd1')).toEqual(['queued', 'looked-up', 'deferred', 'deferred', 'deferred'])
    await ground.delivery.world.replace(partner({ 'mx.partner.test': {} }))
    ground.clock.advance(2 * HOUR)
    expect(inbox(ground, 'eva@partner.test')).toEqual([message])
    expect(stepTypes(ground, 'd1')?.slice(5)).toEqual(['looked-up', 'attempted', 'delivered'])
  })
})

describe('a bounce', () => {
  it('is one for all recipients that fail at the same moment', async () => {
    const ground = await createGround()
    send(ground, { to: ['a@bounce-later.test', 'b@bounce-later.test'] })
    const bounces = inbox(ground, 'anna@app.test')
    expect(bounces.length).toBe(1)
    expect(bounces[0]?.raw.toString().match(/^Final-Recipient: .*/gm)?.length).toBe(2)
  })

  it('that cannot be delivered has no bounce', async () => {
    const ground = await createGround()
    const message = send(ground, { from: 'anna@bounce-later.test', to: ['a@bounce-later.test'] })
    expect(ground.store.count).toBe(2)
    const bounce = ground.store.latest
    expect(bounce?.origin?.of).toBe(message.id)
    expect(ground.delivery.queue.ofMessage(bounce?.id ?? '')[0]?.steps.at(-1)).toMatchObject({ bounce: null })
  })

  it('for a sender elsewhere is queued like any other mail', async () => {
    const ground = await createGround(partner({ 'mx.partner.test': { down: { until: '20m' } } }))
    send(ground, { from: 'eva@partner.test', to: ['a@bounce-later.test'] })
    expect(inbox(ground, 'eva@partner.test')).toEqual([])
    ground.clock.advance(30 * MINUTE)
    expect(inbox(ground, 'eva@partner.test').map(({ origin }) => origin?.kind)).toEqual(['bounce'])
  })

  it('is captured even if the mailbox of the sender is full', async () => {
    const ground = await createGround({}, { store: { accountMessages: 0 } })
    send(ground, { to: ['a@bounce-later.test'] })
    expect(ground.store.latest?.origin?.kind).toBe('bounce')
  })
})
