import { beforeEach, describe, expect, test } from 'vitest'
import { chooseLanguage } from '../../web/app/words/words.ts'
import { journeySteps } from '../../web/views/journey-steps.ts'
import { routed, step, SUBMITTED } from './journey-fixture.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const PLACE = { account: 'bob@x.test', folder: 'INBOX', uid: 7 }
const REFUSED = { code: 451, enhanced: '4.7.1', text: 'Come back later' }
const RULE = {
  host: 'mx.partner.test',
  address: '192.0.2.1',
  stage: 'rcpt',
  reply: REFUSED,
  reason: '451 4.7.1 Come back later',
}

/** What a delivery tells that waits for its next try. */
const wait = (after: number, reason = 'greylisted') => routed({ nextTry: step('held', after).at, reason })

beforeEach(() => chooseLanguage('en', ['en-GB']))

/** The one step in words, behind that of the submission. */
function said(...args: Parameters<typeof step>) {
  const { text, link, facts, said, tone } = journeySteps([SUBMITTED, step(...args)], 'm1')[1]!
  return { text, href: link?.href ?? null, label: link?.label ?? null, facts, said, tone }
}

describe('a step in words', () => {
  test('tells who submitted the message, and how', () => {
    expect(journeySteps([SUBMITTED], 'm1')[0]).toMatchObject({
      text: 'Submitted by SMTP',
      facts: ['from 127.0.0.1', 'EHLO app.test', 'logged in as ci (PLAIN)', 'TLSv1.3'],
    })
    const session = { protocol: 'smtp', ehlo: null, address: null, tls: null, auth: null }
    expect(said('submitted', 0, { session }).facts).toEqual(['not logged in', 'no TLS'])
    expect(said('submitted', 0, { session: { ...session, protocol: 'api' } }).facts).toEqual([])
  })

  test.each([
    ['checked', { ground: 'open', login: null }, 'May submit', ['no login is asked for']],
    ['checked', { ground: 'login', login: 'ci' }, 'May submit', ['logged in']],
    ['routed', { recipient: 'a@x.test', to: 'mailbox', simulated: false }, 'Goes to a mailbox here', []],
    [
      'routed',
      { recipient: 'a@down.test', to: 'elsewhere', simulated: true },
      'Goes to other servers',
      ['as the world says'],
    ],
  ] as const)('says what was decided of it: %s %o', (type, facts, text, shown) => {
    expect(said(type, 0, facts)).toMatchObject({ text, facts: shown })
  })

  test('that this page knows nothing of bears its name', () => {
    const unknown = { type: 'teleported', at: SUBMITTED.at } as never
    expect(journeySteps([SUBMITTED, unknown], 'm1')[1]?.text).toBe('teleported')
  })

  test.each([
    ['accepted', { code: 250, enhanced: '2.0.0', text: 'taken' }, 'success', '250 2.0.0 taken'],
    ['put off', REFUSED, 'warning', '451 4.7.1 Come back later'],
    ['refused', { code: 550, enhanced: null, text: 'no' }, 'danger', '550 no'],
    ['not reached', null, 'warning', 'connection timed out'],
  ])('says what a host answered that was called: %s', (_, reply, tone, answer) => {
    const facts = { ...RULE, reply, reason: 'connection timed out' }
    expect(said('attempted', 0, routed(facts))).toEqual({
      text: 'Called mx.partner.test',
      href: null,
      label: null,
      facts: ['192.0.2.1', 'at RCPT', 'by facteur.test'],
      said: answer,
      tone,
    })
  })

  test('says when the next try is, with the day when that is another', () => {
    expect(said('deferred', 0, wait(30 * MINUTE)).text).toMatch(
      /^Waits for the next try: \d?\d:\d\d:00, in 30 mins$/,
    )
    expect(said('deferred', 0, wait(27 * HOUR)).text).toMatch(/: \w+ \d+ Nov, .*, in 1 day 3 hrs$/)
    expect(said('deferred', 0, wait(0)).text).toBe('Is tried again at once')
  })

  test('leads to the folder that a copy was put into or taken out of', () => {
    expect(said('delivered', 0, PLACE)).toMatchObject({
      href: '/accounts/bob%40x.test/INBOX/m1',
      label: 'bob@x.test INBOX',
      facts: ['UID\u00a07'],
    })
    expect(said('placed', 0, { ...PLACE, folder: 'Sent' }).href).toBe('/accounts/bob%40x.test/Sent/m1')
    expect(said('expunged', 0, PLACE).href).toBe('/accounts/bob%40x.test/INBOX')
    expect(said('delivered', 0, { ...PLACE, account: 'all' })).toMatchObject({
      href: '/all/m1',
      label: 'All mail',
    })
  })

  test('leads to the message that told the sender', () => {
    const bounced = { status: '5.1.1', reason: '550 5.1.1 no such user' }
    expect(said('bounced', 0, routed({ ...bounced, bounce: 'm2' }))).toMatchObject({
      href: '/all/m2',
      facts: ['5.1.1', 'by facteur.test'],
      said: '550 5.1.1 no such user',
    })
    expect(said('bounced', 0, routed({ ...bounced, bounce: null }))).toMatchObject({
      href: null,
      facts: ['5.1.1', 'nobody was told', 'by facteur.test'],
    })
    expect(said('warned', 0, routed({ report: 'm3' }))).toMatchObject({ href: '/all/m3', tone: 'warning' })
    expect(said('warned', 0, routed({ report: null })).text).toBe('It is late, and no warning was due')
  })

  test('tells who read it, and how often', () => {
    const reader = { session: 's2', address: '127.0.0.1', user: 'bob@x.test', times: 3 }
    expect(said('read', 0, { ...reader, protocol: 'pop3' })).toMatchObject({
      text: 'Read by POP3',
      facts: ['as bob@x.test', 'from 127.0.0.1', '3 times'],
    })
    expect(said('read', 0, { ...reader, protocol: 'http', user: null, times: 1 })).toMatchObject({
      text: 'Marked as read',
      facts: ['from 127.0.0.1'],
    })
  })

  test('tells what a fault did, and where', () => {
    const reply = { code: 451, enhanced: '4.7.1', text: 'Later' }
    expect(
      said('faulted', 0, { fault: 'f1', stage: 'pop3:retr', act: { delay: '2s', reply } }),
    ).toMatchObject({ text: 'Fault f1 struck', facts: ['at POP3 RETR', 'waited 2s', 'said 451 4.7.1 Later'] })
    const act = { throttle: 1000, close: true }
    expect(said('faulted', 0, { fault: 'f2', stage: 'after-data', act }).facts).toEqual([
      'after DATA',
      '1,000 bytes a second',
      'closed the connection',
    ])
  })

  test.each([
    ['queued', {}, 'Queued'],
    ['redirected', { to: ['bob@x.test', 'eve@x.test'] }, 'Redirected to bob@x.test, eve@x.test'],
    ['looked-up', { domain: 'partner.test', answer: 'no such domain' }, 'Looked up partner.test'],
    ['held', {}, 'Held up by hand'],
    ['released', {}, 'Let go on by hand'],
    ['dropped', {}, 'Dropped, as the message was deleted'],
  ] as const)('has words for every kind: %s', (type, facts, text) => {
    expect(said(type, 0, routed(facts)).text).toBe(text)
  })
})

