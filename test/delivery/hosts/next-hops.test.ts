import { expect, test } from 'vitest'
import type { HopAnswer } from '../../../server/delivery/hosts/hop-answer.ts'
import { HOST_LIMITS } from '../../../server/delivery/hosts/host-limits.ts'
import { nextHops } from '../../../server/delivery/hosts/next-hops.ts'
import { WorldIndex } from '../../../server/delivery/world/world-index.ts'
import { EMPTY_WORLD } from '../../../server/delivery/world/empty-world.ts'
import type { MxRecord } from '../../../server/delivery/world/world.ts'
import { describeWorld } from './plain-world.ts'

const mx = (preference: number, host: string): MxRecord => ({ preference, host })

/** `name [address]` of each hop, with `!` where nobody is; or the status and the text. */
function told(answer: HopAnswer): string {
  if (answer.status !== 'found') return `${answer.status} ${answer.enhanced}: ${answer.text}`
  return answer.hops
    .map(({ host, name, address }) => `${name} [${address}]${host === null ? '!' : ''}`)
    .join(', ')
}

const world = describeWorld(
  {
    'partner.test': { mx: [mx(20, 'mx2.partner.test'), mx(10, 'mx1.partner.test')] },
    'dual.test': { mx: [mx(10, 'dual-host.test')] },
    'lone.test': { addresses: ['192.0.2.50', '2001:db8::50'] },
    'noone.test': { mx: [mx(10, 'gone.test')], addresses: ['192.0.2.10'] },
    'half.test': { mx: [mx(10, 'gone.test'), mx(20, 'mx2.partner.test')] },
    'null.test': { mx: 'null' },
    'broken-null.test': { mx: [mx(0, '.'), mx(10, 'mx1.partner.test')] },
    'nx.test': { dns: 'nxdomain' },
    'servfail.test': { dns: 'servfail' },
    'timeout.test': { dns: 'timeout' },
    'waiting.test': { mx: [mx(10, 'mx.timeout.test'), mx(20, 'gone.test')] },
    'waiting-half.test': { mx: [mx(10, 'mx.timeout.test'), mx(20, 'mx2.partner.test')] },
    'aliased-mx.test': { mx: [mx(10, 'mail.alias.test')] },
    'undescribed.test': { mx: [mx(10, 'other.undescribed.test')] },
  },
  {
    'mx1.partner.test': ['192.0.2.10'],
    'mx2.partner.test': ['192.0.2.20'],
    'dual-host.test': ['192.0.2.30', '192.0.2.31', '2001:DB8::30'],
    'lone-host.test': ['2001:db8:0::50'],
    'shared.test': ['192.0.2.20'],
  },
  [
    { name: 'alias.test', type: 'CNAME', value: 'partner.test.' },
    { name: 'mail.alias.test', type: 'CNAME', value: 'shared.test' },
    { name: 'other.undescribed.test', type: 'A', value: '203.0.113.99' },
    { name: 'text.test', type: 'TXT', value: 'nothing else' },
  ],
)

