import { describe, expect, it } from 'vitest'
import { parseBasicCredentials } from '../../server/http/guard/basic-credentials.ts'
import { hostName, isAllowedHost } from '../../server/http/guard/host.ts'
import { isAllowedOrigin } from '../../server/http/guard/origin.ts'

const encode = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`

describe('isAllowedHost', () => {
  it.each([
    'localhost',
    'localhost:8025',
    'LOCALHOST',
    'localhost.',
    'mail.localhost:80',
    '127.0.0.1',
    '127.0.0.1:8025',
    '192.168.1.7:8025',
    '[::1]',
    '[::1]:8025',
    '[fe80::1]:1',
  ])('answers to %s', host => {
    expect(isAllowedHost(host, [])).toBe(true)
  })

  it.each([
    undefined,
    '',
    'evil.test',
    'evil.test:8025',
    'localhost.evil.test',
    'evillocalhost',
    '127.0.0.1.evil.test',
    '127.0.0.1@evil.test',
    '0x7f.1',
    '2130706433',
    '::1',
    '[::1',
    '[evil.test]',
    'localhost:8025:1',
    'localhost/x',
    'local host',
    'facteur.test',
  ])('does not answer to %s', host => {
    expect(isAllowedHost(host, [])).toBe(false)
  })

  it('answers to names that are allowed, in any case, and to all with a star', () => {
    expect(isAllowedHost('Facteur.test:8025', ['facteur.TEST'])).toBe(true)
    expect(isAllowedHost('sub.facteur.test', ['facteur.test'])).toBe(false)
    expect(isAllowedHost('evil.test', ['*'])).toBe(true)
    expect(isAllowedHost(undefined, ['*'])).toBe(false)
  })

  it('reads the name out of the field', () => {
    expect(hostName('[::1]:8025')).toBe('::1')
    expect(hostName('A.Test.:80')).toBe('a.test')
  })
})

describe('isAllowedOrigin', () => {
  const own = 'http://localhost:8025'

  it.each([
    ['its own', 'http://localhost:8025', [], true],
    ['its own in capitals', 'HTTP://LOCALHOST:8025', [], true],
    ['another port', 'http://localhost:3000', [], false],
    ['another scheme', 'https://localhost:8025', [], false],
    ['another host', 'http://evil.test', [], false],
    ['null', 'null', [], false],
    ['null when another one is allowed', 'null', ['http://a.test'], false],
    ['one that is allowed', 'http://a.test', ['http://a.test/'], true],
    ['any when all are', 'null', ['*'], true],
    ['a longer name', 'http://localhost:8025.evil.test', [], false],
  ])('decides about %s', (_, origin, allowed, expected) => {
    expect(isAllowedOrigin(origin, own, allowed)).toBe(expected)
  })
})

describe('parseBasicCredentials', () => {
  it.each([
    [encode('anna:secret'), { name: 'anna', password: 'secret' }],
    [encode('anna:a:b'), { name: 'anna', password: 'a:b' }],
    [encode('änna:é'), { name: 'änna', password: 'é' }],
    [encode(':'), { name: '', password: '' }],
    [`bASIC   ${Buffer.from('a:b').toString('base64')} `, { name: 'a', password: 'b' }],
    [encode('nocolon'), null],
    ['Bearer abc', null],
    ['Basic', null],
    ['Basic !!!', null],
    [undefined, null],
  ])('reads %s', (header, expected) => {
    expect(parseBasicCredentials(header)).toEqual(expected)
  })
})
