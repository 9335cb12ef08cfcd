import { expect, test } from 'vitest'
import type { HostAnswer } from '../../../server/delivery/hosts/host-answer.ts'
import type { HostCall } from '../../../server/delivery/hosts/host-call.ts'
import { HOST_LIMITS } from '../../../server/delivery/hosts/host-limits.ts'
import { SimulatedHosts } from '../../../server/delivery/hosts/simulated-hosts.ts'
import { PLAIN_ACCOUNT } from '../../../server/delivery/world/empty-world.ts'
import type { Host, HostStage, Relay } from '../../../server/delivery/world/world.ts'
import { describeCall, describeHost, describeRule, NOW } from './plain-world.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** `outcome stage enhanced: reason`, which tells all but the time that it took. */
function told({ outcome, stage, enhanced, reason }: HostAnswer): string {
  return `${outcome} ${stage} ${enhanced}: ${reason}`
}

function converse(host: Partial<Host>, call: Parameters<typeof describeCall>[0] = {}): string {
  return told(new SimulatedHosts().converse(describeHost(host), describeCall(call)))
}

const refusal = { code: 550, enhanced: '5.7.1', text: 'not from you' }
const relay = (networks: readonly string[] | null): { relay: Relay } => ({ relay: { to: 'mx', networks } })
const client = (name: string, address: string): HostCall['client'] => ({ name, address })

test.each<[string, Partial<Host>, Parameters<typeof describeCall>[0], string]>([
  ['takes a message', {}, {}, 'accepted after-data 2.0.0: 250 2.0.0 message taken'],
  ['would take a recipient', {}, { stage: 'rcpt' }, 'accepted rcpt 2.1.5: 250 2.1.5 recipient ok'],
  [
    'is down',
    { outages: [{ how: 'refused', from: null, until: null }] },
    {},
    'deferred connect 4.4.1: connection refused',
  ],
  [
    'does not answer',
    { outages: [{ how: 'timeout', from: null, until: null }] },
    {},
    'deferred connect 4.4.1: connection timed out',
  ],
  ['knows no such account', {}, { account: null }, 'rejected rcpt 5.1.1: 550 5.1.1 no such user here'],
  [
    'does not ask for the account as a relay',
    {},
    { account: undefined },
    'accepted after-data 2.0.0: 250 2.0.0 message taken',
  ],
  [
    'has an account that refuses all its mail',
    {},
    { account: { ...PLAIN_ACCOUNT, refusal } },
    'rejected rcpt 5.7.1: 550 5.7.1 not from you',
  ],
  ['has a full account', {}, { isFull: true }, 'deferred rcpt 4.2.2: 452 4.2.2 mailbox full'],
  [
    'has an account that is full for good',
    {},
    { isFull: true, account: { ...PLAIN_ACCOUNT, fullForGood: true } },
    'rejected rcpt 5.2.2: 552 5.2.2 mailbox full',
  ],
  [
    'takes no message as large',
    { size: 999 },
    {},
    'rejected mail 5.3.4: 552 5.3.4 message size exceeds fixed limit',
  ],
  [
    'takes a message that is just small enough',
    { size: 1000 },
    {},
    'accepted after-data 2.0.0: 250 2.0.0 message taken',
  ],
  ['has a broken certificate', { tls: 'broken' }, {}, 'deferred starttls 4.7.5: certificate not trusted'],
  [
    'has a broken certificate that a client without TLS does not see',
    { tls: 'broken' },
    { client: { ...client('a.test', '192.0.2.1'), tls: false } },
    'accepted after-data 2.0.0: 250 2.0.0 message taken',
  ],
  [
    'requires TLS, which servers speak',
    { tls: 'required' },
    {},
    'accepted after-data 2.0.0: 250 2.0.0 message taken',
  ],
  [
    'requires TLS of a client that does not speak it',
    { tls: 'required' },
    { client: { ...client('a.test', '192.0.2.1'), tls: false } },
    'rejected mail 5.7.0: 530 5.7.0 must issue a STARTTLS command first',
  ],
  ['relays for all', relay(null), {}, 'accepted after-data 2.0.0: 250 2.0.0 message taken'],
  [
    'relays for a network',
    relay(['198.51.100.0/24']),
    {},
    'accepted after-data 2.0.0: 250 2.0.0 message taken',
  ],
  [
    'relays for an address',
    relay(['198.51.100.7']),
    {},
    'accepted after-data 2.0.0: 250 2.0.0 message taken',
  ],
  ['relays for a name', relay(['MAIL.app.test']), {}, 'accepted after-data 2.0.0: 250 2.0.0 message taken'],
  [
    'relays for IPv6',
    relay(['2001:db8::/32']),
    { client: client('x', '2001:db8::7') },
    'accepted after-data 2.0.0: 250 2.0.0 message taken',
  ],
  [
    'relays for others',
    relay(['10.0.0.0/8', 'smtp.app.test']),
    {},
    'rejected rcpt 5.7.1: 550 5.7.1 relaying denied',
  ],
  ['relays for nobody', relay([]), {}, 'rejected rcpt 5.7.1: 550 5.7.1 relaying denied'],
])('a host that %s', (_, host, call, expected) => {
  expect(converse(host, call)).toBe(expected)
})

