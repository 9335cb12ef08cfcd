import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { decodeBase64, decodeInitialResponse, startSasl } from '../../server/net/sasl.ts'
import type { SaslMechanism, SaslStep } from '../../server/net/sasl.ts'
import { Users } from '../../server/net/users.ts'

const NAMED = Users.parse(['anna:sesame', 'bob@x.test:open:sesame', 'jürgen:geheim'])
const ANYONE = new Users()

/** Plays the client's part; gives all steps of the server: challenges as text, and the end. */
function exchange(
  mechanism: SaslMechanism,
  users: Users,
  initial: string | Buffer | null,
  ...responses: (string | Buffer)[]
): string[] {
  const { exchange, first } = startSasl(mechanism, {
    users,
    hostname: 'mail.test',
    initial: initial === null ? null : Buffer.from(initial),
  })
  return [first, ...responses.map(response => exchange.respond(Buffer.from(response)))].map(describeStep)
}

function describeStep(step: SaslStep): string {
  switch (step.kind) {
    case 'challenge':
      return `challenge ${step.data.toString()}`
    case 'success':
      return `success ${step.user}`
    case 'failure':
      return 'failure'
    case 'malformed':
      return 'malformed'
  }
}

const ASK_NAME = 'challenge Username:'
const ASK_PASSWORD = 'challenge Password:'
const XOAUTH2_REFUSAL = 'challenge {"status":"401","schemes":"bearer","scope":"mail"}'
const OAUTHBEARER_REFUSAL = 'challenge {"status":"invalid_token","scope":"mail"}'
const LONG_NAME = 'n'.repeat(1001)

type Row = [
  what: string,
  mechanism: SaslMechanism,
  initial: string | null,
  responses: string[],
  end: string[],
]

const WITH_USERS: Row[] = [
  ['takes the right password', 'PLAIN', '\0anna\0sesame', [], ['success anna']],
  [
    'asks when there is no initial response',
    'PLAIN',
    null,
    ['\0anna\0sesame'],
    ['challenge ', 'success anna'],
  ],
  ['takes names and passwords in UTF-8', 'PLAIN', '\0jürgen\0geheim', [], ['success jürgen']],
  ['takes the same identity twice', 'PLAIN', 'anna\0anna\0sesame', [], ['success anna']],
  ['lets no user act as another', 'PLAIN', 'bob@x.test\0anna\0sesame', [], ['failure']],
  ['refuses a wrong password', 'PLAIN', '\0anna\0Sesame', [], ['failure']],
  ['refuses an unknown user', 'PLAIN', '\0eve\0sesame', [], ['failure']],
  ['takes no fewer fields', 'PLAIN', 'anna\0sesame', [], ['malformed']],
  ['takes no more fields', 'PLAIN', '\0anna\0sesame\0', [], ['malformed']],
  ['takes nothing that is empty', 'PLAIN', '', [], ['malformed']],
  ['asks twice', 'LOGIN', null, ['anna', 'sesame'], [ASK_NAME, ASK_PASSWORD, 'success anna']],
  ['takes the name at once', 'LOGIN', 'bob@x.test', ['open:sesame'], [ASK_PASSWORD, 'success bob@x.test']],
  ['refuses a wrong password', 'LOGIN', 'anna', ['x'], [ASK_PASSWORD, 'failure']],
  ['takes the password as token', 'XOAUTH2', 'user=anna\x01auth=Bearer sesame\x01\x01', [], ['success anna']],
  [
    'asks when there is no initial response',
    'XOAUTH2',
    null,
    ['user=anna\x01auth=Bearer sesame\x01\x01'],
    ['challenge ', 'success anna'],
  ],
  [
    'explains a refusal before it refuses',
    'XOAUTH2',
    'user=anna\x01auth=Bearer wrong\x01\x01',
    [''],
    [XOAUTH2_REFUSAL, 'failure'],
  ],
  ['needs a name', 'XOAUTH2', 'auth=Bearer sesame\x01\x01', [], ['malformed']],
  ['needs a token', 'XOAUTH2', 'user=anna\x01auth=Bearer \x01\x01', [], ['malformed']],
  ['needs its end', 'XOAUTH2', 'user=anna\x01auth=Bearer sesame', [], ['malformed']],
  [
    'takes the password as token',
    'OAUTHBEARER',
    'n,a=bob@x.test,\x01host=mail.test\x01port=143\x01auth=bearer open:sesame\x01\x01',
    [],
    ['success bob@x.test'],
  ],
  [
    'explains a refusal before it refuses',
    'OAUTHBEARER',
    'n,a=anna,\x01auth=Bearer wrong\x01\x01',
    ['\x01'],
    [OAUTHBEARER_REFUSAL, 'failure'],
  ],
  ['needs a name', 'OAUTHBEARER', 'n,,\x01auth=Bearer sesame\x01\x01', [], ['malformed']],
  ['knows no channel binding', 'OAUTHBEARER', 'p=x,a=anna,\x01auth=Bearer sesame\x01\x01', [], ['malformed']],
]

