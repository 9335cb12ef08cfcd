import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, test } from 'vitest'
import { EMPTY_WORLD, PLAIN_ACCOUNT } from '../../server/delivery/world/empty-world.ts'
import { parseWorld } from '../../server/delivery/world/parse-world.ts'
import { readWorldFile } from '../../server/delivery/world/read-world-file.ts'

const NOW = Date.parse('2026-11-22T09:30:00Z')
const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const parse = (document: unknown) => parseWorld(document, NOW)
const parseDomain = (domain: unknown) => parse({ domains: { 'x.test': domain } }).domains.get('x.test')
const parseHost = (host: unknown) => parse({ hosts: { 'mx.x.test': host } }).hosts.get('mx.x.test')
const parseAccount = (account: unknown) => parseDomain({ accounts: { anna: account } })?.accounts?.get('anna')

describe('a world', () => {
  it('that says nothing lets everyone submit, and tries again for five days', () => {
    expect(parse({})).toEqual(EMPTY_WORLD)
    expect(parse({ domains: null, hosts: null })).toEqual(EMPTY_WORLD)
    expect(EMPTY_WORLD.retry).toEqual({
      delays: [30 * MINUTE, 30 * MINUTE, 2 * HOUR, 3 * HOUR],
      giveUpAfter: 5 * DAY,
      warnAfter: 4 * HOUR,
      connections: 20,
    })
  })

  it('says who may submit', () => {
    const { submission } = parse({
      submission: {
        networks: ['10.0.0.0/8', '::1'],
        relay: 'denied',
        xclient: '127.0.0.1',
        users: { app: 'secret' },
      },
    })
    expect(submission).toEqual({
      networks: ['10.0.0.0/8', '::1'],
      denyRelay: true,
      xclient: ['127.0.0.1'],
      users: new Map([['app', 'secret']]),
    })
  })

  it('says when to try again', () => {
    const { retry } = parse({
      retry: { delays: ['1m', '2m'], giveUpAfter: '1d', warnAfter: 'never', connections: 2 },
    })
    expect(retry).toEqual({
      delays: [MINUTE, 2 * MINUTE],
      giveUpAfter: DAY,
      warnAfter: null,
      connections: 2,
    })
  })

  it('has records of each type', () => {
    const records = [
      { name: 'X.test.', type: 'A', value: '192.0.2.1' },
      { name: 'x.test', type: 'AAAA', value: '2001:DB8::1' },
      { name: 'x.test', type: 'MX', value: 'mx.x.test', preference: 5 },
      { name: 'y.test', type: 'MX', value: '.' },
      { name: '_dmarc.x.test', type: 'TXT', value: 'v=DMARC1; p=none' },
      { name: '192.0.2.1', type: 'PTR', value: 'MX.x.test' },
      { name: 'www.x.test', type: 'CNAME', value: 'x.test' },
    ]
    expect(parse({ records }).records).toEqual([
      { name: 'x.test', type: 'A', value: '192.0.2.1' },
      { name: 'x.test', type: 'AAAA', value: '2001:db8::1' },
      { name: 'x.test', type: 'MX', value: 'mx.x.test', preference: 5 },
      { name: 'y.test', type: 'MX', value: '.', preference: 0 },
      { name: '_dmarc.x.test', type: 'TXT', value: 'v=DMARC1; p=none' },
      { name: '1.2.0.192.in-addr.arpa', type: 'PTR', value: 'mx.x.test' },
      { name: 'www.x.test', type: 'CNAME', value: 'x.test' },
    ])
  })
})

