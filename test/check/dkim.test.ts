import { createTransport } from 'nodemailer'
import { describe, expect, it } from 'vitest'
import { boundedMessage } from '../../server/check/authentication/bounded-message.ts'
import { CHECK_LIMITS } from '../../server/check/check-limits.ts'
import { authenticate, ed25519Key, MAIL, NOW, only, results, rsaKey, signed, txt } from './check-fixture.ts'
import { PUBLISHED_KEYS, SIGNED_MESSAGE } from './rfc-8463-message.ts'

const RSA = rsaKey()
const ED25519 = ed25519Key()
const KEY_NAME = 's1._domainkey.app.test'

function published(record = RSA.record): object {
  return { records: [txt(KEY_NAME, record)] }
}

async function dkim(world: object, raw: string | Buffer) {
  return only(await authenticate(world, { raw }), 'dkim')
}

describe('DKIM', () => {
  it.each([
    ['RSA', RSA, 'relaxed/relaxed'],
    ['RSA', RSA, 'simple/simple'],
    ['Ed25519', ED25519, 'relaxed/simple'],
  ])('verifies a signature with %s that is %3$s', async (_, key, canonicalization) => {
    expect(await dkim(published(key.record), await signed(MAIL, key, { canonicalization }))).toMatchObject({
      result: 'pass',
      severity: 'ok',
      subject: 'app.test',
      title: 'DKIM: pass',
      detail: expect.stringContaining(KEY_NAME),
    })
  })

  it('verifies the example of RFC 8463', async () => {
    const findings = await authenticate({ records: PUBLISHED_KEYS }, { raw: SIGNED_MESSAGE })
    expect(results(findings).slice(1, 3)).toEqual(['dkim=pass', 'dkim=pass'])
  })

  it('verifies what nodemailer has signed', async () => {
    const transport = createTransport({
      streamTransport: true,
      buffer: true,
      newline: 'windows',
      dkim: { domainName: 'app.test', keySelector: 's1', privateKey: RSA.pem },
    })
    const { message } = await transport.sendMail({
      from: 'anna@app.test',
      to: 'bob@x.test',
      subject: 'Grüße',
      text: 'Schöne Grüße, '.repeat(50),
      html: '<p>Hello</p>',
    })
    expect(await dkim(published(), message as Buffer)).toMatchObject({ result: 'pass' })
  })

  it('verifies a message whose lines end with LF alone, as it is in a file', async () => {
    const raw = await signed(MAIL, RSA)
    expect((await dkim(published(), raw.replaceAll('\r\n', '\n'))).result).toBe('pass')
  })

  it('has one finding for each signature', async () => {
    const once = await signed(MAIL, RSA)
    const twice = await signed(once, ED25519, { selector: 's2' })
    const thrice = await signed(twice, RSA, { domain: 'esp.test' })
    const records = [txt(KEY_NAME, RSA.record), txt('s2._domainkey.app.test', ED25519.record)]
    const findings = (await authenticate({ records }, { raw: thrice })).filter(({ rule }) => rule === 'dkim')
    expect(findings.map(({ subject, result }) => [subject, result])).toEqual([
      ['esp.test', 'permerror'],
      ['app.test', 'pass'],
      ['app.test', 'pass'],
    ])
  })

  it('says that the body was changed', async () => {
    const raw = (await signed(MAIL, RSA)).replace('Hello Bob', 'Hello Rob')
    expect(await dkim(published(), raw)).toMatchObject({
      result: 'fail',
      severity: 'error',
      detail: expect.stringContaining('body was changed after it was signed'),
    })
  })

  it('says that a header field was changed, or that the key is another one', async () => {
    const raw = await signed(MAIL, RSA)
    const expected = { result: 'fail', severity: 'error', detail: expect.stringMatching(/From, To|Subject/) }
    expect(await dkim(published(), raw.replace('Subject: Hello', 'Subject: Hallo'))).toMatchObject(expected)
    expect(await dkim(published(rsaKey().record), raw)).toMatchObject(expected)
  })

  it('names the record that is missing', async () => {
    const { detail, ...finding } = await dkim({}, await signed(MAIL, RSA))
    expect(finding).toMatchObject({ result: 'permerror', severity: 'error' })
    expect(detail).toContain(`{"name":"${KEY_NAME}","type":"TXT"`)
  })

  it.each([
    ['revoked', 'v=DKIM1; k=rsa; p=', 'revoked'],
    ['no key', 'v=DKIM1; k=rsa; p=nonsense!', 'no valid public key'],
    ['cut short', RSA.record.slice(0, 200), 'cut short'],
    ['of another version', RSA.record.replace('DKIM1', 'DKIM2'), 'v=DKIM1'],
    ['of another type', RSA.record.replace('k=rsa', 'k=ed25519'), 'k='],
    ['for another hash', RSA.record.replace('k=rsa', 'k=rsa; h=sha1'), 'h='],
    ['not for mail', RSA.record.replace('k=rsa', 'k=rsa; s=web'), 's='],
  ])('is a permanent error where the key is %s', async (_, record, saying) => {
    expect(await dkim(published(record), await signed(MAIL, RSA))).toMatchObject({
      result: 'permerror',
      severity: 'error',
      detail: expect.stringContaining(saying),
    })
  })

  it.each(['servfail', 'timeout'])('is a temporary error where the DNS answers with %s', async dns => {
    const world = { domains: { 'app.test': { dns } } }
    expect(await dkim(world, await signed(MAIL, RSA))).toMatchObject({
      result: 'temperror',
      severity: 'warning',
    })
  })

  it.each([
    ['SHA-1', { algorithm: 'rsa-sha1' }, 'policy', 'RFC 8301'],
    [
      'an expiry that is over',
      { expires: new Date(NOW - 1000), signTime: new Date(NOW - 2000) },
      'neutral',
      'expired',
    ],
  ])('does not count a signature with %s', async (_, options, result, saying) => {
    expect(await dkim(published(), await signed(MAIL, RSA, options))).toMatchObject({
      result,
      severity: 'warning',
      detail: expect.stringContaining(saying),
    })
  })

  it('does not count a signature that leaves From out', async () => {
    const field = 'DKIM-Signature: v=1; a=rsa-sha256; d=app.test; s=s1; h=to:subject; bh=AA==; b=AA==\r\n'
    expect(await dkim(published(), field + MAIL)).toMatchObject({
      result: 'neutral',
      detail: expect.stringContaining('does not cover From'),
    })
  })

  // RFC 6376 §6.1.1
  it.each([
    ['for another domain', 'i=anna@x.test', 'i='],
    ['that expires before it was made', 't=20; x=10', 'x='],
  ])('does not count a signature %s, and says so', async (_, tags, saying) => {
    const field = `DKIM-Signature: v=1; a=rsa-sha256; d=app.test; s=s1; h=from; ${tags}; bh=AA==; b=AA==\r\n`
    const { result, detail } = await dkim(published(), field + MAIL)
    expect([result, detail]).toEqual(['neutral', expect.stringContaining(`(${saying})`)])
    expect(detail).toContain('receivers ignore')
  })

  it('does not count a key of 512 bits', async () => {
    const short = rsaKey(512)
    expect(await dkim(published(short.record), await signed(MAIL, short))).toMatchObject({
      result: 'policy',
      detail: expect.stringContaining('1024'),
    })
  })

  it('warns of a signature for the beginning of the body alone, and of a key that is being tested', async () => {
    const raw = `${await signed(MAIL, RSA, { maxBodyLength: 5 })}more\r\n`
    expect(await dkim(published(RSA.record.replace('k=rsa', 'k=rsa; t=y')), raw)).toMatchObject({
      result: 'pass',
      detail: expect.stringMatching(/l=.*t=y/),
    })
  })

  it.each([
    'DKIM-Signature: \r\n',
    'DKIM-Signature: v=1\r\n',
    'DKIM-Signature: v=1; a=rsa-md5; d=app.test; s=s1; h=from; bh=a; b=a\r\n',
    'DKIM-Signature: v=1; a=rsa-sha256; d=app..test; s=; h=:::; bh=; b=\r\n',
    'DKIM-Signature: v=9; a=rsa-sha256; c=x/y; d=app.test; s=s1; h=from; bh=a; b=a; b=b\r\n',
  ])('reports %j without stumbling', async field => {
    expect(await dkim(published(), field + MAIL)).toMatchObject({ result: 'neutral', severity: 'warning' })
  })

  it('tells of a message without signatures', async () => {
    expect(await dkim({}, MAIL)).toMatchObject({ result: 'none', severity: 'warning', subject: null })
    const internal = { protocol: 'internal', address: null, ehlo: null } as const
    expect(only(await authenticate({}, { session: internal }), 'dkim').severity).toBe('info')
  })

  it('verifies so many signatures, and says how many were left out', async () => {
    let raw = MAIL
    for (let n = 0; n < 4; n++) raw = await signed(raw, RSA)
    expect(results(await authenticate(published(), { raw, limits: { signatures: 4 } }))).toEqual([
      'spf=none',
      ...Array.from({ length: 4 }, () => 'dkim=pass'),
      'dmarc=none',
    ])
    const findings = await authenticate(published(), { raw, limits: { signatures: 2 } })
    expect(results(findings)).toEqual(['spf=none', 'dkim=pass', 'dkim=pass', 'dkim=policy', 'dmarc=none'])
    expect(findings[3]).toMatchObject({ severity: 'info', title: 'DKIM: 2 more signatures left out' })
  })

  it.each([
    ['bytes', { headerBytes: 150 }],
    ['lines', { headerLines: 3 }],
  ])('verifies nothing behind a header section of too many %s', async (_, limits) => {
    const findings = await authenticate(published(), { raw: await signed(MAIL, RSA), limits })
    expect(results(findings)).toEqual(['spf=none', 'dkim=policy'])
    expect(findings[1]!.title).toBe('DKIM and DMARC were not looked at')
  })

  it('shortens what is very long', async () => {
    const domain = `${'x.'.repeat(10_000)}test`
    const field = `DKIM-Signature: v=1; a=rsa-sha256; d=${domain}; s=s1; h=from; bh=AA==; b=AA==\r\n`
    const raw = field + MAIL.replace('app.test', domain)
    const findings = await authenticate(
      {},
      { raw, sender: `a@${domain}`, limits: { subject: 40, detail: 100 } },
    )
    for (const { subject, detail } of findings) {
      expect(subject).toHaveLength(40)
      expect(detail).toHaveLength(100)
    }
  })

  it('reads no body that nothing signs', async () => {
    const header = MAIL.slice(0, MAIL.indexOf('Hello Bob'))
    expect(boundedMessage(Buffer.from(MAIL), CHECK_LIMITS)?.raw.toString()).toBe(header)
    const raw = Buffer.from(await signed(MAIL, RSA))
    expect(boundedMessage(raw, CHECK_LIMITS)?.raw).toBe(raw)
  })

  it('counts the lines of the header section alone', async () => {
    const raw = MAIL + 'x\r\n'.repeat(100)
    expect(results(await authenticate({}, { raw, limits: { headerLines: 5 } }))).toContain('dkim=none')
  })
})
