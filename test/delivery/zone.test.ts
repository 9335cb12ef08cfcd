import { describe, expect, it, test } from 'vitest'
import { parseWorld } from '../../server/delivery/world/parse-world.ts'
import { reverseName } from '../../server/delivery/world/reverse-name.ts'
import { WorldIndex } from '../../server/delivery/world/world-index.ts'
import type { RecordType, Zone } from '../../server/delivery/world/zone.ts'

const WORLD = {
  domains: {
    'shop.test': {},
    'here.test': { local: true, addresses: ['192.0.2.9'] },
    'partner.test': { mx: ['20 mx2.partner.test', '10 mx1.partner.test'], addresses: ['192.0.2.5'] },
    'null.test': { mx: 'none' },
    'gone.test': { dns: 'nxdomain', mx: ['10 mx1.partner.test'] },
    'broken.test': { dns: 'servfail' },
    'silent.test': { dns: 'timeout' },
  },
  hosts: {
    'mx1.partner.test': { addresses: ['192.0.2.1', '2001:db8::1'] },
    'deep.in.partner.test': { addresses: ['192.0.2.2'] },
    'named.partner.test': { addresses: ['192.0.2.3'] },
    'mx.silent.test': { addresses: ['192.0.2.4'] },
    'same.partner.test': { addresses: ['192.0.2.1'] },
    'mine.test': { addresses: ['127.0.0.1'] },
  },
  records: [
    { name: 'Partner.test', type: 'TXT', value: 'v=spf1 -all' },
    { name: 'partner.test', type: 'MX', preference: 30, value: 'mx3.partner.test' },
    { name: 'partner.test', type: 'MX', preference: 10, value: 'mx1.partner.test' },
    { name: '192.0.2.3', type: 'PTR', value: 'other.test' },
    { name: 'www.shop.test', type: 'CNAME', value: 'web.shop.test' },
    { name: 'web.shop.test', type: 'CNAME', value: 'mx1.partner.test' },
    { name: 'dangling.test', type: 'CNAME', value: 'nowhere.test' },
    { name: 'to-silent.test', type: 'CNAME', value: 'silent.test' },
    { name: 'loop-a.test', type: 'CNAME', value: 'loop-b.test' },
    { name: 'loop-b.test', type: 'CNAME', value: 'loop-a.test' },
    ...Array.from({ length: 9 }, (_, index) => ({
      name: `far-${index}.test`,
      type: 'CNAME',
      value: index === 0 ? 'mx1.partner.test' : `far-${index - 1}.test`,
    })),
  ],
}

const zone = zoneOf(WORLD)

function zoneOf(document: unknown, readyMade = false): Zone {
  return new WorldIndex(parseWorld(document, 0), { readyMade, plusAddresses: false }).zone
}

/** The answer in short: its status when there is no record, else the values. */
function ask(name: string, type: RecordType, of: Zone = zone): string {
  const { status, records } = of.resolve(name, type)
  const values = records.map(record =>
    record.type === 'MX' ? `${record.preference} ${record.value}` : record.value,
  )
  return values.length > 0 && status === 'found'
    ? values.join(', ')
    : `(${status}) ${values.join(', ')}`.trim()
}