describe('a domain', () => {
  test.each([
    [null, true, 'rcpt'],
    [{ accounts: ['anna'] }, true, 'rcpt'],
    [{ mx: ['10 mx.x.test'] }, false, 'bounce'],
    [{ addresses: '192.0.2.1' }, false, 'bounce'],
    [{ dns: 'timeout' }, false, 'bounce'],
    [{ local: true, mx: ['10 mx.x.test'], refuse: 'data' }, true, 'data'],
    [{ local: false }, false, 'bounce'],
  ])('%j is local: %j, and refuses: %j', (document, local, refuse) => {
    expect(parseDomain(document)).toMatchObject({ name: 'x.test', local, refuse })
  })

  test.each<[unknown, unknown]>([
    [undefined, null],
    ['none', 'null'],
    [[], null],
    [
      ['10 MX1.x.test.', '20 mx2.x.test'],
      [
        { preference: 10, host: 'mx1.x.test' },
        { preference: 20, host: 'mx2.x.test' },
      ],
    ],
    ['10 mx1.x.test', [{ preference: 10, host: 'mx1.x.test' }]],
    [[{ host: 'mx1.x.test' }], [{ preference: 0, host: 'mx1.x.test' }]],
  ])('with mx %j has the exchanges %j', (mx, expected) => {
    expect(parseDomain({ ...(mx !== undefined && { mx }) })?.mx).toEqual(expected)
  })

  it('names accounts as a list or as an object, and all are like `account` says', () => {
    const account = { quota: '1KB', full: 'permanent' }
    const accounts = { Anna: { quotaMessages: 3 }, bob: null }
    const rules = { ...PLAIN_ACCOUNT, quota: { octets: 1000, messages: null }, fullForGood: true }
    expect(parseDomain({ account, accounts: ['Anna', 'bob'] })?.accounts).toEqual(
      new Map([
        ['anna', rules],
        ['bob', rules],
      ]),
    )
    expect(parseDomain({ account, accounts })?.accounts).toEqual(
      new Map<string, object>([
        ['anna', { ...rules, quota: { octets: 1000, messages: 3 } }],
        ['bob', rules],
      ]),
    )
  })

  it('has aliases for one address or more, at itself when nothing else is said', () => {
    const aliases = { sales: ['anna', 'Eva@Partner.test'], info: 'anna' }
    expect(parseDomain({ aliases })?.aliases).toEqual(
      new Map([
        ['sales', ['anna@x.test', 'eva@partner.test']],
        ['info', ['anna@x.test']],
      ]),
    )
  })

  it('of which a catch-all is all that is said has that account alone', () => {
    expect(parseDomain({ catchAll: 'Office' })).toMatchObject({
      catchAll: 'office',
      accounts: new Map([['office', PLAIN_ACCOUNT]]),
    })
  })
})

describe('an account', () => {
  test.each<[object, object]>([
    [{ quota: 5000 }, { quota: { octets: 5000, messages: null } }],
    [{ full: 'temporary' }, { fullForGood: false }],
    [{ forward: 'bob' }, { forward: ['bob@x.test'], keep: false }],
    [
      { forward: ['bob@y.test'], keep: true },
      { forward: ['bob@y.test'], keep: true },
    ],
    [{ refusal: '550 5.7.1 go away' }, { refusal: { code: 550, enhanced: '5.7.1', text: 'go away' } }],
    [{ refusal: '452 later' }, { refusal: { code: 452, enhanced: null, text: 'later' } }],
    [{ refusal: '550' }, { refusal: { code: 550, enhanced: null, text: '' } }],
    [
      { refusal: { code: 451, enhanced: '4.7.1', text: 'later' } },
      { refusal: { code: 451, enhanced: '4.7.1', text: 'later' } },
    ],
    [{ complains: true }, { complains: true }],
    [
      { vacation: 'away' },
      {
        vacation: {
          subject: null,
          text: 'away',
          every: 7 * DAY,
          unaddressed: false,
          from: null,
          until: null,
        },
      },
    ],
    [
      { vacation: { subject: 'Hi', text: 'away', every: '0s', from: '2h', until: '2026-11-23T00:00:00Z' } },
      {
        vacation: {
          subject: 'Hi',
          text: 'away',
          every: 0,
          unaddressed: false,
          from: NOW + 2 * HOUR,
          until: Date.parse('2026-11-23T00:00:00Z'),
        },
      },
    ],
  ])('%j is read', (document, expected) => {
    expect(parseAccount(document)).toEqual({ ...PLAIN_ACCOUNT, ...expected })
  })
})

