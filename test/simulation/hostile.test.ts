import { connect } from 'node:net'
import { simpleParser } from 'mailparser'
import { afterAll, describe, expect, it, onTestFinished, test } from 'vitest'
import type { World } from '../../server/http/contract.ts'
import type { Sandbox } from '../../server/sandbox.ts'
import { DAY, HOUR, MINUTE } from '../delivery/delivery-fixture.ts'
import { Talk } from '../smtp/talk.ts'
import {
  closeSandboxes,
  copiesOf,
  inboxes,
  readReport,
  readReportOf,
  reportsOf,
  send,
  SENDER,
  simulate,
  stepTypes,
  storyOf,
} from './simulation-fixture.ts'

afterAll(closeSandboxes)

const WORLD: World = {
  domains: { 'partner.test': { mx: ['10 mx.partner.test'] } },
  hosts: { 'mx.partner.test': {} },
}

interface Words {
  readonly ehlo?: string
  readonly from?: string
  readonly to: string
}

/** Says to SMTP what no library would; gives the last reply. */
async function say(box: Sandbox, { ehlo = 'app.test', from = `<${SENDER}>`, to }: Words): Promise<string> {
  const socket = connect(box.ports.smtp, '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  const talk = new Talk(socket)
  await talk.reply()
  for (const line of [`EHLO ${ehlo}`, `MAIL FROM:${from}`, `RCPT TO:${to}`]) {
    const reply = await talk.say(line)
    if (reply?.startsWith('250') !== true) return reply ?? 'closed'
  }
  await talk.say('DATA')
  return (await talk.say('Subject: x\r\n\r\nx\r\n.')) ?? 'closed'
}

async function rawOf(box: Sandbox, id: string): Promise<string> {
  return Buffer.from(await box.client.messages.raw(id)).toString()
}

describe('what a client says of itself', () => {
  it.each([
    ['<script>alert(1)</script>', '?script?alert?1???script?'],
    ['a;b,(c)"d"', 'a?b??c??d?'],
    ['bücher.test', 'xn--bcher-kva.test'],
    ['[IPv6:::1]', '[IPv6:::1]'],
    ['x\u202ey.test', 'x?y.test'],
  ])('ends up in the Received field as a name and nothing else: %j', async (ehlo, name) => {
    const box = await simulate(WORLD)
    expect(await say(box, { ehlo, to: '<eva@partner.test>' })).toMatch(/^250 /)
    const [copy = ''] = await copiesOf(box, 'eva@partner.test')
    const { headerLines } = await simpleParser(copy)
    expect(headerLines.map(({ key }) => key)).toEqual(['return-path', 'received', 'received', 'subject'])
    expect(copy.replace(/\r\n\t/g, ' ')).toContain(`Received: from ${name} ([127.0.0.1]) by facteur.test`)
  })
})

describe('a recipient with a hostile name', () => {
  it.each([
    '"a\\"b> for <x"@partner.test',
    '"a b; c"@partner.test',
    '"(comment"@partner.test',
    '%s%n$x@partner.test',
    '__proto__@partner.test',
    'constructor@partner.test',
  ])('gets its copy, and the trace stays whole: %s', async address => {
    const box = await simulate(WORLD)
    expect(await say(box, { to: `<${address}>` })).toMatch(/^250 /)
    const [copy = ''] = await copiesOf(box, address)
    const { headerLines } = await simpleParser(copy)
    expect(headerLines.map(({ key }) => key)).toEqual(['return-path', 'received', 'received', 'subject'])
    expect(copy.replace(/\r\n\t/g, ' ')).toContain(`for <${address}>; Sun, 22 Nov`)
  })

  it.each(['"a\\"b> X-Evil: y"@bounce-later.test', '"a b"@bounce-later.test', '__proto__@bounce-later.test'])(
    'bounces in a report of one recipient: %s',
    async address => {
      const box = await simulate()
      expect(await say(box, { to: `<${address}>` })).toMatch(/^250 /)
      const id = (await box.client.messages.list({ query: 'subject:x' })).items.at(-1)?.id ?? ''
      const { groups } = await readReportOf(box, id, 'bounce')
      expect(groups).toHaveLength(2)
      expect(groups[1]?.['final-recipient']).toBe(`rfc822; ${address}`)
      expect(groups[1]).not.toHaveProperty('x-evil')
    },
  )

  it('and with line breaks, by the API, breaks no header of any report', async () => {
    const box = await simulate()
    const evil = 'a\r\nX-Evil: b'
    for (const [from, to] of [
      [SENDER, `${evil}@bounce-later.test`],
      [SENDER, `${evil}@complaint.test`],
      [`${evil}@app.test`, 'eva@bounce-later.test'],
      [`${evil}@app.test`, 'eva@complaint.test'],
    ] as const) {
      const message = `To: ${to}\r\n\r\nx\r\n`.replaceAll(evil, 'a')
      const id = await box.client.messages.inject(message, { from, to: [to] }).then(
        injected => injected.id,
        () => null,
      )
      if (id === null) continue
      for (const report of await reportsOf(box, id)) {
        const raw = await rawOf(box, report.id)
        expect(raw).not.toMatch(/^X-Evil/m)
        expect((await simpleParser(raw)).headers.get('auto-submitted')).toBeDefined()
      }
    }
    for (const line of await inboxes(box)) expect(line.startsWith('X-Evil')).toBe(false)
  })

  it('is quoted in the trace where it should have been, and was not', async () => {
    const box = await simulate(WORLD)
    expect(await say(box, { to: '<a(x)b@partner.test>' })).toMatch(/^250 /)
    const [copy = ''] = await copiesOf(box, 'a(x)b@partner.test')
    expect(copy).toContain('for <"a(x)b"@partner.test>;')
  })

  it('as long as an address may be bounces, and is named whole', async () => {
    const domain = `${'label.'.repeat(30)}test`
    const box = await simulate({ domains: { [domain]: { refuse: 'bounce', accounts: [] } } })
    const address = `${'l'.repeat(64)}@${domain}`
    expect(await say(box, { to: `<${address}>` })).toMatch(/^250 /)
    const [raw = ''] = await copiesOf(box, SENDER)
    const { groups } = await readReport(Buffer.from(raw))
    expect(groups[1]?.['final-recipient']).toBe(`rfc822; ${address}`)
  })

  it.each(['to', 'from'])(
    'much longer than it may be (%s) bounces, in lines that servers take',
    async side => {
      const box = await simulate()
      const long = 'l'.repeat(950)
      const from = side === 'from' ? `${long}@app.test` : SENDER
      const to = side === 'to' ? `${long}@bounce-later.test` : 'eva@bounce-later.test'
      expect(await say(box, { from: `<${from}>`, to: `<${to}>` })).toMatch(/^250 /)
      const [raw = ''] = await copiesOf(box, from)
      // RFC 5322 §2.1.1
      expect(Math.max(...raw.split('\r\n').map(line => Buffer.byteLength(line)))).toBeLessThanOrEqual(998)
      const { groups } = await readReport(Buffer.from(raw))
      expect(groups[1]).toMatchObject({ action: 'failed', status: '5.1.1' })
    },
  )

  it('beyond ASCII bounces in a report for such addresses (RFC 6533), to a sender beyond ASCII', async () => {
    const box = await simulate()
    const words = { from: '<jörg@app.test> SMTPUTF8', to: '<grüße@bounce-later.test>' }
    expect(await say(box, words)).toMatch(/^250 /)
    expect(await inboxes(box)).toEqual(['jörg@app.test: bounce 5.1.1'])
    const [raw = ''] = await copiesOf(box, 'jörg@app.test')
    expect(raw).toContain('Content-Type: message/global-delivery-status')
    const { groups } = await readReport(Buffer.from(raw))
    expect(groups[1]?.['final-recipient']).toBe('utf-8; grüße@bounce-later.test')
  })

  it('beyond ASCII gets its copy, with the address in its trace', async () => {
    const box = await simulate(WORLD)
    expect(await say(box, { from: '<jörg@app.test> SMTPUTF8', to: '<grüße@partner.test>' })).toMatch(/^250 /)
    const [copy = ''] = await copiesOf(box, 'grüße@partner.test')
    expect(copy).toContain('Return-Path: <jörg@app.test>\r\n')
    expect(copy).toContain('for <grüße@partner.test>;')
  })

  it.each([
    ['<>', /^501 5\.1\.3 /],
    ['<@a.test,@b.test:eva@partner.test>', /^250 /],
    ['<eva@partner.test.>', /^250 /],
    ['<EVA@PARTNER.TEST>', /^250 /],
    ['<postmaster>', /^250 /],
  ])('is %s: answered as %s', async (to, reply) => {
    const box = await simulate(WORLD)
    expect(await say(box, { to })).toMatch(reply)
    const isEva = /eva/i.test(to)
    if (isEva) expect(await inboxes(box)).toEqual(['eva@partner.test: mail'])
  })
})

describe('nobody is told of what cannot be told', () => {
  it('mail with the null reverse-path: no bounce, no complaint, no answer', async () => {
    const box = await simulate()
    const to = ['a@down.test', 'a@bounce-later.test', 'a@complaint.test', 'a@autoreply.test']
    const { id } = await send(box, { envelope: { from: '', to } })
    box.clock.advance(6 * DAY)
    expect(await inboxes(box)).toEqual(['a@autoreply.test: mail', 'a@complaint.test: mail'])
    expect(await reportsOf(box, id)).toEqual([])
    const bounced = (await box.client.messages.journey(id)).steps.filter(({ type }) => type === 'bounced')
    expect(bounced).toMatchObject([{ bounce: null }, { bounce: null }])
    expect((await box.client.messages.list()).total).toBe(1)
  })

  it.each<[string, number]>([
    ['x@down.test', 0],
    ['x@unknown.test', 0],
    ['x@full.test', 0],
    ['x@policy.test', 0],
    ['x@451.test', 0],
    ['x@bounce-later.test', 0],
    ['x@complaint.test', 5],
    ['x@autoreply.test', 5],
    ['x@greylist.test', 5],
    ['x@slow.test', 5],
  ])('a report to %s that fails or is taken makes no further report', async (from, arrive) => {
    const box = await simulate()
    const to = ['a@down.test', 'a@bounce-later.test', 'a@complaint.test', 'a@autoreply.test']
    await send(box, { envelope: { from, to }, from, to: 'a@autoreply.test' })
    box.clock.advance(30 * DAY)
    // The mail, its bounce at once, the complaint, the answer, the warning and the last bounce.
    expect((await box.client.messages.list()).total).toBe(6)
    expect((await inboxes(box)).filter(line => line.startsWith(`${from}: `))).toHaveLength(arrive)
    expect((await box.client.queue.list()).total).toBe(0)
  })

  it('a bounce that finds the mailbox of the sender full is there for all others', async () => {
    const box = await simulate()
    await box.client.accounts.put(SENDER, { quota: { messages: 0 } })
    const { id } = await send(box, { to: 'eva@bounce-later.test' })
    const [report] = await reportsOf(box, id)
    expect(report?.kind).toBe('bounce')
    expect(await inboxes(box)).toEqual([])
  })
})

describe('a world that changes while mail is under way', () => {
  it('a domain that it names no more is like all others: the mailbox gets the mail at the next try', async () => {
    const box = await simulate({ ...WORLD, hosts: { 'mx.partner.test': { down: true } } })
    const { id } = await send(box, { to: 'eva@partner.test' })
    await box.client.world.put({})
    box.clock.advance(30 * MINUTE)
    expect(await stepTypes(box, id)).toBe('submitted queued looked-up attempted deferred delivered')
    expect(await inboxes(box)).toEqual(['eva@partner.test: mail'])
  })

  it.each<[string, World['domains'], string, string[]]>([
    ['ours', { 'partner.test': { accounts: ['eva'] } }, 'delivered', ['eva@partner.test: mail']],
    [
      'ours, without the account',
      { 'partner.test': { accounts: [] } },
      'bounced',
      [`${SENDER}: bounce 5.1.1`],
    ],
    [
      'no more',
      { 'partner.test': { local: false, dns: 'nxdomain' } },
      'looked-up bounced',
      [`${SENDER}: bounce 5.1.2`],
    ],
    ['without mail', { 'partner.test': { mx: 'none' } }, 'looked-up bounced', [`${SENDER}: bounce 5.1.10`]],
    [
      'an alias',
      { 'partner.test': { accounts: ['bob'], aliases: { eva: ['bob'] } } },
      'redirected queued delivered',
      ['bob@partner.test: mail'],
    ],
  ])('a domain that is %s: the next try finds out', async (_, domains, steps, lies) => {
    const box = await simulate({ ...WORLD, hosts: { 'mx.partner.test': { down: true } } })
    const { id } = await send(box, { to: 'eva@partner.test' })
    await box.client.world.put({ domains: domains ?? {} })
    box.clock.advance(30 * MINUTE)
    expect(await stepTypes(box, id)).toBe(`submitted queued looked-up attempted deferred ${steps}`)
    expect(await inboxes(box)).toEqual(lies)
  })

  it('a conversation goes on that has begun, and one that waited for its connection has it', async () => {
    const box = await simulate({
      ...WORLD,
      hosts: { 'mx.partner.test': { delay: '10m' } },
      retry: { connections: 1 },
    })
    for (const name of ['a', 'b', 'c']) await send(box, { to: `${name}@partner.test` })
    box.clock.advance(MINUTE)
    await box.client.world.put({ domains: { 'partner.test': { accounts: ['a', 'c'] } } })
    box.clock.advance(HOUR)
    expect(await inboxes(box)).toEqual(
      ['a@partner.test: mail', `${SENDER}: bounce 5.1.1`, 'c@partner.test: mail'].toSorted(),
    )
    expect((await box.client.queue.list()).total).toBe(0)
  })

  it('one that is wrong changes nothing', async () => {
    const box = await simulate({ ...WORLD, hosts: { 'mx.partner.test': { down: { until: '20m' } } } })
    await send(box, { to: 'eva@partner.test' })
    await expect(box.client.world.put({ domains: { 'partner.test': { mx: ['x'] } } })).rejects.toThrow()
    box.clock.advance(30 * MINUTE)
    expect(await inboxes(box)).toEqual(['eva@partner.test: mail'])
  })
})

describe('the clock', () => {
  it('frozen: nothing is tried, until it is advanced', async () => {
    const box = await simulate()
    const { id } = await send(box, { to: ['a@down.test', 'a@slow.test'] })
    const before = await storyOf(box, id)
    await box.client.waitForNone('subject:Delayed', { timeout: '50ms' })
    expect(await storyOf(box, id)).toEqual(before)
  })

  it('a thousand times as fast: five minutes of retries are over at once', async () => {
    const box = await simulate({ retry: { delays: ['1m'], giveUpAfter: '5m', warnAfter: '3m' } })
    const { id } = await send(box, { to: 'a@down.test' })
    await box.client.clock.run(1000)
    await box.client.waitForMessage('subject:Delayed', { timeout: '20s' })
    await box.client.waitForMessage('subject:Undelivered', { timeout: '20s' })
    expect(await stepTypes(box, id)).toMatch(
      /^submitted queued looked-up attempted deferred .*warned .*bounced$/,
    )
    expect(await inboxes(box)).toEqual([`${SENDER}: bounce 4.4.1`, `${SENDER}: delay 4.4.1`])
  })

  it('set back: what waits is done when its time comes', async () => {
    const box = await simulate({ ...WORLD, hosts: { 'mx.partner.test': { greylist: '5m' } } })
    await send(box, { to: 'eva@partner.test' })
    box.clock.freeze(box.clock.now() - DAY)
    box.clock.advance(DAY + 30 * MINUTE - 1)
    expect(await inboxes(box)).toEqual([])
    box.clock.advance(1)
    expect(await inboxes(box)).toEqual(['eva@partner.test: mail'])
  })

  it('that jumps over ten days does all on the way in its order', async () => {
    const box = await simulate({ retry: { warnAfter: '4h', giveUpAfter: '5d' } })
    const { id } = await send(box, { to: 'a@down.test' })
    await box.client.clock.freeze(new Date(box.clock.now() + 10 * DAY))
    expect((await reportsOf(box, id)).length).toBeGreaterThan(0)
    expect((await box.client.queue.list()).total).toBe(0)
  })
})

describe('very much mail', () => {
  test('ten thousand deliveries are given up in their time, those of each mail in one bounce', async () => {
    const box = await simulate({ retry: { delays: ['4h'], giveUpAfter: '1d', warnAfter: 'never' } })
    for (let mail = 0; mail < 10; mail++) {
      const to = Array.from({ length: 1000 }, (_, n) => `user${n}@down.test`)
      await box.client.messages.inject({ from: SENDER, to, subject: `mail ${mail}`, text: 'Hello' })
    }
    expect((await box.client.queue.list()).total).toBe(10_000)
    box.clock.advance(DAY)
    expect((await box.client.queue.list()).total).toBe(0)
    const { items } = await box.client.messages.list({ query: 'subject:Undelivered' })
    expect(items).toHaveLength(10)
    const { groups } = await readReport(Buffer.from(await box.client.messages.raw(items[0]?.id ?? '')))
    expect(new Set(groups.slice(1).map(group => group['final-recipient'])).size).toBe(1000)
    expect(await box.client.queue.get('d10000')).toMatchObject({ state: 'bounced', attempts: 7 })
  })

  test('more than the queue holds is refused with 452 4.3.1, and nothing of it is captured', async () => {
    const box = await simulate({}, { maxQueue: 3 })
    expect((await send(box, { to: ['a@down.test', 'b@down.test'] })).heard).toBe('250')
    expect((await send(box, { to: ['c@down.test', 'd@down.test'] })).heard).toBe('DATA 452 4.3.1')
    expect((await box.client.messages.list()).total).toBe(1)
    expect((await send(box, { to: ['c@down.test'] })).heard).toBe('250')
    expect((await send(box, { to: 'bob@x.test' })).heard).toBe('250')
  })

  test('messages that make room for others take their deliveries with them', async () => {
    const box = await simulate({}, { maxMessages: 3 })
    for (const name of ['a', 'b', 'c', 'd', 'e']) await send(box, { to: `${name}@down.test` })
    const { items } = await box.client.queue.list()
    expect(items.map(({ recipient }) => recipient)).toEqual(['e@down.test', 'd@down.test', 'c@down.test'])
  })
})