describe('the steps below one another', () => {
  test('tell a time, its distance and the server once, and the day when there are several', () => {
    const items = journeySteps(
      [
        SUBMITTED,
        step('queued', 0, routed()),
        step('looked-up', 250, routed({ domain: 'x', answer: 'y' })),
        step('held', 30 * MINUTE, routed({ by: 'relay.test' })),
        step('released', 25 * HOUR, routed({ by: 'relay.test' })),
      ],
      'm1',
    )
    expect(items.map(({ day }) => day !== '')).toEqual([true, false, false, false, true])
    expect(items.map(({ time }) => time !== '')).toEqual([true, false, false, true, true])
    expect(items.map(({ offset }) => offset)).toEqual(['', '', '+250 ms', '+30 mins', '+1 day 1 hr'])
    expect(items.slice(1).map(({ facts }) => facts)).toEqual([['by facteur.test'], [], ['by relay.test'], []])
  })

  test('have no days when all is of one', () => {
    expect(
      journeySteps([SUBMITTED, step('held', 30 * MINUTE, routed())], 'm1').map(({ day }) => day),
    ).toEqual(['', ''])
  })

  test('name the recipient where there are several, but not beside the account of that name', () => {
    const two = journeySteps(
      [
        step('queued', 0, routed()),
        step('queued', 0, routed({}, 'bob@x.test')),
        step('delivered', 0, routed(PLACE, 'bob@x.test')),
      ],
      'm1',
    )
    expect(two.map(({ facts }) => facts)).toEqual([
      ['for eva@down.test', 'by facteur.test'],
      ['for bob@x.test'],
      ['UID\u00a07'],
    ])
  })

  test('do not repeat for what a delivery waits, when the host has just said it', () => {
    const items = journeySteps(
      [
        step('attempted', 0, routed(RULE)),
        step('deferred', 0, wait(MINUTE, RULE.reason)),
        step('deferred', 0, wait(MINUTE, 'no free connection')),
      ],
      'm1',
    )
    expect(items.map(({ said }) => said)).toEqual([RULE.reason, '', 'no free connection'])
  })

  test('are made in an instant when they are a thousand', () => {
    const many = Array.from({ length: 1000 }, (_, n) => step('attempted', n * HOUR, routed(RULE)))
    journeySteps(many.slice(0, 10), 'm1')
    const begun = performance.now()
    expect(journeySteps(many, 'm1')).toHaveLength(1000)
    expect(performance.now() - begun).toBeLessThan(500)
  })

  test('are told in French', () => {
    chooseLanguage('fr', ['fr-FR'])
    const items = journeySteps([SUBMITTED, step('attempted', 30 * MINUTE, routed(RULE))], 'm1')
    expect(items.map(({ text }) => text)).toEqual(['Soumis par SMTP', 'Appel de mx.partner.test'])
    expect(items[1]!.offset).toBe('+30\u00a0min')
  })
})
