import { connect } from 'node:net'
import { afterAll, describe, expect, it } from 'vitest'
import type { World } from '../../server/http/contract.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../delivery/delivery-fixture.ts'
import { Talk } from '../smtp/talk.ts'
import {
  closeSandboxes,
  copiesOf,
  inboxes,
  readReport,
  readReportOf,
  send,
  SENDER,
  simulate,
  stepTypes,
  storyOf,
} from './simulation-fixture.ts'

afterAll(closeSandboxes)

/** partner.test elsewhere, with these hosts in order of preference. */
function partner(hosts: World['hosts'] = {}, domain: object = {}, rest: World = {}): World {
  const mx = Object.keys(hosts).map((name, index) => `${(index + 1) * 10} ${name}`)
  return { domains: { 'partner.test': { mx, ...domain } }, hosts, ...rest }
}

const EVA = 'eva@partner.test'

describe('a host that is down for four hours', () => {
  it('gets the mail after six, at the fourth retry; the sender was told that it is late', async () => {
    const box = await simulate(
      partner({ 'mx.partner.test': { addresses: ['192.0.2.7'], down: { until: '4h' } } }),
    )
    const { id } = await send(box, { to: EVA })
    box.clock.advance(6 * HOUR - 1)
    expect(await inboxes(box)).toEqual([`${SENDER}: delay 4.4.1`])
    box.clock.advance(1)
    expect(await inboxes(box)).toEqual([`${SENDER}: delay 4.4.1`, `${EVA}: mail`])
    expect(await storyOf(box, id)).toEqual([
      '+0m facteur.test queued',
      '+0m facteur.test looked-up MX 10 mx.partner.test',
      '+0m facteur.test attempted mx.partner.test: connection refused',
      '+0m facteur.test deferred',
      '+30m facteur.test attempted mx.partner.test: connection refused',
      '+30m facteur.test deferred',
      '+60m facteur.test attempted mx.partner.test: connection refused',
      '+60m facteur.test deferred',
      '+180m facteur.test attempted mx.partner.test: connection refused',
      '+180m facteur.test deferred',
      '+240m facteur.test warned',
      '+360m facteur.test attempted mx.partner.test: 250 2.0.0 message taken',
      '+360m mx.partner.test delivered eva@partner.test',
    ])
    box.clock.advance(10 * DAY)
    expect(await inboxes(box)).toEqual([`${SENDER}: delay 4.4.1`, `${EVA}: mail`])
  })

  it('puts its trace before the copy, and not before the captured bytes', async () => {
    const box = await simulate(partner({ 'mx.partner.test': { down: { until: '4h' } } }))
    const raw = 'Subject: Hello\r\nMessage-ID: <1@app.test>\r\n\r\nHello\r\n'
    const { id } = await send(box, { raw, envelope: { from: SENDER, to: EVA } })
    box.clock.advance(6 * HOUR)
    const [copy = ''] = await copiesOf(box, EVA)
    expect(copy.split(/\r\n(?!\t)/)).toEqual([
      'Return-Path: <anna@app.test>',
      'Received: from facteur.test ([127.0.0.1])\r\n\tby mx.partner.test with ESMTPS id d1\r\n\tfor <eva@partner.test>; Sun, 22 Nov 2026 14:00:00 +0000',
      `Received: from app.test ([127.0.0.1])\r\n\tby facteur.test with ESMTP id ${id}\r\n\tfor <eva@partner.test>; Sun, 22 Nov 2026 08:00:00 +0000`,
      'Subject: Hello',
      'Message-ID: <1@app.test>',
      '',
      'Hello',
      '',
    ])
    expect(Buffer.from(await box.client.messages.raw(id)).toString()).toBe(raw)
  })

  it('until three hours: nobody is told, as the mail is there before it is late', async () => {
    const box = await simulate(partner({ 'mx.partner.test': { down: { until: '3h' } } }))
    await send(box, { to: EVA })
    box.clock.advance(10 * DAY)
    expect(await inboxes(box)).toEqual([`${EVA}: mail`])
  })

  it('when the try that succeeds and the warning are due at one instant: there is no warning', async () => {
    const hosts = { 'mx.partner.test': { down: { until: '4h' } } }
    const box = await simulate(partner(hosts, {}, { retry: { delays: ['4h'], warnAfter: '4h' } }))
    await send(box, { to: EVA })
    box.clock.advance(10 * DAY)
    expect(await inboxes(box)).toEqual([`${EVA}: mail`])
  })

  it('is not told of where the world says never, nor where the sender says NOTIFY=NEVER', async () => {
    const hosts: World['hosts'] = { 'mx.partner.test': { down: 'timeout' } }
    const box = await simulate(partner(hosts, {}, { retry: { warnAfter: 'never' } }))
    await send(box, { to: EVA })
    await send(box, { to: EVA, dsn: { notify: 'never' } })
    box.clock.advance(10 * DAY)
    expect(await inboxes(box)).toEqual([`${SENDER}: bounce 4.4.1`])
  })

  it('and another that takes it meanwhile: the second exchanger gets it at once', async () => {
    const hosts: World['hosts'] = {
      'mx1.partner.test': { down: { how: 'timeout', until: '4h' } },
      'mx2.partner.test': {},
    }
    const box = await simulate(partner(hosts))
    const { id } = await send(box, { to: EVA })
    expect(await storyOf(box, id)).toEqual([
      '+0m facteur.test queued',
      '+0m facteur.test looked-up MX 10 mx1.partner.test, MX 20 mx2.partner.test',
      '+0m facteur.test attempted mx1.partner.test: connection timed out',
      '+0m facteur.test attempted mx2.partner.test: 250 2.0.0 message taken',
      '+0m mx2.partner.test delivered eva@partner.test',
    ])
  })
})