test('nobody answers at an address that no host has', () => {
  expect(told(new SimulatedHosts().converse(null, describeCall()))).toBe(
    'deferred connect 4.4.1: connection refused',
  )
})

test.each<[number, string]>([
  [NOW - 1, 'accepted'],
  [NOW, 'deferred'],
  [NOW + HOUR - 1, 'deferred'],
  [NOW + HOUR, 'accepted'],
  [NOW + 2 * HOUR, 'deferred'],
  [NOW + 90 * HOUR, 'deferred'],
])('outages begin and end by world time (%i)', (now, outcome) => {
  const outages = [
    { how: 'refused', from: NOW, until: NOW + HOUR },
    { how: 'timeout', from: NOW + 2 * HOUR, until: null },
  ] as const
  expect(converse({ outages }, { now })).toMatch(outcome)
})

test.each<[HostStage, string]>([
  ['connect', 'deferred connect 4.4.2: closed at connect'],
  ['ehlo', 'deferred ehlo 4.4.2: closed at ehlo'],
  ['starttls', 'deferred starttls 4.4.2: closed at starttls'],
  ['mail', 'deferred mail 4.4.2: closed at mail'],
  ['rcpt', 'deferred rcpt 4.4.2: closed at rcpt'],
  ['data', 'deferred data 4.4.2: closed at data'],
  ['after-data', 'deferred after-data 4.4.2: closed after data'],
])('a host may close the connection at %s', (closes, expected) => {
  expect(converse({ closes })).toBe(expected)
})

test.each<HostStage>(['connect', 'ehlo', 'starttls', 'mail', 'rcpt', 'data', 'after-data'])(
  'a rule answers at %s, temporarily or for good',
  at => {
    const soft = describeRule({ at, reply: { code: 451, enhanced: '4.3.0', text: 'not now' } })
    const hard = describeRule({ at, reply: { code: 554, enhanced: null, text: 'never' } })
    expect(converse({ rules: [soft] })).toBe(`deferred ${at} 4.3.0: 451 4.3.0 not now`)
    expect(converse({ rules: [hard] })).toBe(`rejected ${at} 5.0.0: 554 never`)
    expect(converse({ rules: [hard, soft] })).toMatch(/^rejected/)
    expect(converse({ rules: [soft, hard] })).toMatch(/^deferred/)
  },
)

test('a reply without a status of its own has the one of its class', () => {
  const rules = [250, 421, 599].map(code =>
    describeRule({ at: 'after-data', reply: { code, enhanced: null, text: '' } }),
  )
  expect(rules.map(rule => converse({ rules: [rule] }))).toEqual([
    'accepted after-data 2.0.0: 250',
    'deferred after-data 4.0.0: 421',
    'rejected after-data 5.0.0: 599',
  ])
})

test.each<[Parameters<typeof describeRule>[0] | object, Parameters<typeof describeCall>[0], boolean]>([
  [{ sender: '@app.test' }, {}, true],
  [{ sender: '@app.test' }, { from: 'anna@other.test' }, false],
  [{ sender: '<>' }, { from: '' }, true],
  [{ sender: '<>' }, {}, false],
  [{ sender: 'anna@*' }, {}, true],
  [{ recipient: 'BOB@partner.test' }, {}, true],
  [{ recipient: 'carl@partner.test' }, {}, false],
  [{ larger: 999 }, {}, true],
  [{ larger: 1000 }, {}, false],
  [{ from: NOW, until: NOW + 1 }, {}, true],
  [{ from: NOW + 1 }, {}, false],
  [{ until: NOW }, {}, false],
  [{ sender: 'anna@*', recipient: 'carl@*' }, {}, false],
  [{ sender: 'anna@*', recipient: 'bob@*', larger: 10 }, {}, true],
])('a rule is for what it says: %o of %o: %s', (conditions, call, isMeant) => {
  const rule = describeRule({ at: 'rcpt', reply: refusal, ...conditions })
  expect(converse({ rules: [rule] }, call)).toMatch(isMeant ? 'rejected rcpt' : 'accepted')
})

