import { describe, expect, it, test } from 'vitest'
import type { Fate } from '../../server/delivery/world/fate.ts'
import { parseWorld } from '../../server/delivery/world/parse-world.ts'
import { WorldIndex } from '../../server/delivery/world/world-index.ts'

const WORLD = {
  domains: {
    'shop.test': {
      plus: true,
      accounts: { anna: null, bob: { complains: true }, 'bob+own': null },
      aliases: { sales: ['anna', 'eva@partner.test'], 'a+b': 'anna' },
    },
    'caught.test': { accounts: ['office', 'anna'], catchAll: 'office' },
    'open.test': { account: { refusal: '550 no' } },
    'pluses.test': { plus: true },
    'partner.test': { mx: ['10 mx1.partner.test'], accounts: { eva: { complains: true } }, plus: true },
    'anyone.test': { mx: ['10 mx1.partner.test'] },
    localhost: { accounts: ['root'] },
    'full.test': { accounts: ['anna'] },
  },
  hosts: { 'mx1.partner.test': { addresses: ['192.0.2.1'] } },
}

function index(options: { readyMade?: boolean; plusAddresses?: boolean } = {}): WorldIndex {
  return new WorldIndex(parseWorld(WORLD, 0), { readyMade: false, plusAddresses: false, ...options })
}

describe('the fate of mail', () => {
  test.each<[string, object]>([
    ['anna@elsewhere.test', { kind: 'plain' }],
    ['anna@sub.shop.test', { kind: 'plain' }],
    ['anna@shop.test', { kind: 'local', mailbox: 'anna@shop.test', account: { complains: false } }],
    ['ANNA@Shop.TEST.', { kind: 'local', mailbox: 'anna@shop.test' }],
    ['"anna"@shop.test', { kind: 'local', mailbox: 'anna@shop.test' }],
    ['anna+x+y@shop.test', { kind: 'local', mailbox: 'anna@shop.test' }],
    ['bob+x@shop.test', { kind: 'local', mailbox: 'bob@shop.test', account: { complains: true } }],
    ['bob+own@shop.test', { kind: 'local', mailbox: 'bob+own@shop.test', account: { complains: false } }],
    ['eve@shop.test', { kind: 'unknown' }],
    ['+anna@shop.test', { kind: 'unknown' }],
    ['sales@shop.test', { kind: 'redirected', to: ['anna@shop.test', 'eva@partner.test'] }],
    ['Sales+x@shop.test', { kind: 'redirected', to: ['anna@shop.test', 'eva@partner.test'] }],
    ['a+b@shop.test', { kind: 'redirected', to: ['anna@shop.test'] }],
    ['anna@caught.test', { kind: 'local', mailbox: 'anna@caught.test' }],
    ['who@caught.test', { kind: 'local', mailbox: 'office@caught.test' }],
    ['anna+x@caught.test', { kind: 'local', mailbox: 'office@caught.test' }],
    ['who@open.test', { kind: 'local', mailbox: 'who@open.test', account: { refusal: { code: 550 } } }],
    ['who+x@open.test', { kind: 'local', mailbox: 'who+x@open.test' }],
    ['who+x@pluses.test', { kind: 'local', mailbox: 'who@pluses.test' }],
    ['eva@partner.test', { kind: 'elsewhere', mailbox: 'eva@partner.test', account: { complains: true } }],
    ['eva+x@partner.test', { kind: 'elsewhere', mailbox: 'eva@partner.test' }],
    ['bob@partner.test', { kind: 'elsewhere', mailbox: 'bob@partner.test', account: null }],
    ['bob@anyone.test', { kind: 'elsewhere', mailbox: 'bob@anyone.test', account: { complains: false } }],
    ['root', { kind: 'local', mailbox: 'root@localhost' }],
    ['"a@b"', { kind: 'unknown' }],
  ])('for %j is %j', (address, fate) => {
    expect(index().fateOf(address)).toMatchObject(fate)
  })

  test.each([
    ['bücher.test', 'bob@xn--bcher-kva.test'],
    ['bücher.test', 'bob@BÜCHER.test'],
    ['xn--bcher-kva.test', 'bob@bücher.test'],
    ['XN--bcher-kva.test', 'bob@xn--BCHER-kva.test'],
  ])('of %s is that of %s, whose mailbox is spelled as the envelope has it', (name, address) => {
    const world = parseWorld({ domains: { [name]: { accounts: ['bob'] } } }, 0)
    const found = new WorldIndex(world, { readyMade: true, plusAddresses: false })
    expect(found.fateOf(address)).toMatchObject({ kind: 'local', mailbox: address.toLowerCase() })
    expect(found.fateOf(address.replace('bob', 'eve')).kind).toBe('unknown')
    expect(found.fateOf('bob@müller.test').kind).toBe('plain')
  })

  it('names the domain that decides it', () => {
    expect(index().fateOf('anna@shop.test')).toMatchObject({ domain: index().domainOf('shop.test') })
  })

  it('that is not simulated is one object for all', () => {
    const { fateOf } = { fateOf: (address: string) => world.fateOf(address) }
    const world = index()
    expect(fateOf('anna@x.test')).toBe(fateOf('bob@y.test'))
  })
})

