import { describe, expect, it } from 'vitest'
import type { EnvelopePath } from '../../server/message/envelope.ts'
import { NO_DSN_PARAMETERS, parseDsnParameters } from '../../server/message/report/dsn-parameters.ts'
import { DsnSyntaxError } from '../../server/message/report/dsn-syntax-error.ts'

describe('the parameters of RFC 3461', () => {
  it('ask for failures and delays, when there are none', () => {
    expect(parseDsnParameters({ SIZE: '100', BODY: '8BITMIME' })).toEqual(NO_DSN_PARAMETERS)
    expect([...NO_DSN_PARAMETERS.notify]).toEqual(['FAILURE', 'DELAY'])
  })

  it.each([
    ['NEVER', []],
    ['never', []],
    ['SUCCESS', ['SUCCESS']],
    ['Delay,FAILURE', ['DELAY', 'FAILURE']],
    ['SUCCESS,FAILURE,DELAY', ['SUCCESS', 'FAILURE', 'DELAY']],
    ['SUCCESS,SUCCESS', ['SUCCESS']],
  ])('NOTIFY=%s asks for %j', (NOTIFY, conditions) => {
    expect([...parseDsnParameters({ NOTIFY }).notify]).toEqual(conditions)
  })

  it.each([
    ['rfc822;Bob@x.test', 'rfc822', 'Bob@x.test'],
    ['rfc822;Bob+2Bnews@x.test', 'rfc822', 'Bob+news@x.test'],
    ['RFC822;a;b@x.test', 'RFC822', 'a;b@x.test'],
    ['x400;/G+3DBob/', 'x400', '/G=Bob/'],
    ['utf-8;j\\x{F6}rg@x.test', 'utf-8', 'j\u00f6rg@x.test'],
    ['utf-8;j\u00f6rg@x.test', 'utf-8', 'j\u00f6rg@x.test'],
    ['utf-8;a\\x{0D}\\x{0A}b@x.test', 'utf-8', 'a\\x{0D}\\x{0A}b@x.test'],
    ['utf-8;a\\x{FFFFFF}@x.test', 'utf-8', 'a\\x{FFFFFF}@x.test'],
    ['rfc822;j\\x{F6}rg@x.test', 'rfc822', 'j\\x{F6}rg@x.test'],
  ])('ORCPT=%s names an address of the type', (ORCPT, type, address) => {
    expect(parseDsnParameters({ ORCPT }).originalRecipient).toEqual({ type, address })
  })

  it('RET and ENVID say what is returned, and under which name', () => {
    expect(parseDsnParameters({ RET: 'hdrs', ENVID: 'QQ+2B 1'.replace(' ', '+20') })).toEqual({
      ...NO_DSN_PARAMETERS,
      returnContent: 'HDRS',
      envelopeId: 'QQ+ 1',
    })
    expect(parseDsnParameters({ RET: 'FULL' }).returnContent).toBe('FULL')
  })

  it.each<[EnvelopePath['parameters'], string]>([
    [{ NOTIFY: true }, 'NOTIFY is NEVER, or a list'],
    [{ NOTIFY: '' }, 'NOTIFY is NEVER, or a list'],
    [{ NOTIFY: 'NEVER,SUCCESS' }, 'NOTIFY is NEVER, or a list'],
    [{ NOTIFY: 'SUCCESS,' }, 'NOTIFY is NEVER, or a list'],
    [{ NOTIFY: 'SOMETIMES' }, 'NOTIFY is NEVER, or a list'],
    [{ ORCPT: true }, 'ORCPT is a type, a semicolon'],
    [{ ORCPT: 'bob@x.test' }, 'ORCPT is a type, a semicolon'],
    [{ ORCPT: 'rfc822;' }, 'ORCPT is a type, a semicolon'],
    [{ ORCPT: ';bob@x.test' }, 'ORCPT is a type, a semicolon'],
    [{ ORCPT: 'rfc822;a+x' }, 'ORCPT is a type, a semicolon'],
    [{ ORCPT: 'rfc822;a+0D+0AStatus:+205.0.0' }, 'ORCPT is a type, a semicolon'],
    [{ ORCPT: `rfc822;${'a'.repeat(494)}` }, 'ORCPT has 501 characters, 500 are the most'],
    [{ RET: true }, 'RET is FULL or HDRS'],
    [{ RET: 'BODY' }, 'RET is FULL or HDRS'],
    [{ ENVID: true }, 'ENVID is printable text in xtext'],
    [{ ENVID: '' }, 'ENVID is printable text in xtext'],
    [{ ENVID: 'a=b' }, 'ENVID is printable text in xtext'],
    [{ ENVID: 'a+0D+0Ab' }, 'ENVID is printable text in xtext'],
    [{ ENVID: 'Gr\u00fc\u00dfe' }, 'ENVID is printable text in xtext'],
    [{ ENVID: 'a'.repeat(101) }, 'ENVID has 101 characters, 100 are the most'],
  ])('%j is refused: %s', (parameters, reason) => {
    const parse = () => parseDsnParameters(parameters)
    expect(parse).toThrow(DsnSyntaxError)
    expect(parse).toThrow(reason)
  })

  it('may be as long as the RFC says', () => {
    expect(parseDsnParameters({ ENVID: 'a'.repeat(100) }).envelopeId).toHaveLength(100)
    expect(
      parseDsnParameters({ ORCPT: `rfc822;${'a'.repeat(493)}` }).originalRecipient?.address,
    ).toHaveLength(493)
  })
})