test('what a rule lets pass, the host does not look at', () => {
  const pass = describeRule({
    at: 'rcpt',
    sender: '@app.test',
    reply: { code: 250, enhanced: null, text: 'ok' },
  })
  const rules = [pass, describeRule({ at: 'rcpt', reply: refusal })]
  expect(converse({ rules, greylist: HOUR }, { account: null })).toMatch('accepted after-data')
  expect(converse({ rules }, { stage: 'rcpt' })).toBe('accepted rcpt 2.0.0: 250 ok')
  expect(converse({ rules }, { from: 'eva@other.test' })).toMatch('rejected rcpt')
})

test('what comes first in a conversation answers first', () => {
  const all: Partial<Host> = {
    closes: 'data',
    size: 10,
    greylist: MINUTE,
    relay: { to: 'mx', networks: [] },
  }
  expect(converse(all)).toMatch('rejected mail 5.3.4')
  expect(converse({ ...all, size: null })).toMatch('rejected rcpt 5.7.1')
  expect(converse({ ...all, size: null, relay: null }, { account: null })).toMatch('rejected rcpt 5.1.1')
  expect(converse({ ...all, size: null, relay: null })).toMatch('deferred rcpt 4.7.1')
  expect(converse({ ...all, size: null, relay: null, greylist: null })).toMatch('deferred data 4.4.2')
  expect(converse({ ...all, closes: 'ehlo' })).toMatch('deferred ehlo')
  const outages = [{ how: 'refused', from: null, until: null }] as const
  expect(converse({ ...all, outages, tls: 'broken' })).toMatch('deferred connect')
})

test('a question for the recipient alone goes no further', () => {
  const rules = [describeRule({ at: 'after-data', reply: refusal })]
  expect(converse({ rules, closes: 'data' }, { stage: 'rcpt' })).toMatch('accepted rcpt')
  expect(converse({ rules })).toMatch('rejected after-data')
})

test('a conversation takes as long as the host says, but nobody waits for a port that is closed', () => {
  const duration = (host: Partial<Host>, call = {}): number =>
    new SimulatedHosts().converse(describeHost({ delay: MINUTE, ...host }), describeCall(call)).duration
  expect(duration({})).toBe(MINUTE)
  expect(duration({}, { account: null })).toBe(MINUTE)
  expect(duration({ closes: 'data' })).toBe(MINUTE)
  expect(duration({ outages: [{ how: 'timeout', from: null, until: null }] })).toBe(MINUTE)
  expect(duration({ outages: [{ how: 'refused', from: null, until: null }] })).toBe(0)
})

test('equal answers of a host are one object, which nobody can change', () => {
  const hosts = new SimulatedHosts()
  const host = describeHost({ perMinute: 2 })
  const calls = [{ account: null }, {}, { from: 'eva@other.test' }, {}, {}]
  const [unknown, first, second, ...slow] = calls.map(call => hosts.converse(host, describeCall(call)))
  expect(first).toBe(second)
  expect(slow[0]).toBe(slow[1])
  expect([unknown, first, slow[0]].every(answer => Object.isFrozen(answer))).toBe(true)
})

test('a greylisting host takes no second attempt until its time is over', () => {
  const hosts = new SimulatedHosts()
  const host = describeHost({ greylist: 5 * MINUTE })
  const at = (minutes: number, call = {}): string =>
    told(hosts.converse(host, describeCall({ now: NOW + minutes * MINUTE, ...call })))
  const putOff = 'deferred rcpt 4.7.1: 451 4.7.1 greylisted, try again later'
  expect(at(0, { stage: 'rcpt' })).toBe(putOff)
  expect(at(0)).toBe(putOff)
  expect(at(4.99)).toBe(putOff)
  expect(at(5, { stage: 'rcpt' })).toMatch('accepted rcpt')
  expect(at(5)).toMatch('accepted after-data')
  expect(at(6)).toMatch('accepted')
  expect(at(20 * 24 * 60)).toMatch('accepted')
})

