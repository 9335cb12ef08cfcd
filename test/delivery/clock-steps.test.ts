import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { SubmissionRefusedError } from '../../server/delivery/routing/refusal.ts'
import type { World } from '../../server/http/contract.ts'
import { createGround, DAY, HOUR, journey, MINUTE, SECOND, send } from './delivery-fixture.ts'

const HOSTS = ['a.host.test', 'b.host.test', 'c.host.test', 'd.host.test']
const DOMAINS = ['one.test', 'two.test', 'three.test']
const SENDERS = ['anna@app.test', 'anna@shop.test', 'anna@one.test']
const RECIPIENTS = ['anna', 'bob', 'sales'].flatMap(name => [
  ...DOMAINS.map(domain => `${name}@${domain}`),
  `${name}@shop.test`,
])

const wait = fc.constantFrom('1s', '30s', '5m', '17m', '1h', '5h')

const host = fc.record(
  {
    down: fc.oneof(
      fc.constant(true),
      fc.record({ how: fc.constantFrom('refused', 'timeout'), until: fc.constantFrom('2h', '9h') }),
    ),
    delay: wait,
    greylist: wait,
    perMinute: fc.integer({ min: 1, max: 3 }),
    dsn: fc.constant(false),
    closes: fc.constantFrom('connect', 'data'),
    refuse: fc.record({
      at: fc.constantFrom('connect', 'mail', 'rcpt', 'after-data'),
      until: fc.constantFrom('10m', '3h'),
      reply: fc.constantFrom('450 4.2.0 wait', '550 5.7.1 no'),
    }),
    relay: fc.oneof(fc.constantFrom(...HOSTS), fc.constant({ to: 'mx' })),
  },
  { requiredKeys: [] },
)

const domain = fc.record({
  mx: fc.array(
    fc.tuple(fc.constantFrom(10, 20), fc.constantFrom(...HOSTS)).map(([number, name]) => `${number} ${name}`),
    { minLength: 1, maxLength: 3 },
  ),
  refuse: fc.constantFrom('rcpt', 'data', 'bounce'),
})

const shop = fc.record({
  refuse: fc.constantFrom('data', 'bounce'),
  aliases: fc.constant({ sales: ['anna', 'bob@one.test'] }),
  accounts: fc.record({
    anna: fc.record({ vacation: fc.record({ text: fc.constant('Away'), every: wait }) }),
    bob: fc.record({ forward: fc.constant('anna@two.test'), keep: fc.boolean() }),
  }),
})

const world = fc.record({
  retry: fc.record({
    delays: fc.tuple(wait, fc.constantFrom('10m', '1h')),
    giveUpAfter: fc.constantFrom('10m', '7h', '2d'),
    warnAfter: fc.constantFrom('never', '5m', '2h'),
    connections: fc.integer({ min: 1, max: 3 }),
  }),
  hosts: fc
    .tuple(host, host, host, host)
    .map(all => Object.fromEntries(all.map((one, n) => [HOSTS[n], one]))),
  domains: fc.tuple(shop, domain, domain, domain).map(([ours, ...others]) => ({
    'shop.test': ours,
    ...Object.fromEntries(others.map((one, n) => [DOMAINS[n], one])),
  })),
}) as fc.Arbitrary<World>

const mails = fc.array(
  fc.record({
    from: fc.constantFrom(...SENDERS),
    to: fc.uniqueArray(fc.constantFrom(...RECIPIENTS), { minLength: 1, maxLength: 3 }),
    pause: fc.integer({ min: 0, max: HOUR }),
  }),
  { minLength: 1, maxLength: 8 },
)

type Mails = typeof mails extends fc.Arbitrary<infer Value> ? Value : never

/** All that comes of some mails within three days, in steps of the clock that are no longer than `stride`. */
async function live(document: World, sent: Mails, stride: number): Promise<string[]> {
  const ground = await createGround(document)
  const advance = (time: number): void => {
    for (let left = time; left > 0; left -= stride) ground.clock.advance(Math.min(left, stride))
  }
  const replies: string[] = []
  for (const { pause, ...mail } of sent) {
    try {
      send(ground, mail)
    } catch (error) {
      if (!(error instanceof SubmissionRefusedError)) throw error
      replies.push(error.message)
    }
    advance(pause)
  }
  advance(3 * DAY)
  const { entries } = ground.store.catchAll.inbox
  const told = entries
    .slice(0)
    .flatMap(({ message }) => [
      ...journey(ground, message).map(line => line.replaceAll(/\b01[\dA-Z]{24}\b/g, '<id>')),
      `${message.receivedAt} ${message.raw.toString()}`,
    ])
  return [...replies, ...told]
}

it('many small steps of the clock come to the same as a few large ones, in any world', async () => {
  await fc.assert(
    fc.asyncProperty(world, mails, fc.integer({ min: 7 * MINUTE + SECOND, max: DAY }), async (...args) => {
      const [document, sent, stride] = args
      expect(await live(document, sent, stride)).toEqual(await live(document, sent, Infinity))
    }),
    { numRuns: 40 },
  )
})
