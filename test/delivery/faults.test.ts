import * as fc from 'fast-check'
import { afterEach, describe, expect, it, test } from 'vitest'
import { SandboxClock } from '../../server/clock.ts'
import type { FaultEncounter } from '../../server/delivery/faults/fault-encounter.ts'
import type { FaultLimits } from '../../server/delivery/faults/fault-limits.ts'
import type { FaultRule } from '../../server/delivery/faults/fault-rule.ts'
import type { FaultStage } from '../../server/delivery/faults/fault-stages.ts'
import { Faults, TooManyFaultsError } from '../../server/delivery/faults/faults.ts'
import { parseFault } from '../../server/delivery/faults/parse-fault.ts'
import type { FeedEvent } from '../../server/mailbox/feed-event.ts'
import { Store } from '../../server/mailbox/store.ts'
import type { EnvelopePath, SessionFacts } from '../../server/message/envelope.ts'

const clocks: SandboxClock[] = []
afterEach(() => {
  for (const clock of clocks.splice(0)) clock.close()
})

function start({ rules = [], limits = {} }: { rules?: unknown[]; limits?: Partial<FaultLimits> } = {}) {
  const clock = new SandboxClock()
  clocks.push(clock)
  clock.freeze(Date.parse('2026-11-21T12:00:00Z'))
  const { feed } = new Store({ clock })
  const events: FeedEvent[] = []
  feed.subscribe(event => events.push(event))
  const faults = new Faults({ clock, feed, limits, rules: rules.map(parseFault) })
  return { clock, faults, events }
}

const path = (address: string): EnvelopePath => ({ address, argument: `<${address}>`, parameters: {} })

const SESSION: SessionFacts = {
  id: 's1',
  protocol: 'smtp',
  ehlo: 'app.test',
  address: '127.0.0.1',
  port: 5000,
  tls: null,
  auth: null,
}

/** What happens at a stage, in few words. */
function encounter({
  client = '127.0.0.1',
  user = null,
  from = 'anna@app.test',
  to = ['bob@x.test'],
  raw = null,
}: {
  client?: string
  user?: string | null
  from?: string | null
  to?: string[]
  raw?: string | null
} = {}): FaultEncounter {
  return {
    client,
    session: SESSION,
    user,
    sender: from === null ? null : path(from),
    recipients: to.map(path),
    message: raw === null ? null : { chunks: [Buffer.from(raw)], size: Buffer.byteLength(raw) },
  }
}

const CLOSE = { close: true } as const

function fires(match: object, happens: FaultEncounter, more: object = {}): boolean {
  const { faults } = start({ rules: [{ match, act: CLOSE, ...more }] })
  return faults.ask((match as { stage: FaultStage }).stage, happens) !== null
}

