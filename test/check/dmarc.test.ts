import { describe, expect, it } from 'vitest'
import { authenticate, type Checked, MAIL, only, rsaKey, signed, txt } from './check-fixture.ts'

const RSA = rsaKey()
const PASSING_SPF = 'v=spf1 ip4:192.0.2.1 -all'

/** A world in which SPF passes for `spf`, signatures of `dkim` are good, and `policies` are published by domain. */
function world(policies: Record<string, string>, spf = 'app.test', dkim = 'app.test'): object {
  return {
    records: [
      txt(spf, PASSING_SPF),
      txt(`s1._domainkey.${dkim}`, RSA.record),
      ...Object.entries(policies).map(([domain, policy]) => txt(`_dmarc.${domain}`, policy)),
    ],
  }
}

/** Both pass for domains below the author's. */
function worldBelow(alignment: string): object {
  return world({ 'app.test': `v=DMARC1; p=reject${alignment}` }, 'bounce.app.test', 'mail.app.test')
}

async function dmarc(zone: object, checked: Checked = {}) {
  return only(await authenticate(zone, checked), 'dmarc')
}

describe('DMARC', () => {
  it('passes by SPF alone, and by DKIM alone', async () => {
    const policies = { 'app.test': 'v=DMARC1; p=reject' }
    expect(await dmarc(world(policies))).toMatchObject({
      result: 'pass',
      severity: 'ok',
      subject: 'app.test',
      title: 'DMARC: pass',
      detail: expect.stringContaining('SPF (app.test) is aligned'),
    })
    const raw = await signed(MAIL, RSA)
    expect(await dmarc(world(policies, 'other.test'), { raw })).toMatchObject({
      result: 'pass',
      detail: expect.stringContaining('DKIM (app.test) is aligned'),
    })
  })

  it.each([
    ['reject', 'refuse'],
    ['quarantine', 'spam folder'],
    ['none', 'all the same'],
  ])('tells what a receiver does by p=%s: %s', async (policy, consequence) => {
    const zone = { records: [txt('_dmarc.app.test', `v=DMARC1; p=${policy}`)] }
    const { detail, ...finding } = await dmarc(zone)
    expect(finding).toMatchObject({ result: 'fail', severity: 'error' })
    expect(detail).toContain(consequence)
    expect(detail).toContain(`(p=${policy})`)
    expect(detail).toContain('SPF did not pass. There is no DKIM signature.')
  })

  it('tells that what passed is not aligned with From', async () => {
    const raw = await signed(MAIL, RSA, { domain: 'esp.test' })
    const zone = world({ 'app.test': 'v=DMARC1; p=reject' }, 'bounce.test', 'esp.test')
    const { result, detail } = await dmarc(zone, { raw, sender: 'x@bounce.test' })
    expect(result).toBe('fail')
    expect(detail).toContain(
      "SPF passed for bounce.test, the domain of the reverse-path, which is another organization's.",
    )
    expect(detail).toContain("DKIM passed for esp.test, which is another organization's.")
  })

  it('names the greeting where SPF passed for it, as the reverse-path is null', async () => {
    const { detail } = await dmarc(world({ 'app.test': 'v=DMARC1; p=reject' }, 'mail.other.test'), {
      sender: '',
      session: { ehlo: 'mail.other.test' },
    })
    expect(detail).toContain(
      "SPF passed for mail.other.test, the name in EHLO, which is another organization's.",
    )
  })

  it('takes no notice of the dot at the end of a domain', async () => {
    const raw = 'From: anna@app.test.\r\n\r\n'
    expect(await dmarc({}, { raw })).toMatchObject({
      result: 'none',
      subject: 'app.test',
      detail: expect.stringContaining('{"name":"_dmarc.app.test",'),
    })
  })

  it('does not ask for a policy of an address', async () => {
    expect(await dmarc({}, { raw: 'From: anna@[192.0.2.1]\r\n\r\n' })).toMatchObject({
      result: 'none',
      detail: '[192.0.2.1] is an address, not a domain name that could have a policy.',
    })
  })

  it('takes a domain below in relaxed alignment, and the same alone in strict alignment', async () => {
    const sender = 'x@bounce.app.test'
    const raw = await signed(MAIL, RSA, { domain: 'mail.app.test' })
    expect(await dmarc(worldBelow(''), { raw, sender })).toMatchObject({
      result: 'pass',
      detail: expect.stringContaining('SPF (bounce.app.test) and DKIM (mail.app.test) are aligned'),
    })
    expect((await dmarc(worldBelow('; aspf=s'), { raw, sender })).detail).toContain(
      'DKIM (mail.app.test) is aligned',
    )
    expect((await dmarc(worldBelow('; adkim=s'), { raw, sender })).detail).toContain(
      'SPF (bounce.app.test) is aligned',
    )
    expect(await dmarc(worldBelow('; aspf=s; adkim=s'), { raw, sender })).toMatchObject({
      result: 'fail',
      detail: expect.stringContaining('not exactly the same domain'),
    })
  })

  it.each([
    ['v=DMARC1; p=reject', 'p=reject'],
    ['v=DMARC1; p=reject; sp=quarantine', 'sp=quarantine, for what is below app.test'],
    ['v=DMARC1; p=reject; sp=quarantine; np=none', 'np=none, for names that do not exist'],
    ['v=DMARC1; p=reject; sp=none; np=reject', 'np=reject, for names that do not exist'],
    ['v=DMARC1; p=reject; t=y', 'p=reject, which is only being tested: t=y'],
    [
      'v=DMARC1; p=none; sp=reject; t=y',
      'sp=reject, for what is below app.test, which is only being tested: t=y',
    ],
    [
      'v=DMARC1; p=none; np=quarantine; sp=reject; t=y',
      'np=quarantine, for names that do not exist, which is only being tested: t=y',
    ],
  ])('applies to a domain below what %s says: %s', async (policy, saying) => {
    const raw = MAIL.replace('anna@app.test', 'anna@news.app.test')
    const { subject, result, detail } = await dmarc({ records: [txt('_dmarc.app.test', policy)] }, { raw })
    expect([subject, result]).toEqual(['news.app.test', 'fail'])
    expect(detail).toContain(`(${saying})`)
  })

  it('is none where there is no policy, and names the record that is missing', async () => {
    const { detail, ...finding } = await dmarc({})
    expect(finding).toMatchObject({ result: 'none', severity: 'warning', subject: 'app.test' })
    expect(detail).toContain('{"name":"_dmarc.app.test","type":"TXT","value":"v=DMARC1; p=reject"}')
  })

  it.each([
    'v=DMARC1',
    'v=DMARC1; p=rejct',
    'v=DMARC1; p=none; p=reject',
    'v=DMARC2; p=reject',
    'p=reject; v=DMARC1',
    ';;;=;=;',
    '\u0000\u001F',
    'v=DMARC1; p=reject;'.repeat(200),
  ])('shows %j, which is no policy', async text => {
    expect(await dmarc({ records: [txt('_dmarc.app.test', text)] })).toMatchObject({
      result: 'none',
      detail: expect.stringMatching(/is no policy that can be used.*What there is: /s),
    })
  })

  it('does not choose among several policies', async () => {
    const records = [txt('_dmarc.app.test', 'v=DMARC1; p=reject'), txt('_dmarc.app.test', 'v=DMARC1; p=none')]
    expect(await dmarc({ records })).toMatchObject({
      result: 'none',
      detail: expect.stringContaining('several policies'),
    })
  })

  it.each(['servfail', 'timeout'])('is a temporary error where the DNS answers with %s', async dns => {
    expect(await dmarc({ domains: { 'app.test': { dns } } })).toMatchObject({
      result: 'temperror',
      severity: 'warning',
    })
  })

  it.each([
    ['no From field', 'Subject: x\r\n\r\n', 'no address with a domain'],
    ['an empty one', 'From:\r\n\r\n', 'no address with a domain'],
    ['an address without a domain', 'From: Anna <anna>\r\n\r\n', 'no address with a domain'],
    ['a name alone', 'From: Anna\r\n\r\n', 'no address with a domain'],
    ['several fields', 'From: a@app.test\r\nFrom: b@app.test\r\n\r\n', 'several From fields'],
    ['several domains', 'From: a@app.test, b@x.test\r\n\r\n', 'app.test, x.test'],
    ['several at signs', 'From: <a@app.test@x.test>\r\n\r\n', 'several domains'],
  ])('is a permanent error with %s', async (_, raw, saying) => {
    expect(await dmarc({}, { raw })).toMatchObject({
      result: 'permerror',
      severity: 'error',
      subject: null,
      detail: expect.stringContaining(saying),
    })
  })

  it('takes several authors of one domain', async () => {
    const raw = 'From: a@app.test, b@APP.test\r\n\r\n'
    expect((await dmarc(world({ 'app.test': 'v=DMARC1; p=reject' }), { raw })).result).toBe('pass')
  })

  it('knows a domain in any script', async () => {
    const raw = 'From: anna@münchen.test\r\n\r\n'
    const zone = world({ 'münchen.test': 'v=DMARC1; p=reject' }, 'münchen.test')
    expect(await dmarc(zone, { raw, sender: 'anna@münchen.test' })).toMatchObject({ result: 'pass' })
  })

  it('does not blame what Facteur wrote itself, as SPF has nothing to judge there', async () => {
    const session = { protocol: 'internal', address: null, ehlo: null } as const
    const zone = world({ 'app.test': 'v=DMARC1; p=reject' })
    expect(await dmarc(zone, { session })).toMatchObject({ result: 'fail', severity: 'info' })
    expect(await dmarc(zone, { session, raw: await signed(MAIL, RSA) })).toMatchObject({ severity: 'ok' })
  })
})