test.each<[string, Parameters<typeof describeCall>[0], boolean]>([
  ['another client of the network', { client: client('mail2.app.test', '198.51.100.200') }, true],
  ['the client, its address written as IPv6', { client: client('m', '::ffff:198.51.100.7') }, true],
  ['a client of another network', { client: client('mail.app.test', '198.51.101.7') }, false],
  ['another spelling of the sender', { from: 'ANNA@app.test' }, true],
  ['another sender', { from: 'eva@app.test' }, false],
  ['a bounce', { from: '' }, false],
  ['another recipient', { recipient: 'carl@partner.test' }, false],
])('a greylisting host that knows a client, sender and recipient: %s', (_, call, isKnown) => {
  const hosts = new SimulatedHosts()
  const host = describeHost({ greylist: 5 * MINUTE })
  hosts.converse(host, describeCall())
  const answer = hosts.converse(host, describeCall({ now: NOW + HOUR, ...call }))
  expect(answer.outcome).toBe(isKnown ? 'accepted' : 'deferred')
})

test('hosts do not tell one another whom they know, and forget on a reset', () => {
  const hosts = new SimulatedHosts()
  const call = describeCall({ now: NOW + HOUR })
  hosts.converse(describeHost({ greylist: MINUTE }), describeCall())
  expect(hosts.converse(describeHost({ greylist: MINUTE, name: 'mx2.partner.test' }), call).outcome).toBe(
    'deferred',
  )
  expect(hosts.converse(describeHost({ greylist: MINUTE }), call).outcome).toBe('accepted')
  hosts.reset()
  expect(hosts.converse(describeHost({ greylist: MINUTE }), call).outcome).toBe('deferred')
})

test('a host takes so many messages a minute of one client, and never more', () => {
  const hosts = new SimulatedHosts()
  const host = describeHost({ perMinute: 2 })
  const at = (seconds: number, call = {}): string =>
    told(hosts.converse(host, describeCall({ now: NOW + seconds * 1000, ...call })))
  expect(at(0, { stage: 'rcpt' })).toMatch('accepted')
  expect(at(0, { account: null })).toMatch('rejected rcpt')
  expect(at(0)).toMatch('accepted')
  expect(at(30)).toMatch('accepted')
  expect(at(59)).toBe('deferred mail 4.7.1: 450 4.7.1 too many messages, slow down')
  expect(at(59, { stage: 'rcpt' })).toMatch('deferred mail')
  expect(at(59, { client: client('other.test', '203.0.113.5') })).toMatch('accepted')
  expect(at(60)).toMatch('accepted')
  expect(at(61)).toMatch('deferred')
  expect(at(90)).toMatch('accepted')
  hosts.reset()
  expect(at(90)).toMatch('accepted')
})

test('of more clients than the limits those not seen for longest are strangers again', () => {
  const hosts = new SimulatedHosts({ ...HOST_LIMITS, greylisted: 2, rateClients: 2 })
  const outcomes = (host: Host, places: readonly number[], now = NOW): string[] =>
    places.map(place => {
      const from = client('c.test', `10.0.${place}.1`)
      return hosts.converse(host, describeCall({ now, client: from })).outcome
    })
  const greylisting = describeHost({ greylist: MINUTE })
  outcomes(greylisting, [1, 2, 3])
  expect(outcomes(greylisting, [2, 3, 1], NOW + HOUR)).toEqual(['accepted', 'accepted', 'deferred'])
  const slow = describeHost({ perMinute: 1 })
  outcomes(slow, [1, 2, 3])
  expect(outcomes(slow, [2, 3, 1])).toEqual(['deferred', 'deferred', 'accepted'])
})

test('the same calls give the same answers', () => {
  const host = describeHost({ greylist: 2 * MINUTE, perMinute: 3 })
  const calls = Array.from({ length: 200 }, (_, index) =>
    describeCall({ now: NOW + index * 7000, recipient: `user${index % 5}@partner.test` }),
  )
  const play = (): string[] => {
    const hosts = new SimulatedHosts()
    return calls.map(call => told(hosts.converse(host, call)))
  }
  const first = play()
  expect(new Set(first).size).toBe(3)
  expect(play()).toEqual(first)
})

test('gives one and the same answer to all calls of a host that is down', () => {
  const hosts = new SimulatedHosts()
  const host = describeHost({ outages: [{ how: 'refused', from: null, until: null }] })
  const call = describeCall()
  const answers = new Set<HostAnswer>()
  for (let turn = 0; turn < 1000; turn++) answers.add(hosts.converse(host, call))
  expect(answers.size).toBe(1)
})