describe('the zone', () => {
  test.each<[string, RecordType, string]>([
    // Domains.
    ['partner.test', 'MX', '30 mx3.partner.test, 10 mx1.partner.test, 20 mx2.partner.test'],
    ['partner.test', 'A', '192.0.2.5'],
    ['partner.test', 'AAAA', '(found)'],
    ['partner.test', 'TXT', 'v=spf1 -all'],
    ['PARTNER.test.', 'A', '192.0.2.5'],
    ['null.test', 'MX', '0 .'],
    // Mail for local domains comes here, unless they say where else.
    ['shop.test', 'MX', '0 facteur.test'],
    ['shop.test', 'A', '(found)'],
    ['facteur.test', 'A', '127.0.0.1'],
    ['facteur.test', 'AAAA', '::1'],
    ['here.test', 'MX', '(found)'],
    // Hosts.
    ['mx1.partner.test', 'A', '192.0.2.1'],
    ['mx1.partner.test', 'AAAA', '2001:db8::1'],
    ['mx2.partner.test', 'A', '(nxdomain)'],
    // Addresses.
    ['1.2.0.192.in-addr.arpa', 'PTR', 'mx1.partner.test, same.partner.test'],
    [`1.${'0.'.repeat(23)}8.b.d.0.1.0.0.2.ip6.arpa`, 'PTR', 'mx1.partner.test'],
    ['3.2.0.192.in-addr.arpa', 'PTR', 'other.test'],
    ['7.2.0.192.in-addr.arpa', 'PTR', '(nxdomain)'],
    ['1.0.0.127.in-addr.arpa', 'PTR', 'localhost'],
    ['localhost', 'A', '127.0.0.1'],
    // Names that have nothing, and names that are not there.
    ['in.partner.test', 'A', '(found)'],
    ['test', 'MX', '(found)'],
    ['x.partner.test', 'A', '(nxdomain)'],
    ['x.mx1.partner.test', 'A', '(nxdomain)'],
    // CNAME.
    ['www.shop.test', 'CNAME', 'web.shop.test'],
    ['www.shop.test', 'A', 'web.shop.test, mx1.partner.test, 192.0.2.1'],
    ['www.shop.test', 'MX', 'web.shop.test, mx1.partner.test'],
    ['dangling.test', 'A', '(nxdomain) nowhere.test'],
    ['to-silent.test', 'A', '(timeout)'],
    ['loop-a.test', 'A', '(servfail)'],
    ['far-7.test', 'A', expect.stringMatching(/^far-6.*192\.0\.2\.1$/) as string],
    ['far-8.test', 'A', '(servfail)'],
    // Failures, of all that is below too.
    ['gone.test', 'MX', '(nxdomain)'],
    ['broken.test', 'A', '(servfail)'],
    ['mx.silent.test', 'A', '(timeout)'],
    ['any.broken.test', 'TXT', '(servfail)'],
    ['verybroken.test', 'TXT', '(nxdomain)'],
  ])('answers %s %s by %s', (name, type, expected) => {
    expect(ask(name, type)).toEqual(expected)
  })

  it('has the ready-made domains and their hosts, when they are switched on', () => {
    const ready = zoneOf({}, true)
    expect(ask('unknown.test', 'MX', ready)).toBe('0 facteur.test')
    expect(ask('451.test', 'MX', ready)).toBe('0 facteur.test')
    expect(ask('down.test', 'MX', ready)).toBe('10 mx.down.test')
    expect(ask('mx.down.test', 'A', ready)).toBe('192.0.2.1')
    expect(ask('unknown.test', 'MX', zoneOf({}))).toBe('(nxdomain)')
  })

  it('leads elsewhere what would come here, where its records say so', () => {
    const zone = zoneOf({
      domains: { 'shop.test': {}, 'other.test': {} },
      hosts: { 'facteur.test': { addresses: '192.0.2.25' } },
      records: [{ name: 'Shop.test.', type: 'MX', preference: 10, value: 'mx.shop.test' }],
    })
    expect(ask('shop.test', 'MX', zone)).toBe('10 mx.shop.test')
    expect(ask('other.test', 'MX', zone)).toBe('0 facteur.test')
    expect(ask('facteur.test', 'A', zone)).toBe('192.0.2.25')
    expect(ask('facteur.test', 'AAAA', zone)).toBe('(found)')
  })

  it('is compiled in time that grows with its size only', () => {
    const records = Array.from({ length: 10_000 }, (_, index) => ({
      name: 'x.test',
      type: 'TXT',
      value: `${index}`,
    }))
    expect(zoneOf({ records }).resolve('x.test', 'TXT').records).toHaveLength(10_000)
    const name = 'a.'.repeat(126) + 'a'
    expect(ask(name, 'A')).toBe('(nxdomain)')
  })
})

const zeros = (count: number) => '0.'.repeat(count)

describe('the name of an address', () => {
  test.each([
    ['192.0.2.1', '1.2.0.192.in-addr.arpa'],
    ['::', `${zeros(32)}ip6.arpa`],
    ['::1', `1.${zeros(31)}ip6.arpa`],
    ['1::', `${zeros(28)}1.0.0.0.ip6.arpa`],
    ['2001:DB8::567:89ab', `b.a.9.8.7.6.5.0.${zeros(16)}8.b.d.0.1.0.0.2.ip6.arpa`],
    ['::ffff:192.0.2.1', `1.0.2.0.0.0.0.c.f.f.f.f.${zeros(20)}ip6.arpa`],
    ['1:2:3:4:5:6:7:8', '8.0.0.0.7.0.0.0.6.0.0.0.5.0.0.0.4.0.0.0.3.0.0.0.2.0.0.0.1.0.0.0.ip6.arpa'],
  ])('%s is %s', (address, name) => {
    expect(reverseName(address)).toBe(name)
  })
})
