import { connect } from 'node:net'
import { afterAll, describe, expect, it, test } from 'vitest'
import { READY_MADE_ADDRESSES, READY_MADE_LABELS } from '../../server/delivery/world/ready-made.ts'
import type { Sandbox } from '../../server/sandbox.ts'
import { DAY, HOUR, MINUTE, SECOND, START } from '../delivery/delivery-fixture.ts'
import { Talk } from '../smtp/talk.ts'
import {
  closeSandboxes,
  inboxes,
  readReport,
  reportsOf,
  send,
  SENDER,
  simulate,
  stepTypes,
} from './simulation-fixture.ts'

afterAll(closeSandboxes)

/** What becomes of one mail to an address, as a client and the owners of mailboxes see it. */
interface Behaviour {
  readonly heard: string
  /** What lies in the INBOX of whom as soon as the client has its answer; `@` stands for the address itself. */
  readonly atOnce: readonly string[]
  readonly journey: string
  /** What is so later: just before that time nothing had changed. */
  readonly later?: { readonly after: number; readonly inboxes: readonly string[]; readonly journey: string }
}

function refused(heard: string): Behaviour {
  return { heard, atOnce: [], journey: '' }
}

function bounced(status: string): Behaviour {
  return { heard: '250', atOnce: [`${SENDER}: bounce ${status}`], journey: 'submitted queued bounced' }
}

function bouncedByHost(status: string): Behaviour {
  return { ...bounced(status), journey: 'submitted queued looked-up attempted bounced' }
}

function delivered(...answers: string[]): Behaviour {
  const atOnce = ['@: mail', ...answers.map(answer => `${SENDER}: ${answer}`)]
  return { heard: '250', atOnce, journey: 'submitted queued delivered' }
}

/** Warned of after four hours, and given up after five days. */
function givenUp(status: string): Behaviour {
  const journey = 'submitted queued looked-up attempted deferred'
  return {
    heard: '250',
    atOnce: [],
    journey,
    later: {
      after: 5 * DAY,
      inboxes: [`${SENDER}: bounce ${status}`, `${SENDER}: delay ${status}`],
      journey: `${journey} … warned attempted deferred … attempted bounced`,
    },
  }
}

const SLOW: Behaviour = {
  heard: '250',
  atOnce: [],
  journey: 'submitted queued looked-up',
  later: {
    after: MINUTE,
    inboxes: ['@: mail'],
    journey: 'submitted queued looked-up attempted delivered',
  },
}

const BEHAVIOURS: Readonly<Record<string, Behaviour>> = {
  'anna@unknown.test': refused('RCPT TO 550 5.1.1'),
  'anna@full.test': refused('RCPT TO 552 5.2.2'),
  'anna@greylist.test': refused('RCPT TO 451 4.7.1'),
  'anna@policy.test': refused('DATA 554 5.7.1'),
  'anna@451.test': refused('RCPT TO 451 4.3.0'),
  'anna@slow.test': SLOW,
  'anna@down.test': givenUp('4.4.1'),
  'anna@bounce-later.test': bounced('5.1.1'),
  'anna@soft-bounce.test': bounced('5.2.2'),
  'anna@complaint.test': delivered('complaint abuse'),
  'anna@autoreply.test': delivered('auto-reply'),
  'success@simulator.amazonses.com': delivered(),
  'bounce@simulator.amazonses.com': bounced('5.1.1'),
  'complaint@simulator.amazonses.com': delivered('complaint abuse'),
  'ooto@simulator.amazonses.com': delivered('auto-reply'),
  'suppressionlist@simulator.amazonses.com': bounced('5.1.1'),
  'delivered@resend.dev': delivered(),
  'bounced@resend.dev': bounced('5.1.1'),
  'complained@resend.dev': delivered('complaint abuse'),
  'suppressed@resend.dev': bounced('5.1.1'),
  'hardbounce@bounce-testing.postmarkapp.com': bounced('5.1.1'),
  'softbounce@bounce-testing.postmarkapp.com': bounced('5.2.2'),
  'blocked@bounce-testing.postmarkapp.com': bounced('5.7.1'),
  'spamnotification@bounce-testing.postmarkapp.com': bounced('5.7.1'),
  'autoresponder@bounce-testing.postmarkapp.com': delivered('auto-reply'),
  'hard-bounce@bounce-test.mailersend.net': bouncedByHost('5.1.1'),
  'blocked@bounce-test.mailersend.net': bouncedByHost('5.7.1'),
  'dmarc@bounce-test.mailersend.net': bouncedByHost('5.7.26'),
  'soft-bounce@bounce-test.mailersend.net': givenUp('4.3.2'),
  'transient@bounce-test.mailersend.net': givenUp('4.2.1'),
  'dns-error@bounce-test.mailersend.net': givenUp('4.4.3'),
}