describe('a host', () => {
  const plain = {
    name: 'mx.x.test',
    addresses: ['127.0.0.1'],
    outages: [],
    delay: 0,
    greylist: null,
    rules: [],
    perMinute: null,
    size: null,
    tls: 'offered',
    closes: null,
    dsn: true,
    relay: null,
  }
  const always = { from: null, until: null }
  test.each<[object | null, object]>([
    [null, {}],
    [{ addresses: ['192.0.2.1', '2001:DB8::1'] }, { addresses: ['192.0.2.1', '2001:db8::1'] }],
    [{ down: true }, { outages: [{ how: 'refused', ...always }] }],
    [{ down: false }, {}],
    [{ down: 'timeout' }, { outages: [{ how: 'timeout', ...always }] }],
    [
      {
        down: [
          { from: '1h', until: '2h' },
          { how: 'timeout', from: '2026-11-24T00:00:00+01:00' },
        ],
      },
      {
        outages: [
          { how: 'refused', from: NOW + HOUR, until: NOW + 2 * HOUR },
          { how: 'timeout', from: Date.parse('2026-11-23T23:00:00Z'), until: null },
        ],
      },
    ],
    [
      { delay: '30s', greylist: '5m' },
      { delay: 30 * SECOND, greylist: 5 * MINUTE },
    ],
    [
      { perMinute: 10, size: '10MB' },
      { perMinute: 10, size: 10_000_000 },
    ],
    [
      { tls: 'broken', closes: 'data', dsn: false },
      { tls: 'broken', closes: 'data', dsn: false },
    ],
    [{ relay: 'mx' }, { relay: { to: 'mx', networks: null } }],
    [{ relay: 'Inner.x.test' }, { relay: { to: 'inner.x.test', networks: null } }],
    [
      { relay: { networks: ['10.0.0.0/8', 'relay.app.test'] } },
      { relay: { to: 'mx', networks: ['10.0.0.0/8', 'relay.app.test'] } },
    ],
    [
      { refuse: { recipient: 'anna@x.test', reply: '550 no' } },
      {
        rules: [
          {
            at: 'rcpt',
            sender: null,
            recipient: 'anna@x.test',
            larger: null,
            ...always,
            reply: { code: 550, enhanced: null, text: 'no' },
          },
        ],
      },
    ],
    [
      { refuse: [{ at: 'mail', sender: '<>', larger: '1KiB', until: '1m', reply: { code: 421 } }] },
      {
        rules: [
          {
            at: 'mail',
            sender: '<>',
            recipient: null,
            larger: 1024,
            from: null,
            until: NOW + MINUTE,
            reply: { code: 421, enhanced: null, text: '' },
          },
        ],
      },
    ],
  ])('%j is read', (document, expected) => {
    expect(parseHost(document)).toEqual({ ...plain, ...expected })
  })
})

describe('readWorldFile', () => {
  test.each([
    ['domains: { x.test: { mx: none } }', { domains: { 'x.test': { mx: 'none' } } }],
    ['{"retry": {"warnAfter": "never"}}', { retry: { warnAfter: 'never' } }],
    ['', {}],
  ])('reads %j', async (content, document) => {
    expect(await readWorldFile(await write(content))).toEqual(document)
  })

  it('names the file that cannot be read', async () => {
    await expect(readWorldFile('/nowhere/world.yml')).rejects.toThrow(/^\/nowhere\/world\.yml cannot be read/)
    await expect(readWorldFile(await write('domains: ['))).rejects.toThrow(/world\.yml cannot be read: /)
  })

  it('names the key that stands twice, and its line', async () => {
    const file = await write('domains:\n  x.test: {}\n  y.test: {}\n  x.test: {}\n')
    await expect(readWorldFile(file)).rejects.toThrow('more than one key "x.test" in a map, at line 4')
  })
})

async function write(content: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'facteur-world-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const path = join(folder, 'world.yml')
  await writeFile(path, content)
  return path
}