describe('a day of the queue', () => {
  it('greylisting costs one retry, and the next mail of the same sender none', async () => {
    const box = await simulate(partner({ 'mx.partner.test': { greylist: '5m' } }))
    const first = await send(box, { to: EVA })
    box.clock.advance(DAY)
    const second = await send(box, { to: EVA })
    expect(await storyOf(box, first.id)).toEqual([
      '+0m facteur.test queued',
      '+0m facteur.test looked-up MX 10 mx.partner.test',
      '+0m facteur.test attempted mx.partner.test: 451 4.7.1 greylisted, try again later',
      '+0m facteur.test deferred',
      '+30m facteur.test attempted mx.partner.test: 250 2.0.0 message taken',
      '+30m mx.partner.test delivered eva@partner.test',
    ])
    expect(await stepTypes(box, second.id)).toBe('submitted queued looked-up attempted delivered')
  })

  it('a rate limit spreads five mails over three minutes', async () => {
    const hosts = { 'mx.partner.test': { perMinute: 2 } }
    const box = await simulate(partner(hosts, {}, { retry: { delays: ['1m'] } }))
    for (let n = 0; n < 5; n++) await send(box, { to: EVA })
    const counts: number[] = []
    for (let minute = 0; minute < 4; minute++) {
      counts.push((await inboxes(box)).length)
      box.clock.advance(MINUTE)
    }
    expect(counts).toEqual([2, 4, 5, 5])
  })

  it('equal exchangers are taken in turn, a better one always first', async () => {
    const hosts = { 'a.mx.test': {}, 'b.mx.test': {}, 'c.mx.test': {} }
    const mx = ['10 a.mx.test', '10 b.mx.test', '20 c.mx.test']
    const box = await simulate({ domains: { 'partner.test': { mx } }, hosts })
    const taken: string[] = []
    for (let n = 0; n < 5; n++) {
      const { id } = await send(box, { to: EVA })
      const attempted = (await storyOf(box, id)).filter(line => line.includes('attempted'))
      taken.push(...attempted.map(line => line.replace(/.*attempted |:.*/g, '')))
    }
    expect(taken).toEqual(['a.mx.test', 'b.mx.test', 'a.mx.test', 'b.mx.test', 'a.mx.test'])
  })

  it.each<[string, object, string, string]>([
    ['a null MX', { mx: 'none' }, '5.1.10', 'partner.test takes no mail (null MX)'],
    ['a domain that does not exist', { dns: 'nxdomain' }, '5.1.2', 'partner.test does not exist'],
    ['an exchanger without an address', { mx: ['10 nowhere.test'] }, '5.4.4', 'no exchanger of partner.test'],
  ])('%s bounces at once', async (_, domain, status, reason) => {
    const box = await simulate({ domains: { 'partner.test': { local: false, ...domain } } })
    const { id } = await send(box, { to: EVA })
    expect(await inboxes(box)).toEqual([`${SENDER}: bounce ${status}`])
    const { groups, text } = await readReportOf(box, id, 'bounce')
    expect(groups[1]?.['diagnostic-code']).toContain(`X-Facteur; ${reason}`)
    expect(text).toContain(EVA)
    expect(await stepTypes(box, id)).toBe('submitted queued looked-up bounced')
  })

  it.each(['timeout', 'servfail'])('a DNS failure (%s) is waited out', async dns => {
    const hosts = { 'mx.partner.test': {} }
    const box = await simulate(partner(hosts, { dns }))
    const { id } = await send(box, { to: EVA })
    box.clock.advance(2 * HOUR)
    await box.client.world.patch({ domains: { 'partner.test': { dns: null } } })
    box.clock.advance(HOUR)
    expect(await inboxes(box)).toEqual([`${EVA}: mail`])
    expect(await stepTypes(box, id)).toBe(
      'submitted queued looked-up deferred deferred deferred looked-up attempted delivered',
    )
  })

  it('a DNS that never answers ends in a bounce that says so', async () => {
    const box = await simulate(partner({ 'mx.partner.test': {} }, { dns: 'timeout' }))
    await send(box, { to: EVA })
    box.clock.advance(5 * DAY)
    expect(await inboxes(box)).toEqual([`${SENDER}: bounce 4.4.3`, `${SENDER}: delay 4.4.3`])
  })

  it('a broken certificate is waited out: once it is mended, the mail is taken over TLS', async () => {
    const box = await simulate(partner({ 'mx.partner.test': { tls: 'broken' } }))
    const { id } = await send(box, { to: EVA })
    expect((await storyOf(box, id)).at(2)).toBe(
      '+0m facteur.test attempted mx.partner.test: certificate not trusted',
    )
    await box.client.world.patch({ hosts: { 'mx.partner.test': { tls: 'required' } } })
    box.clock.advance(30 * MINUTE)
    const [copy] = await copiesOf(box, EVA)
    expect(copy).toContain('by mx.partner.test with ESMTPS id d1')
  })

  it.each(['mail', 'data', 'after-data'] as const)('a host that closes at %s is waited out', async closes => {
    const box = await simulate(partner({ 'mx.partner.test': { closes } }))
    await send(box, { to: EVA })
    box.clock.advance(5 * DAY)
    expect(await inboxes(box)).toEqual([`${SENDER}: bounce 4.4.2`, `${SENDER}: delay 4.4.2`])
  })

  it('a delivery that is held waits as long as one likes, and goes on when it is released', async () => {
    const box = await simulate(partner({ 'mx.partner.test': { down: { until: '1h' } } }))
    const { id } = await send(box, { to: EVA })
    await box.client.queue.hold('d1')
    box.clock.advance(3 * DAY)
    expect(await inboxes(box)).toEqual([])
    expect((await box.client.queue.get('d1')).state).toBe('held')
    expect((await box.client.queue.release('d1')).state).toBe('delivered')
    expect(await inboxes(box)).toEqual([`${EVA}: mail`])
    expect(await stepTypes(box, id)).toBe(
      'submitted queued looked-up attempted deferred held released attempted delivered',
    )
  })

  it('retried or given up by hand, it does not wait for its time', async () => {
    const box = await simulate(partner({ 'mx.partner.test': { down: { until: '1m' } } }))
    await send(box, { to: [EVA, 'bob@down.test'] })
    box.clock.advance(MINUTE)
    expect((await box.client.queue.retry('d1')).state).toBe('delivered')
    expect((await box.client.queue.giveUp('d2')).state).toBe('bounced')
    expect(await inboxes(box)).toEqual([`${SENDER}: bounce 4.4.1`, `${EVA}: mail`])
  })

  it('a message that is too old goes, and its deliveries with it, without a word', async () => {
    const box = await simulate({}, { maxAge: DAY })
    await send(box, { to: ['eva@down.test', 'bob@x.test'] })
    box.clock.advance(DAY - MINUTE)
    expect(await inboxes(box)).toEqual([`${SENDER}: delay 4.4.1`, 'bob@x.test: mail'])
    expect((await box.client.queue.list()).total).toBe(1)
    box.clock.advance(MINUTE + SECOND)
    expect((await box.client.queue.list()).total).toBe(0)
    // The warning is younger than what it warns of.
    expect(await inboxes(box)).toEqual([`${SENDER}: delay 4.4.1`])
    box.clock.advance(10 * DAY)
    expect(await inboxes(box)).toEqual([])
  })
})

describe('what the sender asks to be told (NOTIFY)', () => {
  it('it is told of each recipient, and of no more', async () => {
    const box = await simulate()
    const recipients = { 'a@down.test': 'delay', 'b@down.test': 'failure', 'c@down.test': 'never' }
    const talk = await new Talk(connect(box.ports.smtp, '127.0.0.1')).greet()
    await talk.say(`MAIL FROM:<${SENDER}>`)
    for (const [address, notify] of Object.entries(recipients)) {
      expect(await talk.say(`RCPT TO:<${address}> NOTIFY=${notify.toUpperCase()}`)).toMatch(/^250 /)
    }
    await talk.say('RCPT TO:<d@down.test>')
    await talk.say('DATA')
    await talk.say('Subject: x\r\n\r\nx\r\n.')
    await talk.say('QUIT')
    box.clock.advance(5 * DAY)
    const copies = await copiesOf(box, SENDER)
    const told = await Promise.all(copies.map(copy => readReport(Buffer.from(copy))))
    expect(told.map(({ groups }) => groups.slice(1).map(group => group['final-recipient']))).toEqual([
      ['rfc822; a@down.test', 'rfc822; d@down.test'],
      ['rfc822; b@down.test', 'rfc822; d@down.test'],
    ])
  })
})