const LABELLED: Readonly<Record<string, Behaviour>> = {
  'anna+bounce@shop.test': bounced('5.1.1'),
  'anna+soft@shop.test': bounced('5.2.2'),
  'anna+full@shop.test': refused('RCPT TO 552 5.2.2'),
  'anna+unknown@shop.test': refused('RCPT TO 550 5.1.1'),
  'anna+policy@shop.test': refused('DATA 554 5.7.1'),
  'anna+later@shop.test': bounced('5.1.1'),
  'anna+down@shop.test': givenUp('4.4.1'),
  'anna+greylist@shop.test': refused('RCPT TO 451 4.7.1'),
  'anna+slow@shop.test': SLOW,
  'anna+complaint@shop.test': delivered('complaint abuse'),
  'anna+autoreply@shop.test': delivered('auto-reply'),
  'anna+451@shop.test': refused('RCPT TO 451 4.3.0'),
}

/** Sends one mail to an address, and holds all that follows against what is written down of it. */
async function prove(box: Sandbox, address: string, behaviour: Behaviour): Promise<void> {
  const { heard, id } = await send(box, { to: address })
  expect(heard).toBe(behaviour.heard)
  const named = (lines: readonly string[]): string[] =>
    lines.map(line => line.replace(/^@/, address)).toSorted()
  expect(await inboxes(box)).toEqual(named(behaviour.atOnce))
  const { total } = await box.client.messages.list()
  if (heard !== '250') return expect(total).toBe(0)
  expect(await stepTypes(box, id)).toBe(behaviour.journey)
  const { later } = behaviour
  if (later === undefined) {
    expect((await box.client.queue.list()).total).toBe(0)
    box.clock.advance(6 * DAY)
    expect(await inboxes(box)).toEqual(named(behaviour.atOnce))
    return
  }
  box.clock.advance(later.after - 1)
  expect((await inboxes(box)).filter(line => !line.includes(': delay '))).toEqual([])
  box.clock.advance(1)
  expect(await inboxes(box)).toEqual(named(later.inboxes))
  expect(await stepTypes(box, id)).toBe(later.journey)
  expect((await box.client.queue.list()).total).toBe(0)
}

describe('one mail to a ready-made address', () => {
  test.each(READY_MADE_ADDRESSES)('$example: $happens', async ({ example, happens }) => {
    const behaviour = BEHAVIOURS[example]
    if (behaviour === undefined) throw new Error(`nothing is proven of ${example}`)
    expect(happens).toContain(firstReply(behaviour, example))
    await prove(await simulate(), example, behaviour)
  })

  test.each(READY_MADE_LABELS)('$example: $happens', async ({ example, happens }) => {
    const behaviour = LABELLED[example]
    if (behaviour === undefined) throw new Error(`nothing is proven of ${example}`)
    expect(happens).toContain(firstReply(behaviour, example))
    await prove(await simulate({}, { readyMade: 'plus' }), example, behaviour)
  })

  it('is like any other when they are switched off', async () => {
    const box = await simulate({}, { readyMade: 'off' })
    for (const { example } of [...READY_MADE_ADDRESSES, ...READY_MADE_LABELS]) {
      expect((await send(box, { to: example })).heard).toBe('250')
    }
    const addresses = [...READY_MADE_ADDRESSES, ...READY_MADE_LABELS].map(({ example }) => example)
    expect(await inboxes(box)).toEqual(addresses.map(address => `${address}: mail`).toSorted())
    expect((await box.client.queue.list()).total).toBe(0)
  })
})

