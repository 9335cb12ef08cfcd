import { describe, expect, it } from 'vitest'
import { decodeHeaderText } from '../../server/message/header.ts'
import { composeReport } from '../../server/message/report/compose-report.ts'
import { encodeHeaderText } from '../../server/message/report/encode-header-text.ts'
import { foldLines } from '../../server/message/report/fold-lines.ts'
import {
  formatAddress,
  formatRecipient,
  formatTypedAddress,
} from '../../server/message/report/format-address.ts'
import { formatField } from '../../server/message/report/format-field.ts'
import { originalHeader, originalSubject } from '../../server/message/report/original-header.ts'
import { type ReturnedContent, returnedPart } from '../../server/message/report/returned-part.ts'
import { statusAdvice } from '../../server/message/report/status-advice.ts'
import { identityEncoding } from '../../server/message/report/identity-encoding.ts'
import { reportHeader, reportParts } from './report-parts.ts'

function returnedOf(original: Buffer, returned: ReturnedContent) {
  return returnedPart(original, originalHeader(original), returned)
}

describe('folding', () => {
  it.each([
    ['one line', 'a b c', ['a b c']],
    ['spaces as they are', '    a  b', ['    a  b']],
    ['two lines', `${'a'.repeat(40)} ${'b'.repeat(40)} c`, ['a'.repeat(40), `> ${'b'.repeat(40)} c`]],
    ['a long word alone', `a ${'b'.repeat(100)} c`, ['a', `> ${'b'.repeat(100)}`, '> c']],
    ['control characters as spaces', 'a\r\nb\u0000c\u0085d', ['a  b c d']],
    ['no indented line first', '', ['']],
  ])('gives %s', (_what, text, lines) => {
    expect(foldLines(text, '> ')).toEqual(lines)
  })

  it('cuts a word that would make a line too long, in bytes', () => {
    for (const character of ['a', '\u00fc', '\u{1f600}']) {
      const [first] = foldLines(character.repeat(5000), '')
      expect(Buffer.byteLength(first!)).toBeLessThan(998)
    }
  })

  it('leaves no line of a field that is a field of its own', () => {
    expect(formatField('Subject', ` a\r\nBcc: eve@x.test ${'b '.repeat(60)}`).split('\r\n')).toEqual([
      expect.stringMatching(/^Subject: a {2}Bcc: eve@x\.test b/),
      expect.stringMatching(/^ b/),
      '',
    ])
  })
})

describe('header text', () => {
  it.each([
    ['plain', 'Welcome'],
    ['beyond ASCII', 'Gr\u00fc\u00dfe aus K\u00f6ln'],
    ['long', '\u{1f600}\u00fc'.repeat(50)],
    ['like an encoded word', '=?utf-8?Q?=0D=0ABcc:_eve@x.test?='],
    ['empty', ''],
  ])('that is %s decodes to what it was', (_what, text) => {
    const encoded = encodeHeaderText(text)
    expect(encoded).toMatch(/^[ -~]*$/)
    for (const word of encoded.split(' ')) expect(word.length).toBeLessThanOrEqual(75)
    expect(decodeHeaderText(encoded)).toBe(text)
  })

  it('holds no control character', () => {
    expect(decodeHeaderText(encodeHeaderText('a\r\nBcc: eve@x.test'))).toBe('a  Bcc: eve@x.test')
  })
})

describe('addresses', () => {
  it.each([
    ['bob@x.test', '<bob@x.test>'],
    ['"a b"@x.test', '<"a b"@x.test>'],
    ['dots..and.@x.test', '<dots..and.@x.test>'],
    ['j\u00f6rg@x.test', '<j\u00f6rg@x.test>'],
    ['a@[127.0.0.1]', '<a@[127.0.0.1]>'],
    ['a@x.test>, <eve@x.test', null],
    ['a@x.test\r\nBcc: eve@x.test', null],
    ['a b@x.test', null],
    ['', null],
  ])('%j is written %j', (address, written) => {
    expect(formatAddress(address)).toBe(written)
    expect(formatRecipient(address)).toBe(written ?? 'undisclosed-recipients:;')
  })

  it('have a type', () => {
    expect(formatTypedAddress('bob@x.test')).toBe('rfc822; bob@x.test')
    expect(formatTypedAddress('j\u00f6rg@x.test')).toBe('utf-8; j\u00f6rg@x.test')
  })
})

