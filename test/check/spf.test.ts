import { describe, expect, it } from 'vitest'
import { authenticate, type Checked, only, txt } from './check-fixture.ts'

async function spf(world: object, checked: Checked = {}) {
  return only(await authenticate(world, checked), 'spf')
}

function withRecord(value: string, more: object = {}): object {
  return { records: [txt('app.test', value)], ...more }
}

const RESULTS: readonly [record: string, result: string, severity: string][] = [
  ['v=spf1 ip4:192.0.2.0/24 -all', 'pass', 'ok'],
  ['v=spf1 ip4:192.0.2.1 ~all', 'pass', 'ok'],
  ['v=spf1 ip4:198.51.100.1 -all', 'fail', 'error'],
  ['v=spf1 ip4:198.51.100.1 ~all', 'softfail', 'warning'],
  ['v=spf1 ip4:198.51.100.1 ?all', 'neutral', 'warning'],
  ['v=spf1 ip4:198.51.100.1', 'neutral', 'warning'],
  ['v=spf1 ip4:192.0.2.999 -all', 'permerror', 'error'],
  ['v=spf1 nonsense -all', 'permerror', 'error'],
  ['v=spf2 -all', 'none', 'warning'],
]

describe('SPF', () => {
  it.each(RESULTS)('finds in %s: %s', async (record, result, severity) => {
    expect(await spf(withRecord(record))).toMatchObject({
      result,
      severity,
      subject: 'app.test',
      title: `SPF: ${result}`,
    })
  })

  it('tells which record is missing, and how the world has it', async () => {
    const { result, detail } = await spf({})
    expect(result).toBe('none')
    expect(detail).toContain('{"name":"app.test","type":"TXT","value":"v=spf1 ip4:192.0.2.1 -all"}')
  })

  it('shows what is at the name in place of a record, on a line of its own', async () => {
    expect((await spf(withRecord('spf1 -all \u202E'))).detail).toContain(
      '\nWhat there is: spf1 -all \u202E\n',
    )
  })

  it('tells of two records that neither counts', async () => {
    const records = [txt('app.test', 'v=spf1 -all'), txt('app.test', 'v=spf1 ~all')]
    expect(await spf({ records })).toMatchObject({
      result: 'permerror',
      detail: expect.stringContaining('multiple SPF records'),
    })
  })

  it('tells an application on this machine why it fails', async () => {
    const { detail } = await spf(withRecord('v=spf1 ip4:203.0.113.7 -all'), {
      session: { address: '127.0.0.1' },
    })
    expect(detail).toContain('ip4:127.0.0.1')
    expect(detail).toContain('XCLIENT')
    expect(detail).toContain('v=spf1 ip4:203.0.113.7 -all')
  })

  it('gives the explanation that the domain has for it', async () => {
    const records = [
      txt('app.test', 'v=spf1 -all exp=why.app.test'),
      txt('why.app.test', '%{i} is not one of our servers'),
    ]
    expect((await spf({ records })).detail).toContain(
      '\nIts explanation: 192.0.2.1 is not one of our servers\nThe record: v=spf1 -all exp=why.app.test',
    )
  })

  it.each([
    ['::ffff:192.0.2.1', 'v=spf1 ip4:192.0.2.1 -all', 'pass'],
    ['2001:db8::1', 'v=spf1 ip6:2001:db8::/32 -all', 'pass'],
    ['2001:db8::1', 'v=spf1 ip4:192.0.2.1 -all', 'fail'],
  ])('knows the client %s by %s: %s', async (address, record, result) => {
    expect((await spf(withRecord(record), { session: { address } })).result).toBe(result)
  })

  it.each([
    ['a', { domains: { 'app.test': { addresses: ['192.0.2.1'] } } }],
    ['a:mail.app.test', { hosts: { 'mail.app.test': { addresses: ['192.0.2.1'] } } }],
    [
      'mx',
      {
        domains: { 'app.test': { mx: ['10 mail.app.test'] } },
        hosts: { 'mail.app.test': { addresses: ['192.0.2.1'] } },
      },
    ],
    ['ptr', { hosts: { 'mail.app.test': { addresses: ['192.0.2.1'] } } }],
    ['exists:%{ir}.list.test', { hosts: { '1.2.0.192.list.test': { addresses: ['127.0.0.2'] } } }],
  ])('looks for the client with %s among the domains and hosts of the world', async (mechanism, more) => {
    expect((await spf(withRecord(`v=spf1 ${mechanism} -all`, more))).result).toBe('pass')
    expect((await spf(withRecord(`v=spf1 ${mechanism} -all`))).result).not.toBe('pass')
  })

  it('follows includes, redirects and CNAME records', async () => {
    const records = [
      txt('app.test', 'v=spf1 include:_spf.esp.test redirect=rest.test'),
      { name: '_spf.esp.test', type: 'CNAME', value: 'spf.esp.test' },
      txt('spf.esp.test', 'v=spf1 ip4:198.51.100.1 -all'),
      txt('rest.test', 'v=spf1 ip4:192.0.2.1 -all'),
    ]
    expect((await spf({ records })).result).toBe('pass')
    expect((await spf({ records: records.slice(0, 3) })).result).toBe('permerror')
  })

  it('reads a record that is longer than a character string', async () => {
    const many = Array.from({ length: 60 }, (_, n) => `ip4:203.0.113.${n}`).join(' ')
    expect((await spf(withRecord(`v=spf1 ${many} ip4:192.0.2.1 -all`))).result).toBe('pass')
  })

  it('does not find a record behind a null MX', async () => {
    const world = withRecord('v=spf1 mx -all', { domains: { 'app.test': { mx: 'none' } } })
    expect((await spf(world)).result).toBe('fail')
  })

  it.each(['servfail', 'timeout'])('is a temporary error where the DNS answers with %s', async dns => {
    const finding = await spf({ domains: { 'app.test': { dns } } })
    expect(finding).toMatchObject({ result: 'temperror', severity: 'warning' })
    const included = withRecord('v=spf1 include:esp.test -all', { domains: { 'esp.test': { dns } } })
    expect((await spf(included)).result).toBe('temperror')
  })

  it('is none for a domain that does not exist', async () => {
    expect((await spf({ domains: { 'app.test': { dns: 'nxdomain' } } })).result).toBe('none')
  })

  // RFC 7208 §4.6.4
  it.each([
    ['a loop', 'v=spf1 include:app.test -all'],
    ['a loop of redirects', 'v=spf1 redirect=app.test'],
    ['more than ten look-ups', `v=spf1 ${'a:mail.app.test '.repeat(11)}-all`],
    ['more than two look-ups in vain', 'v=spf1 a:1.app.test a:2.app.test a:3.app.test -all'],
  ])('ends %s with a permanent error', async (_, record) => {
    const hosts = { 'mail.app.test': { addresses: ['203.0.113.1'] } }
    expect(await spf(withRecord(record, { hosts }))).toMatchObject({
      result: 'permerror',
      detail: expect.stringContaining('10 times'),
    })
  })

  it('asks for the name in EHLO where the reverse-path is null', async () => {
    const records = [txt('mail.app.test', 'v=spf1 ip4:192.0.2.1 -all')]
    expect(await spf({ records }, { sender: '' })).toMatchObject({ result: 'pass', subject: 'mail.app.test' })
    expect(await spf({ records: [txt('mail.app.test', 'v=spf1 -all')] }, { sender: '' })).toMatchObject({
      result: 'fail',
      severity: 'error',
    })
  })

  it.each(['[127.0.0.1]', 'localhost', 'mail.app.test', null])(
    'does not hold it against a report that its client greeted as %s',
    async ehlo => {
      expect(await spf({}, { sender: '', session: { ehlo } })).toMatchObject({
        result: 'none',
        severity: 'info',
      })
    },
  )

  it('has nothing to judge in what Facteur wrote itself, nor in what was put into a folder', async () => {
    const expected = { result: 'none', severity: 'info', subject: null }
    expect(await spf({}, { session: { protocol: 'internal', address: null } })).toMatchObject(expected)
    expect(await spf({}, { session: { protocol: 'imap' } })).toMatchObject(expected)
  })

  it('finds the record of a domain in any script under either of its names', async () => {
    for (const name of ['münchen.test', 'xn--mnchen-3ya.test']) {
      const world = { records: [txt(name, 'v=spf1 ip4:192.0.2.1 -all')] }
      for (const sender of ['anna@münchen.test', 'anna@xn--mnchen-3ya.test']) {
        expect(await spf(world, { sender })).toMatchObject({ result: 'pass', subject: 'xn--mnchen-3ya.test' })
      }
    }
  })

  it('finds a record of such a domain where the world writes names below it in the other way', async () => {
    const records = [
      txt('münchen.test', 'v=spf1 ip4:192.0.2.1 -all'),
      txt('s1._domainkey.xn--mnchen-3ya.test', 'v=DKIM1; p='),
    ]
    expect((await spf({ records }, { sender: 'anna@münchen.test' })).result).toBe('pass')
  })

  it('fails with a domain in any script, whichever of its names does', async () => {
    const world = {
      records: [txt('xn--mnchen-3ya.test', 'v=spf1 ip4:192.0.2.1 -all')],
      domains: { 'münchen.test': { dns: 'servfail' } },
    }
    expect((await spf(world, { sender: 'anna@münchen.test' })).result).toBe('temperror')
  })

  // RFC 7208 §4.3
  it('takes no notice of the dot at the end of a name', async () => {
    const world = withRecord('v=spf1 ip4:192.0.2.1 -all')
    for (const checked of [{ sender: 'anna@app.test.' }, { sender: '', session: { ehlo: 'app.test.' } }]) {
      expect(await spf(world, checked)).toMatchObject({ result: 'pass', subject: 'app.test' })
    }
  })

  it('does not ask for a record of a name that can have none', async () => {
    const world = { records: [txt('my_app.test', 'v=spf1 ip4:192.0.2.1 -all')] }
    expect(await spf(world, { sender: 'anna@my_app.test' })).toMatchObject({
      result: 'none',
      detail: 'my_app.test is not a domain name that could have an SPF record.',
    })
  })

  it.each(['anna', 'anna@localhost', '"a@b', 'a@[192.0.2.1]', 'a@b..c', `a@${'x'.repeat(300)}.test`])(
    'takes the odd reverse-path %s',
    async sender => {
      expect((await spf({}, { sender })).result).toBe('none')
    },
  )
})