/** The reply, as the table of the addresses writes it. */
function firstReply({ heard }: Behaviour, example: string): string {
  if (example.includes('451')) return 'from 400 to 599, at RCPT'
  return heard.replace(/^RCPT TO (.*)$/, '$1 at RCPT').replace(/^DATA (.*)$/, '$1 after DATA')
}

describe('what is written down of them besides', () => {
  it('greylist.test puts off each client, sender and recipient for five minutes from its first attempt', async () => {
    const box = await simulate()
    const heard = async (to: string, from = SENDER): Promise<string> => (await send(box, { from, to })).heard
    expect(await heard('anna@greylist.test')).toBe('RCPT TO 451 4.7.1')
    box.clock.advance(5 * MINUTE - 1)
    expect(await heard('anna@greylist.test')).toBe('RCPT TO 451 4.7.1')
    expect(await heard('bob@greylist.test')).toBe('RCPT TO 451 4.7.1')
    expect(await heard('anna@greylist.test', 'eva@app.test')).toBe('RCPT TO 451 4.7.1')
    box.clock.advance(1)
    expect(await heard('anna@greylist.test')).toBe('250')
    expect(await heard('bob@greylist.test')).toBe('RCPT TO 451 4.7.1')
    expect(await heard('anna@greylist.test', 'eva@app.test')).toBe('RCPT TO 451 4.7.1')
    expect(await inboxes(box)).toEqual(['anna@greylist.test: mail'])
    box.clock.advance(DAY)
    expect(await heard('anna@greylist.test')).toBe('250')
  })

  test.each(['anna@autoreply.test', 'ooto@simulator.amazonses.com'])(
    '%s answers, though the header names nobody, but no automatic mail',
    async to => {
      const box = await simulate()
      const envelope = { from: SENDER, to }
      await send(box, { envelope, raw: 'Subject: Hello\r\n\r\nHello\r\n' })
      expect(await inboxes(box)).toContain(`${SENDER}: auto-reply`)
      await send(box, { envelope, raw: 'Auto-Submitted: auto-generated\r\n\r\nHello\r\n' })
      expect((await inboxes(box)).filter(line => line.startsWith(SENDER))).toHaveLength(1)
    },
  )

  it('NNN.test answers every code from 400 to 599 at RCPT, with an enhanced status code of its class', async () => {
    const box = await simulate()
    for (const code of [400, 421, 450, 451, 452, 499, 500, 521, 550, 552, 553, 554, 556, 599]) {
      const socket = connect(box.ports.smtp, '127.0.0.1')
      const talk = await new Talk(socket).greet()
      await talk.say(`MAIL FROM:<${SENDER}>`)
      const reply = await talk.say(`RCPT TO:<anna@${code}.test>`)
      expect(reply).toMatch(new RegExp(`^${code} ${Math.floor(code / 100)}\\.\\d+\\.\\d+ \\S`))
      socket.destroy()
    }
    // RFC 5321 §3.8: after 421 the server closes the connection.
    const socket = connect(box.ports.smtp, '127.0.0.1')
    const talk = await new Talk(socket).greet()
    await talk.say(`MAIL FROM:<${SENDER}>`)
    await talk.say('RCPT TO:<anna@421.test>')
    expect(await talk.say('NOOP')).toBeNull()
    for (const code of [399, 600]) expect((await send(box, { to: `anna@${code}.test` })).heard).toBe('250')
  })

  it('down.test warns after four hours and gives up after five days, by the clock', async () => {
    const box = await simulate()
    const { id } = await send(box, { to: 'anna@down.test' })
    box.clock.advance(4 * HOUR - 1)
    expect(await reportsOf(box, id)).toEqual([])
    box.clock.advance(1)
    expect((await reportsOf(box, id)).map(({ kind }) => kind)).toEqual(['delay'])
    box.clock.advance(5 * DAY - 4 * HOUR)
    const { steps } = await box.client.messages.journey(id)
    expect(steps.at(-1)).toMatchObject({
      type: 'bounced',
      at: new Date(START + 5 * DAY).toISOString(),
      status: '4.4.1',
      reason: 'not delivered within 5d (4.4.7): connection refused',
    })
    expect(steps.find(({ type }) => type === 'looked-up')).toMatchObject({ answer: 'MX 10 mx.down.test' })
  })

  it('slow.test keeps its time for each mail', async () => {
    const box = await simulate()
    await send(box, { to: 'anna@slow.test' })
    box.clock.advance(30 * SECOND)
    await send(box, { to: 'bob@slow.test' })
    box.clock.advance(30 * SECOND)
    expect(await inboxes(box)).toEqual(['anna@slow.test: mail'])
    box.clock.advance(30 * SECOND)
    expect(await inboxes(box)).toEqual(['anna@slow.test: mail', 'bob@slow.test: mail'])
  })

  it.each([
    ['Bounce+order-7@Simulator.AmazonSES.com', `${SENDER}: bounce 5.1.1`],
    ['delivered+7@resend.dev', 'delivered@resend.dev: mail'],
    ['bounced+7@resend.dev', `${SENDER}: bounce 5.1.1`],
    ['whoever@simulator.amazonses.com', `${SENDER}: bounce 5.1.1`],
    ['soft_bounce@bounce-testing.postmarkapp.com', `${SENDER}: bounce 5.2.2`],
    ['anna@UNKNOWN.test', 'RCPT TO 550 5.1.1'],
  ])('%s is known as well', async (address, outcome) => {
    const box = await simulate()
    const { heard } = await send(box, { to: address })
    expect(heard === '250' ? await inboxes(box) : [heard]).toEqual([outcome])
  })

  it('labels act at the domains of a world, too, and case does not count', async () => {
    const world = { domains: { 'shop.test': { plus: true, accounts: ['anna'] } } }
    const box = await simulate(world, { readyMade: 'plus' })
    expect((await send(box, { to: 'anna+Unknown@shop.test' })).heard).toBe('RCPT TO 550 5.1.1')
    expect((await send(box, { to: 'anna+orders@shop.test' })).heard).toBe('250')
    expect(await inboxes(box)).toEqual(['anna@shop.test: mail'])
  })

  it('one mail to several of them: each has its own fate, and one bounce tells of all that failed at once', async () => {
    const box = await simulate()
    const to = ['bob@x.test', 'a@unknown.test', 'a@bounce-later.test', 'a@soft-bounce.test', 'a@down.test']
    const { heard, id } = await send(box, { to })
    expect(heard).toBe('250')
    expect(await inboxes(box)).toEqual(['anna@app.test: bounce 5.1.1 5.2.2', 'bob@x.test: mail'])
    const [bounce] = await reportsOf(box, id)
    const { groups } = await readReport(Buffer.from(await box.client.messages.raw(bounce?.id ?? '')))
    expect(groups.slice(1).map(group => group['final-recipient'])).toEqual([
      'rfc822; a@bounce-later.test',
      'rfc822; a@soft-bounce.test',
    ])
    expect((await box.client.queue.list()).items.map(({ recipient }) => recipient)).toEqual(['a@down.test'])
  })
})