describe('what comes back of a message', () => {
  const MAIL = 'Subject: Hi\r\nX: 1\r\n\r\nHello\r\n'
  const FULL = { content: 'FULL', limit: 1000 } as const

  it.each([
    ['all', MAIL, FULL, 'message/rfc822', MAIL],
    ['as much as the limit', MAIL, { ...FULL, limit: MAIL.length }, 'message/rfc822', MAIL],
    [
      'the header of a larger one',
      MAIL,
      { ...FULL, limit: MAIL.length - 1 },
      'text/rfc822-headers',
      'Subject: Hi\r\nX: 1\r\n',
    ],
    ['the fields that fit', MAIL, { ...FULL, limit: 17 }, 'text/rfc822-headers', 'Subject: Hi\r\n'],
    [
      'the header, when asked for',
      MAIL,
      { ...FULL, content: 'HDRS' as const },
      'text/rfc822-headers',
      'Subject: Hi\r\nX: 1\r\n',
    ],
    ['whole lines', 'Subject: Hi\n\nHello\r\n', FULL, 'message/rfc822', 'Subject: Hi\r\n\r\nHello\r\n'],
    ['a header in UTF-8', 'Subject: \u00fc\r\n\r\n', FULL, 'message/global', 'Subject: \u00fc\r\n\r\n'],
    [
      'the fields of a header in UTF-8',
      'Subject: \u00fc\r\n\r\nHello',
      { ...FULL, content: 'HDRS' as const },
      'message/global-headers',
      'Subject: \u00fc\r\n',
    ],
    ['a body in UTF-8', 'Subject: u\r\n\r\n\u00fc', FULL, 'message/rfc822', 'Subject: u\r\n\r\n\u00fc'],
  ])('is %s', (_what, mail, returned, type, content) => {
    const part = returnedOf(Buffer.from(mail), returned)
    expect(part?.type).toBe(type)
    expect(part?.content.toString()).toBe(content)
  })

  it('is of no new kind when its header is no UTF-8', () => {
    expect(returnedOf(Buffer.from('Subject: \u00fc\r\n\r\n', 'latin1'), FULL)?.type).toBe('message/rfc822')
  })

  it('is nothing, when there is no header to return', () => {
    expect(returnedOf(Buffer.from('no header'), { content: 'HDRS', limit: 1000 })).toBeNull()
    expect(returnedOf(Buffer.from(MAIL), { content: 'HDRS', limit: 5 })).toBeNull()
  })
})

function compose(...contents: (string | Buffer)[]): Buffer {
  const parts = contents.map(content => ({
    type: 'message/rfc822',
    description: 'Original Message',
    encoding: identityEncoding(Buffer.from(content)),
    content,
  }))
  return composeReport('Subject: x\r\n', 'delivery-status', parts)
}

describe('of a hostile original', () => {
  const flood = Buffer.from(`Subject: Hi\r\n${'To: a\r\n'.repeat(1_000_000)}\r\n`)

  it('only the beginning is read', () => {
    expect(originalHeader(flood).fields.length).toBeLessThan(40_000)
    expect(returnedOf(flood, { content: 'FULL', limit: 50_000 })!.content.length).toBeLessThanOrEqual(50_000)
  })

  it('only the beginning of the subject is decoded', () => {
    const subject = '=?utf-8?B?8J+YgPCfmIDwn5iA8J+YgPCfmIDwn5iA8J+YgPCfmIDwn5iA8J+YgA==?= '.repeat(3000)
    const header = originalHeader(Buffer.from(`Subject: ${subject}\r\n\r\n`))
    expect(originalSubject(header, 200)).toBe('\u{1f600}'.repeat(100))
  })
})

describe('a multipart/report', () => {
  it.each([
    ['7bit', 'a: b\r\n\r\nc'],
    ['7bit', ''],
    ['7bit', `${'a'.repeat(998)}\r\n`],
    ['8bit', 'a: \u00fc\r\n'],
    ['binary', `${'a'.repeat(999)}\r\n`],
    ['binary', 'a'.repeat(999)],
    ['binary', 'a\nb\r\n'],
    ['binary', '\nb\r\n'],
    ['binary', 'a\r\n\nb\r\n'],
    ['binary', 'a\rb\r\n'],
    ['binary', 'a\r'],
    ['binary', 'a\0b'],
  ])('says that it is %s, as %j is', (encoding, content) => {
    const raw = compose('plain\r\n', content)
    const fields = [...raw.toString('latin1').matchAll(/^Content-Transfer-Encoding: (\w+)\r$/gm)]
    expect(fields.map(([, name]) => name)).toEqual([encoding, '7bit', encoding])
  })

  it('gives back what it was made of, whatever boundaries that holds', () => {
    const inner = compose('a\r\n', 'b\r\n')
    const boundary = /boundary="([^"]+)"/.exec(reportHeader(inner))![1]!
    const hostile = `x: y\r\n\r\n--${boundary}\r\n\r\nc\r\n--${boundary}--\r\n`
    const raw = compose('plain\r\n', hostile, inner)
    expect(reportParts(raw).map(({ content }) => content)).toEqual([
      'plain\r\n',
      hostile,
      inner.toString('latin1'),
    ])
  })

  it('is the same for the same parts', () => {
    expect(compose('a', 'b').equals(compose('a', 'b'))).toBe(true)
    expect(compose('a', 'b').equals(compose('a', 'c'))).toBe(false)
  })
})

it.each([
  ['5.1.1', 'There is no such mailbox.'],
  ['5.1.2', 'The domain of the address does not exist.'],
  ['5.1.8', 'The domain of the sender cannot be found.'],
  ['5.1.10', 'The domain takes no mail at all.'],
  ['4.2.2', 'The mailbox is full.'],
  ['5.3.4', 'too large for the receiving server'],
  ['4.4.1', 'did not take the message in time'],
  ['5.4.4', 'No server takes mail for this domain.'],
  ['5.7.26', 'does not want this message'],
  ['5.0.0', 'ask the postmaster'],
])('of the status %s it is said: %s', (status, advice) => {
  expect(statusAdvice(status)).toContain(advice)
})