describe('a fault matches', () => {
  test.each<[object, Parameters<typeof encounter>[0], boolean]>([
    [{ sender: 'Anna@APP.test' }, {}, true],
    [{ sender: 'anna@app.test' }, { from: '"anna"@app.test' }, true],
    [{ sender: 'anna@app.test' }, { from: 'hanna@app.test' }, false],
    [{ sender: '@app.test' }, {}, true],
    [{ sender: '@app.test' }, { from: 'anna@my.app.test' }, false],
    [{ sender: '@*.app.test' }, { from: 'anna@my.app.test' }, true],
    [{ sender: '<>' }, { from: '' }, true],
    [{ sender: '<>' }, {}, false],
    [{ sender: '*' }, { from: '' }, false],
    [{ sender: 'an*@*.t*t' }, {}, true],
    [{ sender: 'an*an*@app.test' }, {}, false],
    [{ recipient: 'bob@x.test' }, { to: ['bob@x.test', 'eve@x.test'] }, false],
    [{ recipient: 'bob@x.test' }, { to: ['eve@x.test', 'bob@x.test'] }, true],
    [{ user: 'CI-*' }, { user: 'ci-42' }, true],
    [{ user: 'ci-42' }, {}, false],
    [{ client: '127.0.0.*' }, {}, true],
    [{ client: '127.0.0.2' }, {}, false],
    [{ client: '127.0.0.0/8' }, {}, true],
    [{ client: '127.0.0.0/8' }, { client: '10.0.0.1' }, false],
    [{ client: '0:0:0:0:0:0:0:1' }, { client: '::1' }, true],
    [{ query: 'to:eve@x.test' }, { to: ['eve@x.test', 'bob@x.test'] }, true],
    [{ query: '-from:anna@app.test' }, {}, false],
    [{ query: 'user:ci-42 OR rcpt:@x.test' }, {}, true],
  ])('%j at RCPT of %j: %s', (match, happens, expected) => {
    expect(fires({ stage: 'rcpt', ...match }, encounter(happens))).toBe(expected)
  })

  test('any recipient once all are known, and all that a message holds once it was received', () => {
    const to = ['bob@x.test', 'eve@x.test']
    const raw = 'Subject: Welcome\r\n\r\nYour code is 481920\r\n'
    expect(fires({ stage: 'data', recipient: 'bob@x.test' }, encounter({ to }))).toBe(true)
    const match = { stage: 'after-data', query: 'subject:welcome body:481920 larger:10 -is:read' }
    expect(() => fires(match, encounter({ to, raw }))).toThrow('stored messages only')
    const answerable = { stage: 'after-data', query: 'subject:welcome body:481920 larger:10 has:code' }
    expect(fires(answerable, encounter({ to, raw }))).toBe(true)
    expect(fires({ stage: 'after-data', query: 'body:nothing' }, encounter({ to, raw }))).toBe(false)
  })

  test('within its scope alone', () => {
    const match = { stage: 'rcpt' }
    expect(fires(match, encounter({ user: 'ci-1' }), { scope: 'user:ci-1' })).toBe(true)
    expect(fires(match, encounter({ user: 'ci-2' }), { scope: 'user:ci-1' })).toBe(false)
    expect(fires(match, encounter(), { scope: 'user:ci-1' })).toBe(false)
  })
})

const attempts = (faults: Faults, to: string, count: number): boolean[] =>
  Array.from({ length: count }, () => faults.ask('rcpt', encounter({ to: [to] })) !== null)

describe('attempts', () => {
  it('are counted for each recipient', () => {
    const { faults } = start({ rules: [{ match: { stage: 'rcpt', attempt: { first: 2 } }, act: CLOSE }] })
    expect(attempts(faults, 'anna@x.test', 3)).toEqual([true, true, false])
    expect(attempts(faults, 'ANNA@x.test', 1)).toEqual([false])
    expect(attempts(faults, 'bob@x.test', 3)).toEqual([true, true, false])
  })

  it('may be meant one alone', () => {
    const { faults } = start({ rules: [{ match: { stage: 'rcpt', attempt: { nth: 2 } }, act: CLOSE }] })
    expect(attempts(faults, 'anna@x.test', 4)).toEqual([false, true, false, false])
  })

  it('of the same message are those with the same sender and recipients, however many', () => {
    const { faults } = start({ rules: [{ match: { stage: 'data', attempt: { first: 1 } }, act: CLOSE }] })
    const many = Array.from({ length: 100 }, (_, n) => `r${n}@x.test`)
    const asked = [many, many, [...many, 'one@more'], ['bob@x.test'], ['bob@x.test']]
    expect(asked.map(to => faults.ask('data', encounter({ to })) !== null)).toEqual([
      true,
      false,
      true,
      true,
      false,
    ])
  })

  it.each<[FaultStage, boolean]>([
    ['quit', false],
    ['pop3:retr', true],
    ['imap:select', true],
  ])('are counted at %s for each client, or for each user (%s) of those who read mail', (stage, byUser) => {
    const rules = [{ match: { stage, attempt: { first: 1 } }, act: CLOSE }]
    const { faults } = start({ rules })
    const ask = (client: string, user: string | null) =>
      faults.ask(stage, encounter({ client, user })) !== null
    expect([ask('10.0.0.1', 'bob'), ask('10.0.0.2', 'Bob')]).toEqual([true, !byUser])
    expect([ask('10.0.0.3', null), ask('10.0.0.3', null), ask('10.0.0.4', null)]).toEqual([true, false, true])
  })

  it('at http:send of the same message are those with the same sender and recipients', () => {
    const { faults } = start({
      rules: [{ match: { stage: 'http:send', attempt: { first: 1 } }, act: { swallow: true } }],
    })
    const ask = (to: string) => faults.ask('http:send', encounter({ to: [to], raw: 'x' })) !== null
    expect([ask('bob@x.test'), ask('bob@x.test'), ask('eve@x.test')]).toEqual([true, false, true])
  })

  it('are forgotten beyond the limit of those that are counted, the longest unseen first', () => {
    const rules = [{ match: { stage: 'rcpt', attempt: { first: 1 } }, act: CLOSE }]
    const { faults } = start({ rules, limits: { keys: 2 } })
    const ask = (to: string): boolean => attempts(faults, to, 1)[0] as boolean
    expect(['a@x', 'b@x', 'a@x', 'c@x', 'a@x', 'b@x'].map(ask)).toEqual([
      true,
      true,
      false,
      true,
      false,
      true,
    ])
  })
})