const domainOf = (fate: Fate) => ('domain' in fate ? fate.domain : undefined)

describe('ready-made addresses', () => {
  it('are as any others, unless they are switched on', () => {
    expect(index().fateOf('anna@unknown.test').kind).toBe('plain')
    expect(index({ readyMade: true }).fateOf('anna@unknown.test').kind).toBe('unknown')
    expect(index().host('mx.down.test')).toBeUndefined()
    expect(index({ readyMade: true }).host('mx.down.test')?.outages).toHaveLength(1)
  })

  it('give way to a domain of the world that has the same name', () => {
    expect(index({ readyMade: true }).fateOf('anna@full.test')).toMatchObject({ account: { refusal: null } })
  })

  test.each<[string, object]>([
    ['anna+bounce@x.test', { kind: 'unknown', domain: { refuse: 'bounce' } }],
    ['anna+LATER@x.test', { kind: 'unknown', domain: { refuse: 'bounce' } }],
    [
      'anna+soft@x.test',
      { account: { refusal: { code: 552, enhanced: '5.2.2' } }, domain: { refuse: 'bounce' } },
    ],
    [
      'anna+full@x.test',
      { account: { refusal: { code: 552, enhanced: '5.2.2' } }, domain: { refuse: 'rcpt' } },
    ],
    ['anna+unknown@x.test', { kind: 'unknown', domain: { refuse: 'rcpt' } }],
    ['anna+policy@x.test', { account: { refusal: { code: 554 } }, domain: { refuse: 'data' } }],
    ['anna+down@x.test', { kind: 'elsewhere', domain: { name: 'down.test' }, mailbox: 'anna+down@x.test' }],
    ['anna+greylist@x.test', { kind: 'elsewhere', domain: { name: 'greylist.test' } }],
    ['anna+slow@x.test', { kind: 'elsewhere', domain: { name: 'slow.test' } }],
    [
      'anna+complaint@x.test',
      { kind: 'local', mailbox: 'anna+complaint@x.test', account: { complains: true } },
    ],
    ['anna+autoreply@x.test', { kind: 'local', account: { vacation: { every: 0 } } }],
    ['anna+ci-1+451@x.test', { kind: 'local', account: { refusal: { code: 451 } } }],
    ['anna+bounce@shop.test', { kind: 'unknown', domain: { refuse: 'bounce' } }],
    ['anna+bounce', { kind: 'unknown' }],
    ['anna+bouncy@x.test', { kind: 'plain' }],
    ['anna+399@x.test', { kind: 'plain' }],
    ['bounce@x.test', { kind: 'plain' }],
    ['anna@a+bounce.test', { kind: 'plain' }],
  ])('by a word behind a plus, when that is switched on: %j', (address, fate) => {
    expect(index({ plusAddresses: true }).fateOf(address)).toMatchObject(fate)
    expect([undefined, 'shop.test', 'localhost']).toContain(domainOf(index().fateOf(address))?.name)
  })

  it('by a word behind a plus find the host that they need', () => {
    const world = index({ plusAddresses: true })
    expect(world.host('mx.down.test')?.outages).toHaveLength(1)
    expect(world.zone.resolve('down.test', 'MX').records).toHaveLength(1)
    expect(world.fateOf('anna@down.test').kind).toBe('plain')
  })
})