test.each([
  ['by preference', 'partner.test', 'mx1.partner.test [192.0.2.10], mx2.partner.test [192.0.2.20]'],
  [
    'in any case, with a dot',
    'PARTNER.test.',
    'mx1.partner.test [192.0.2.10], mx2.partner.test [192.0.2.20]',
  ],
  [
    'each address of an exchanger',
    'dual.test',
    'dual-host.test [192.0.2.30], dual-host.test [192.0.2.31], dual-host.test [2001:DB8::30]',
  ],
  ['the domain itself', 'lone.test', 'lone.test [192.0.2.50]!, lone.test [2001:db8::50]'],
  [
    'no address in spite of its own',
    'noone.test',
    'permanent 5.4.4: no exchanger of noone.test has an address: MX 10 gone.test',
  ],
  ['the exchanger that has an address', 'half.test', 'mx2.partner.test [192.0.2.20]'],
  ['nothing, by null MX', 'null.test', 'permanent 5.1.10: null.test takes no mail (null MX)'],
  ['what stands beside a null MX', 'broken-null.test', 'mx1.partner.test [192.0.2.10]'],
  [
    'nothing, with other records',
    'text.test',
    'permanent 5.4.4: text.test has neither MX nor A nor AAAA records',
  ],
  ['nothing, as it does not exist', 'nx.test', 'permanent 5.1.2: nx.test does not exist'],
  ['nothing, as no one knows it', 'unheard-of.test', 'permanent 5.1.2: unheard-of.test does not exist'],
  ['nothing now', 'servfail.test', 'temporary 4.4.3: MX look-up of servfail.test failed (SERVFAIL)'],
  ['nothing in time', 'timeout.test', 'temporary 4.4.3: MX look-up of timeout.test timed out'],
  [
    'no address of an exchanger now',
    'waiting.test',
    'temporary 4.4.3: A look-up of mx.timeout.test timed out',
  ],
  ['the exchanger whose address is found', 'waiting-half.test', 'mx2.partner.test [192.0.2.20]'],
  ['what its alias has', 'alias.test', 'mx1.partner.test [192.0.2.10], mx2.partner.test [192.0.2.20]'],
  ['an exchanger by its alias', 'aliased-mx.test', 'mail.alias.test [192.0.2.20]'],
  ['an address at which nobody is', 'undescribed.test', 'other.undescribed.test [203.0.113.99]!'],
  ['an address literal', '[192.0.2.10]', 'mx1.partner.test [192.0.2.10]'],
  ['an IPv6 literal', '[IPv6:2001:db8::0:30]', 'dual-host.test [2001:db8::30]'],
  ['a literal at which nobody is', '[203.0.113.1]', '[203.0.113.1] [203.0.113.1]!'],
  ['a literal that is none', '[partner.test]', 'permanent 5.1.3: [partner.test] is no address literal'],
])('mail goes to %s (%s)', (_, domain, expected) => {
  expect(told(nextHops(world, domain, 0))).toBe(expected)
})

test.each([
  ['partner.test', 'mx2.partner.test'],
  ['aliased-mx.test', 'shared.test'],
])('of several hosts at one address, mail for %s goes to %s', (domain, host) => {
  const answer = nextHops(world, domain, 0)
  expect(answer.status === 'found' && answer.hops.at(-1)?.host?.name).toBe(host)
})

test.each([
  ['partner.test', 'MX 10 mx1.partner.test, MX 20 mx2.partner.test'],
  ['lone.test', 'no MX, A 192.0.2.50, AAAA 2001:db8::50'],
  ['half.test', 'MX 10 gone.test, MX 20 mx2.partner.test'],
  ['[192.0.2.10]', 'address 192.0.2.10'],
])('the answer for %s says what the DNS said: %s', (domain, text) => {
  expect(nextHops(world, domain, 0).text).toBe(text)
})

test('exchangers of equal preference are taken in turn, better ones always first', () => {
  const names = ['a', 'b1', 'b2', 'b3', 'c1', 'c2']
  const equal = describeWorld(
    {
      'x.test': {
        mx: names.map(name => mx({ a: 1, b: 2, c: 3 }[name[0] as 'a' | 'b' | 'c'], `${name}.x.test`)),
      },
    },
    Object.fromEntries(names.map((name, place) => [`${name}.x.test`, [`192.0.2.${place}`]])),
  )
  const order = (turn: number): string => {
    const answer = nextHops(equal, 'x.test', turn)
    return answer.status === 'found' ? answer.hops.map(({ name }) => name.split('.')[0]).join(' ') : ''
  }
  expect([0, 1, 2, 3].map(order)).toEqual([
    'a b1 b2 b3 c1 c2',
    'a b2 b3 b1 c2 c1',
    'a b3 b1 b2 c1 c2',
    'a b1 b2 b3 c2 c1',
  ])
  expect(order(6)).toBe(order(0))
})

