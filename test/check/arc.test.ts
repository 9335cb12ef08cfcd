import { createSeal } from 'mailauth/lib/arc/index.js'
import { describe, expect, it } from 'vitest'
import { authenticate, MAIL, NOW, only, rsaKey, txt } from './check-fixture.ts'

const KEY = rsaKey()
const WORLD = { records: [txt('arc._domainkey.list.test', KEY.record)] }

/** A message as a list passes it on: with a set of ARC before it. */
async function sealed(raw: string, i: number): Promise<string> {
  const { headers } = await createSeal(raw, {
    seal: {
      i,
      cv: i === 1 ? 'none' : 'pass',
      signingDomain: 'list.test',
      selector: 'arc',
      privateKey: KEY.pem,
      authResults: 'list.test; spf=pass smtp.mailfrom=app.test',
      signTime: new Date(NOW),
    },
  })
  return `${headers.join('\r\n')}\r\n${raw}`
}

describe('ARC', () => {
  it('passes where every seal is good', async () => {
    const once = await sealed(MAIL, 1)
    expect(only(await authenticate(WORLD, { raw: once }), 'arc')).toMatchObject({
      result: 'pass',
      severity: 'ok',
      detail: expect.stringContaining('One server'),
    })
    const twice = await sealed(once, 2)
    expect(only(await authenticate(WORLD, { raw: twice }), 'arc').detail).toContain('2 servers')
  })

  it('fails where the message was changed, a set is missing or the key is not there', async () => {
    const once = await sealed(MAIL, 1)
    const twice = await sealed(once, 2)
    const changed = once.replace('Hello Bob', 'Hello Rob')
    const cut = twice.replace(/^ARC-Authentication-Results: i=1.*\r\n/m, '')
    for (const [world, raw] of [
      [WORLD, changed],
      [WORLD, cut],
      [{}, once],
    ] as const) {
      expect(only(await authenticate(world, { raw }), 'arc')).toMatchObject({
        result: 'fail',
        severity: 'error',
        detail: expect.stringContaining('What is wrong: '),
      })
    }
  })

  it.each(['servfail', 'timeout'])('is a temporary error where the DNS answers with %s', async dns => {
    const raw = await sealed(MAIL, 1)
    const world = { domains: { 'list.test': { dns } } }
    expect(only(await authenticate(world, { raw }), 'arc')).toMatchObject({
      result: 'temperror',
      severity: 'warning',
      detail: expect.stringContaining('could not be read'),
    })
  })

  it('is not spoken of where there is no set', async () => {
    expect((await authenticate(WORLD)).map(({ rule }) => rule)).toEqual(['spf', 'dkim', 'dmarc'])
  })
})