const WITHOUT_USERS: Row[] = [
  ['takes any password', 'PLAIN', '\0whoever\0whatever', [], ['success whoever']],
  ['takes none, too', 'PLAIN', '\0whoever\0', [], ['success whoever']],
  ['lets anyone act as another', 'PLAIN', 'bob@x.test\0anna\0x', [], ['success bob@x.test']],
  ['takes any password', 'LOGIN', null, ['whoever', ''], [ASK_NAME, ASK_PASSWORD, 'success whoever']],
  ['takes no empty name', 'LOGIN', '', ['x'], [ASK_PASSWORD, 'malformed']],
  ['takes no name that is too long', 'PLAIN', `\0${LONG_NAME}\0x`, [], ['malformed']],
  ['takes no control characters in a name', 'PLAIN', '\0a\r\nb\0x', [], ['malformed']],
  ['takes any token', 'XOAUTH2', 'user=anna\x01auth=Bearer x\x01\x01', [], ['success anna']],
  ['decodes the name', 'OAUTHBEARER', 'y,a=a=2Cb=3Dc,\x01auth=Bearer x\x01\x01', [], ['success a,b=c']],
]

describe('an exchange with named users', () => {
  test.each(WITH_USERS)('%s (%s)', (_what, mechanism, initial, responses, end) => {
    expect(exchange(mechanism, NAMED, initial, ...responses)).toEqual(end)
  })
})

describe('an exchange while no user is named', () => {
  test.each(WITHOUT_USERS)('%s (%s)', (_what, mechanism, initial, responses, end) => {
    expect(exchange(mechanism, ANYONE, initial, ...responses)).toEqual(end)
  })

  test('takes names that are not UTF-8 for Latin-1', () => {
    const response = Buffer.from('\0j\xfcrgen\0x', 'latin1')
    expect(exchange('PLAIN', ANYONE, response)).toEqual(['success jürgen'])
  })
})

function cramMd5(users: Users, name: string, password: string): SaslStep {
  const { exchange, first } = startSasl('CRAM-MD5', { users, hostname: 'mail.test', initial: null })
  if (first.kind !== 'challenge') throw new Error('it must begin with a challenge')
  expect(first.data.toString()).toMatch(/^<[0-9a-f]{24}\.\d+@mail\.test>$/)
  const digest = createHmac('md5', password).update(first.data).digest('hex')
  return exchange.respond(Buffer.from(`${name} ${digest}`))
}

describe('CRAM-MD5', () => {
  test('takes the digest of the right password, and no other', () => {
    expect(cramMd5(NAMED, 'anna', 'sesame')).toEqual({ kind: 'success', user: 'anna' })
    expect(cramMd5(NAMED, 'anna', 'Sesame')).toEqual({ kind: 'failure' })
    expect(cramMd5(NAMED, 'eve', 'a password that nobody has')).toEqual({ kind: 'failure' })
    expect(cramMd5(ANYONE, 'with a space', 'x')).toEqual({ kind: 'success', user: 'with a space' })
  })

  test('gives each client another challenge', () => {
    const options = { users: ANYONE, hostname: 'mail.test', initial: null }
    const [one, two] = [startSasl('CRAM-MD5', options).first, startSasl('CRAM-MD5', options).first]
    expect(one).not.toEqual(two)
  })

  test('takes nothing else for an answer', () => {
    expect(exchange('CRAM-MD5', ANYONE, 'anna')).toEqual(['malformed'])
    for (const response of ['', 'anna', 'anna 0123', ` ${'0'.repeat(32)}`]) {
      expect(exchange('CRAM-MD5', ANYONE, null, response).at(-1)).toBe('malformed')
    }
  })
})

describe('base64', () => {
  test.each([
    ['', ''],
    ['YQ==', 'a'],
    ['YWI=', 'ab'],
    ['YWJj', 'abc'],
    ['+/+/', '\xfb\xff\xbf'],
  ])('%j is decoded', (text, bytes) => {
    expect(decodeBase64(text)?.toString('latin1')).toBe(bytes)
  })

  test.each(['Y', 'YQ', 'YQ=', 'YQ===', 'YW=j', '=', '*', 'YQ==\n', ' YQ==', 'Y-_j'])('%j is none', text => {
    expect(decodeBase64(text)).toBeNull()
  })

  test('an initial response of = is empty', () => {
    expect(decodeInitialResponse('=')).toEqual(Buffer.alloc(0))
    expect(decodeInitialResponse('YQ==')?.toString()).toBe('a')
    expect(decodeInitialResponse('==')).toBeNull()
  })
})