test('a server that is an exchanger itself hands on to better ones only', () => {
  const backup = describeWorld(
    {
      'x.test': {
        mx: [mx(10, 'mx1.x.test'), mx(20, 'mx2.x.test'), mx(20, 'mx3.x.test'), mx(30, 'mx4.x.test')],
      },
    },
    Object.fromEntries([1, 2, 3, 4].map(place => [`mx${place}.x.test`, [`192.0.2.${place}`]])),
  )
  const from = (own: string): string => told(nextHops(backup, 'x.test', 0, own))
  expect(from('mx4.x.test')).toBe('mx1.x.test [192.0.2.1], mx2.x.test [192.0.2.2], mx3.x.test [192.0.2.3]')
  expect(from('MX2.x.test')).toBe('mx1.x.test [192.0.2.1]')
  expect(from('mx1.x.test')).toBe('permanent 5.4.6: mail for x.test loops back to mx1.x.test')
  expect(from('relay.test')).toMatch(/mx4.x.test \[192.0.2.4\]$/)
})

test('ready-made domains lead to ready-made hosts', () => {
  const index = new WorldIndex(EMPTY_WORLD, { readyMade: true, plusAddresses: false })
  const answer = nextHops(index, 'greylist.test', 0)
  expect(answer.status === 'found' && answer.hops[0]?.host?.greylist).toBe(5 * 60_000)
})

test('one look-up gives no more hops than its limit, in every turn others', () => {
  const count = HOST_LIMITS.hops + 5
  const names = Array.from({ length: count }, (_, place) => `mx${place}.x.test`)
  const many = describeWorld(
    {
      'x.test': { mx: names.map(name => mx(10, name)) },
      'y.test': { addresses: names.map((_, place) => `192.0.2.${place}`) },
    },
    Object.fromEntries(names.map((name, place) => [name, [`192.0.2.${place}`]])),
  )
  const hops = (domain: string, turn: number): string[] => {
    const answer = nextHops(many, domain, turn)
    return answer.status === 'found' ? answer.hops.map(({ name }) => name) : []
  }
  expect(hops('x.test', 0)).toEqual(names.slice(0, HOST_LIMITS.hops))
  expect(hops('x.test', count - 1)[0]).toBe(names.at(-1))
  expect(hops('y.test', 0)).toHaveLength(HOST_LIMITS.hops)
  expect(nextHops(many, 'x.test', 0).text).toMatch(/, …$/)
})

test('no more exchangers of a domain count than the limit, the best ones', () => {
  const count = HOST_LIMITS.exchangers + 1
  const names = Array.from({ length: count }, (_, place) => `mx${place}.x.test`)
  const many = describeWorld(
    { 'x.test': { mx: names.map((name, place) => mx(count - place, name)) } },
    { 'mx0.x.test': ['192.0.2.1'] },
  )
  expect(told(nextHops(many, 'x.test', 0))).toMatch('permanent 5.4.4')
})

/** The record of `mx0.tier2.test` has preference 2. */
function inTier(name: string): MxRecord {
  return mx(Number(/tier(\d)/.exec(name)?.[1]), name)
}

test('equal answers are one object, in turns that come again too late for it equal ones', () => {
  const sizes = [3, 4, 7]
  const names = sizes.flatMap((size, tier) =>
    Array.from({ length: size }, (_, place) => `mx${place}.tier${tier}.test`),
  )
  const hosts = Object.fromEntries(names.map((name, place) => [name, [`192.0.2.${place}`]]))
  const index = describeWorld(
    { 'short.test': { mx: names.slice(0, 7).map(inTier) }, 'long.test': { mx: names.map(inTier) } },
    hosts,
  )
  expect(nextHops(index, 'short.test', 13)).toBe(nextHops(index, 'short.test', 1))
  expect(nextHops(index, 'short.test', 13)).not.toEqual(nextHops(index, 'short.test', 2))
  expect(nextHops(index, 'long.test', 85)).toEqual(nextHops(index, 'long.test', 1))
  expect(nextHops(index, 'long.test', 13)).not.toEqual(nextHops(index, 'long.test', 1))
})

test('domains beyond the limit are looked up anew, with the same answer', () => {
  const answer = nextHops(world, 'partner.test', 0)
  expect(nextHops(world, 'partner.test', 1)).toBe(answer)
  for (let place = 0; place <= HOST_LIMITS.routes; place++) nextHops(world, `${place}.unheard-of.test`, 0)
  const again = nextHops(world, 'partner.test', 0)
  expect(again).not.toBe(answer)
  expect(again).toEqual(answer)
})