const sometimes = (seed: number) => ({
  match: { stage: 'rcpt', probability: 0.3, seed },
  act: CLOSE,
})

function chosen(seed: number, order: readonly string[]): string[] {
  const { faults } = start({ rules: [sometimes(seed)] })
  const seen = new Map<string, number>()
  const found: string[] = []
  for (const to of order) {
    seen.set(to, (seen.get(to) ?? 0) + 1)
    if (faults.ask('rcpt', encounter({ to: [to] })) !== null) found.push(`${to} ${seen.get(to)}`)
  }
  return found.sort()
}

describe('probability', () => {
  const recipients = Array.from({ length: 2000 }, (_, n) => `r${n % 500}@x.test`)

  it('befalls about so many, and with the same seed the same', () => {
    const first = chosen(42, recipients)
    expect(first.length).toBeGreaterThan(500)
    expect(first.length).toBeLessThan(700)
    expect(chosen(42, recipients)).toEqual(first)
    expect(chosen(43, recipients)).not.toEqual(first)
  })

  it('befalls the same attempts in whichever order they come', () => {
    const some = recipients.slice(0, 60)
    fc.assert(
      fc.property(fc.shuffledSubarray(some, { minLength: some.length }), order => {
        expect(chosen(7, order)).toEqual(chosen(7, some))
      }),
      { numRuns: 20 },
    )
  })

  it('of 0 is never and of 1 is always', () => {
    const { faults } = start({
      rules: [
        { match: { stage: 'rcpt', probability: 0, seed: 1 }, act: { reset: true } },
        { match: { stage: 'rcpt', probability: 1, seed: 1 }, act: CLOSE },
      ],
    })
    const ids = recipients.slice(0, 100).map(to => faults.ask('rcpt', encounter({ to: [to] }))?.id)
    expect(new Set(ids)).toEqual(new Set(['f2']))
  })
})

describe('a fault is over', () => {
  it('after its uses, but is listed with what it did', () => {
    const { faults } = start({ rules: [{ match: { stage: 'quit' }, act: CLOSE, uses: 2 }] })
    expect([1, 2, 3].map(() => faults.ask('quit', encounter()) !== null)).toEqual([true, true, false])
    expect(faults.armed).toBe(false)
    expect(faults.list().map(fault => [fault.fired, faults.isActive(fault)])).toEqual([[2, false]])
  })

  it('when its time is over, by the clock of the sandbox', () => {
    const { clock, faults } = start({
      rules: [
        { match: { stage: 'quit' }, act: CLOSE, for: '10m' },
        { match: { stage: 'quit' }, act: CLOSE, until: '2026-11-21T13:00:00Z' },
      ],
    })
    const ask = () => faults.ask('quit', encounter())?.id
    expect(ask()).toBe('f1')
    clock.advance(600_000 - 1)
    expect(ask()).toBe('f1')
    clock.advance(1)
    expect(ask()).toBe('f2')
    clock.advance(50 * 60_000)
    expect(ask()).toBeUndefined()
    expect(faults.armed).toBe(false)
  })
})

