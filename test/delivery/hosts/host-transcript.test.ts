import { expect, test } from 'vitest'
import { hostTranscript } from '../../../server/delivery/hosts/host-transcript.ts'
import { SimulatedHosts } from '../../../server/delivery/hosts/simulated-hosts.ts'
import { PLAIN_ACCOUNT } from '../../../server/delivery/world/empty-world.ts'
import type { Host } from '../../../server/delivery/world/world.ts'
import { describeCall, describeHost, describeRule } from './plain-world.ts'

const SIDES = { client: 'C', server: 'S', note: '*' }

/** One line of text each: `C: QUIT`. */
function transcribe(host: Host | null, call = describeCall(), withTimes = false): string[] {
  const answer = new SimulatedHosts().converse(host, call)
  const lines = hostTranscript({ host, name: 'mx1.partner.test', address: '192.0.2.10', call, answer })
  return lines.map(({ at, side, text }) => `${withTimes ? `${at} ` : ''}${SIDES[side]}: ${text}`)
}

const MARK = '*: simulated host mx1.partner.test [192.0.2.10]'
const HELLO = [MARK, 'S: 220 mx1.partner.test ESMTP', 'C: EHLO mail.app.test', 'S: 250-mx1.partner.test']
const PLAIN_HELLO = [...HELLO, 'S: 250-SIZE', 'S: 250-DSN', 'S: 250 ENHANCEDSTATUSCODES']
const QUIT = ['C: QUIT', 'S: 221 2.0.0 bye']

test('a message that was taken', () => {
  expect(transcribe(describeHost({ size: 10_000, delay: 2000 }), describeCall(), true)).toEqual(
    [
      ...HELLO,
      'S: 250-STARTTLS',
      'S: 250-SIZE 10000',
      'S: 250-DSN',
      'S: 250 ENHANCEDSTATUSCODES',
      'C: STARTTLS',
      'S: 220 2.0.0 ready to start TLS',
      'C: EHLO mail.app.test',
      'S: 250-mx1.partner.test',
      'S: 250-SIZE 10000',
      'S: 250-DSN',
      'S: 250 ENHANCEDSTATUSCODES',
      'C: MAIL FROM:<anna@app.test> SIZE=1000',
      'S: 250 2.1.0 sender ok',
      'C: RCPT TO:<bob@partner.test>',
      'S: 250 2.1.5 recipient ok',
      'C: DATA',
      'S: 354 end with a dot alone in a line',
      '*: 1000 bytes of message',
      'S: 250 2.0.0 message taken',
      ...QUIT,
    ].map((line, place) => `${place < 22 ? 0 : 2000} ${line}`),
  )
})

test.each<[string, Partial<Host>, Parameters<typeof describeCall>[0], string[]]>([
  [
    'nobody could be reached',
    { outages: [{ how: 'timeout', from: null, until: null }] },
    {},
    [MARK, '*: connection timed out'],
  ],
  [
    'the greeting was a refusal',
    { rules: [describeRule({ at: 'connect', reply: { code: 554, enhanced: null, text: 'no' } })] },
    {},
    [MARK, 'S: 554 no', ...QUIT],
  ],
  [
    'the server closes after its greeting with 421',
    { rules: [describeRule({ at: 'connect', reply: { code: 421, enhanced: '4.3.2', text: 'busy' } })] },
    {},
    [MARK, 'S: 421 4.3.2 busy'],
  ],
  [
    'the certificate was not trusted',
    { tls: 'broken' },
    {},
    [
      ...HELLO,
      'S: 250-STARTTLS',
      'S: 250-SIZE',
      'S: 250-DSN',
      'S: 250 ENHANCEDSTATUSCODES',
      'C: STARTTLS',
      'S: 220 2.0.0 ready to start TLS',
      '*: certificate not trusted',
    ],
  ],
  [
    'the sender was refused',
    { tls: 'none', size: 1 },
    {},
    [
      ...HELLO,
      'S: 250-SIZE 1',
      'S: 250-DSN',
      'S: 250 ENHANCEDSTATUSCODES',
      'C: MAIL FROM:<anna@app.test> SIZE=1000',
      'S: 552 5.3.4 message size exceeds fixed limit',
      ...QUIT,
    ],
  ],
  [
    'only the recipient was asked for',
    { tls: 'none' },
    { stage: 'rcpt', from: '' },
    [
      ...PLAIN_HELLO,
      'C: MAIL FROM:<> SIZE=1000',
      'S: 250 2.1.0 sender ok',
      'C: RCPT TO:<bob@partner.test>',
      'S: 250 2.1.5 recipient ok',
      ...QUIT,
    ],
  ],
  [
    'the connection was closed at DATA',
    { tls: 'none', closes: 'data' },
    {},
    [
      ...PLAIN_HELLO,
      'C: MAIL FROM:<anna@app.test> SIZE=1000',
      'S: 250 2.1.0 sender ok',
      'C: RCPT TO:<bob@partner.test>',
      'S: 250 2.1.5 recipient ok',
      'C: DATA',
      '*: closed at data',
    ],
  ],
])('%s', (_, host, call, expected) => {
  expect(transcribe(describeHost(host), describeCall(call))).toEqual(expected)
})

test('an address at which nobody is', () => {
  expect(transcribe(null)).toEqual([MARK, '*: connection refused'])
})

test('nothing that a client said makes a second line, nor a line without end', () => {
  const call = describeCall({
    client: { name: 'evil\r\nS: 250 ok', address: '192.0.2.1' },
    recipient: `${'x'.repeat(5000)}@partner.test`,
    account: { ...PLAIN_ACCOUNT, refusal: { code: 550, enhanced: null, text: 'no\r\nway' } },
  })
  const lines = transcribe(describeHost({ tls: 'none' }), call)
  expect(lines.every(line => !/[\r\n]/.test(line) && line.length < 1010)).toBe(true)
  expect(lines).toContain('S: 550 no  way')
})