const scoped = (scope?: string): FaultRule =>
  parseFault({ match: { stage: 'rcpt' }, act: CLOSE, scope: scope ?? null })

describe('the list of faults', () => {
  it('is bounded; those that are over make room', () => {
    const { faults } = start({ limits: { rules: 2 } })
    const rule = parseFault({ match: { stage: 'quit' }, act: CLOSE, uses: 1 })
    faults.add(rule)
    faults.add(rule)
    expect(() => faults.add(rule)).toThrow(TooManyFaultsError)
    faults.ask('quit', encounter())
    expect(faults.add(rule).id).toBe('f3')
    expect(faults.list().map(({ id }) => id)).toEqual(['f2', 'f3'])
  })

  it('loses those of one scope without touching others', () => {
    const { faults } = start()
    for (const scope of ['user:a', undefined, 'user:b', ' user:a ']) faults.add(scoped(scope))
    expect(faults.list('user:a').map(({ id }) => id)).toEqual(['f1', 'f4'])
    expect(faults.clear('user:a')).toBe(2)
    expect(faults.list().map(({ id }) => id)).toEqual(['f2', 'f3'])
    expect(faults.remove('f2')).toBe(true)
    expect(faults.remove('f2')).toBe(false)
    expect(faults.clear()).toBe(1)
    expect(faults.armed).toBe(false)
  })

  it('is what it was at the start after a reset, with nothing counted', () => {
    const { faults } = start({ rules: [{ match: { stage: 'quit' }, act: CLOSE, uses: 1 }] })
    faults.add(parseFault({ match: { stage: 'mail' }, act: CLOSE }))
    faults.ask('quit', encounter())
    faults.reset()
    expect(faults.list().map(({ rule, fired }) => [rule.match.stage, fired])).toEqual([['quit', 0]])
    expect(faults.ask('quit', encounter())).not.toBeNull()
  })
})

test('the feed tells once of each change of the list, and of nothing that changes nothing', () => {
  const { faults, events } = start({
    limits: { rules: 2 },
    rules: [{ match: { stage: 'quit' }, act: CLOSE, uses: 1 }],
  })
  const told = (change: () => unknown): string[] => {
    events.length = 0
    change()
    return events.map(({ type }) => type)
  }
  expect(events).toEqual([])
  expect(told(() => faults.add(scoped('user:a')))).toEqual(['faults.changed'])
  expect(told(() => faults.ask('quit', encounter()))).toEqual(['fault.fired'])
  expect(told(() => faults.add(scoped('user:b')))).toEqual(['faults.changed'])
  expect(() => faults.add(scoped())).toThrow(TooManyFaultsError)
  expect(told(() => faults.remove('f9'))).toEqual([])
  expect(told(() => faults.clear('user:c'))).toEqual([])
  expect(told(() => faults.clear('user:b'))).toEqual(['faults.changed'])
  expect(told(() => faults.remove('f2'))).toEqual(['faults.changed'])
  expect(told(() => faults.reset())).toEqual(['faults.changed'])
})

test('only stages at which a fault may fire are watched', () => {
  const { faults } = start({ rules: [{ match: { stage: 'pop3:retr' }, act: CLOSE, uses: 1 }] })
  expect([faults.watches('pop3:retr'), faults.watches('imap:fetch')]).toEqual([true, false])
  faults.ask('pop3:retr', encounter())
  expect(faults.watches('pop3:retr')).toBe(false)
})

test('what fired is told in the feed, with the one recipient that was asked for', () => {
  const { faults, events } = start({ rules: [{ match: { stage: 'rcpt' }, act: { delay: '2s', ...CLOSE } }] })
  faults.ask('rcpt', encounter({ to: ['bob@x.test', 'eve@x.test'], user: 'ci' }))
  expect(events).toEqual([
    expect.objectContaining({
      type: 'fault.fired',
      fault: 'f1',
      stage: 'rcpt',
      act: { delay: '2s', close: true },
      session: 's1',
      address: '127.0.0.1',
      user: 'ci',
      message: null,
      envelope: { from: path('anna@app.test'), to: [path('eve@x.test')] },
    }),
  ])
})
