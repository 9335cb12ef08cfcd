import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatEnvelope } from '../../../server/imap/fetch/envelope.ts'
import { HeaderStrings } from '../../../server/imap/fetch/header-strings.ts'
import { scanHeader } from '../../../server/message/header.ts'
import { lines } from '../../message/lines.ts'
import { headerLike, parseBack } from './parse-back.ts'

function envelope(raw: Buffer, utf8 = false): string {
  return formatEnvelope(raw, 0, scanHeader(raw).bodyStart, new HeaderStrings(utf8))
}

const ANNA = '((NIL NIL "anna" "app.test"))'

describe('ENVELOPE', () => {
  // prettier-ignore
  test.each<[behaviour: string, header: string[], expected: string]>([
    [
      'has all fields, in the order of RFC 9051',
      [
        'Message-ID: <1@app.test>', 'In-Reply-To: <0@app.test>', 'Bcc: b@x.test', 'Cc: c@x.test', 'To: t@x.test',
        'Reply-To: r@x.test', 'Sender: s@x.test', 'From: f@x.test', 'Subject: Hello', 'Date: Sat, 1 Feb 2025 01:02:03 +0200',
      ],
      '("Sat, 1 Feb 2025 01:02:03 +0200" "Hello" ((NIL NIL "f" "x.test")) ((NIL NIL "s" "x.test")) ' +
        '((NIL NIL "r" "x.test")) ((NIL NIL "t" "x.test")) ((NIL NIL "c" "x.test")) ((NIL NIL "b" "x.test")) ' +
        '"<0@app.test>" "<1@app.test>")',
    ],
    ['is NIL where fields are absent', [], '(NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL)'],
    [
      'tells empty texts from absent ones, and gives no addresses for both',
      ['Subject:', 'To: ', 'Message-ID:'],
      '(NIL "" NIL NIL NIL NIL NIL NIL NIL "")',
    ],
    [
      'takes From where Sender and Reply-To are empty',
      ['From: anna@app.test', 'Sender:', 'Reply-To: '],
      `(NIL NIL ${ANNA} ${ANNA} ${ANNA} NIL NIL NIL NIL NIL)`,
    ],
    [
      'takes the first of several texts, and all addresses',
      ['Subject: one', 'Subject: two', 'To: a@x.test', 'To: b@x.test'],
      '(NIL "one" NIL NIL NIL ((NIL NIL "a" "x.test")(NIL NIL "b" "x.test")) NIL NIL NIL NIL)',
    ],
    [
      'unfolds, and leaves encoded words alone',
      ['Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=', '\tagain', 'From: =?utf-8?q?J=C3=BCrgen?= <j@x.test>'],
      `(NIL "=?utf-8?q?Gr=C3=BC=C3=9Fe?=\tagain" ${Array(3).fill('(("=?utf-8?q?J=C3=BCrgen?=" NIL "j" "x.test"))').join(' ')} NIL NIL NIL NIL NIL)`,
    ],
    ['escapes quotes and backslashes', ['Subject: a "b" c\\d'], '(NIL "a \\"b\\" c\\\\d" NIL NIL NIL NIL NIL NIL NIL NIL)'],
    ['has no NUL in its strings', ['Subject: a\0b'], '(NIL "a b" NIL NIL NIL NIL NIL NIL NIL NIL)'],
  ])('%s', (_, header, expected) => {
    expect(envelope(lines(...header, '', 'body'))).toBe(expected)
  })

  // prettier-ignore
  test.each<[behaviour: string, value: string, expected: string]>([
    ['a name and an address', 'Anna <anna@app.test>', '("Anna" NIL "anna" "app.test")'],
    ['a quoted name, without its quotes', '"Doe, \\"J\\"" <j@x.test>', '("Doe, \\"J\\"" NIL "j" "x.test")'],
    ['a comment as the name', 'j@x.test (Jane Doe)', '("Jane Doe" NIL "j" "x.test")'],
    ['a name beside a bare address', 'Jane j@x.test', '("Jane" NIL "j" "x.test")'],
    ['several', 'a@x.test, B <b@x.test>', '(NIL NIL "a" "x.test")("B" NIL "b" "x.test")'],
    ['a source route', '<@a.test,@b.test:j@x.test>', '(NIL "@a.test,@b.test" "j" "x.test")'],
    ['a quoted local part, without its quotes', '"a b"@x.test', '(NIL NIL "a b" "x.test")'],
    ['an address literal', 'j@[IPv6:::1]', '(NIL NIL "j" "[IPv6:::1]")'],
    ['comments within an address', '<j (x)@ (y) x.test>', '(NIL NIL "j" "x.test")'],
    ['an address without a domain', 'root', '(NIL NIL "root" "")'],
    ['a name alone', 'Jane Doe', '("Jane Doe" NIL "" "")'],
    ['an empty address', 'Mailer <>', '("Mailer" NIL "" "")'],
    [
      'groups',
      'team: a@x.test, b@x.test;, c@x.test, none:;',
      '(NIL NIL "team" NIL)(NIL NIL "a" "x.test")(NIL NIL "b" "x.test")(NIL NIL NIL NIL)(NIL NIL "c" "x.test")' +
        '(NIL NIL "none" NIL)(NIL NIL NIL NIL)',
    ],
    ['a group that does not end', 'team: a@x.test', '(NIL NIL "team" NIL)(NIL NIL "a" "x.test")(NIL NIL NIL NIL)'],
    ['a missing comma', 'A <a@x.test> B <b@x.test>', '("A" NIL "a" "x.test")("B" NIL "b" "x.test")'],
    ['an angle bracket that does not close', 'A <a@x.test', '("A" NIL "a" "x.test")'],
    ['quotes that do not close', '"A <a@x.test>', '("\\"A" NIL "a" "x.test")'],
    ['encoded words with commas', '=?utf-8?q?Doe,_J?= <j@x.test>', '("=?utf-8?q?Doe,_J?=" NIL "j" "x.test")'],
  ])('reads from an address field %s', (_, value, expected) => {
    expect(envelope(lines(`Cc: ${value}`, ''))).toBe(`(NIL NIL NIL NIL NIL NIL (${expected}) NIL NIL NIL)`)
  })

  // prettier-ignore
  test.each<[behaviour: string, header: string, ascii: string, utf8: string]>([
    ['UTF-8 in a text', 'Subject: ab Grüße ß c', '"ab =?UTF-8?B?R3LDvMOfZSDDnw==?= c"', '"ab Grüße ß c"'],
    ['bytes that are no UTF-8', 'Subject: a \\xfc', '"a =?UTF-8?B?77+9?="', '"a \ufffd"'],
    ['a long text', `Subject: ${'ü'.repeat(30)}`, `"=?UTF-8?B?${btoa('\xc3\xbc'.repeat(22))}?= =?UTF-8?B?${btoa('\xc3\xbc'.repeat(8))}?="`, `"${'ü'.repeat(30)}"`],
  ])('has, of %s, encoded words for those who do not read UTF-8', (_, header, ascii, utf8) => {
    const raw = Buffer.concat(header.split('\\xfc').flatMap((text, index) => [...(index > 0 ? [Buffer.from([0xfc])] : []), Buffer.from(text)]))
    const rest = ' NIL NIL NIL NIL NIL NIL NIL NIL)'
    expect(envelope(raw)).toBe(`(NIL ${ascii}${rest}`)
    expect(envelope(raw, true)).toBe(`(NIL ${utf8}${rest}`)
  })

  test('has domains as A-labels for those who do not read UTF-8', () => {
    const raw = lines('To: Jürgen <jürgen@bücher.test>', '')
    expect(envelope(raw)).toContain(
      '(("=?UTF-8?B?SsO8cmdlbg==?=" NIL "=?UTF-8?B?asO8cmdlbg==?=" "xn--bcher-kva.test"))',
    )
    expect(envelope(raw, true)).toContain('(("Jürgen" NIL "jürgen" "bücher.test"))')
  })

  test('has long texts as literals', () => {
    const subject = 'x'.repeat(2000)
    expect(envelope(lines(`Subject: ${subject}`, ''))).toContain(`(NIL {2000}\r\n${subject} NIL`)
  })

  test('holds no more addresses than the limit', () => {
    const raw = lines(...Array.from({ length: 20 }, () => `To: ${'a@x.test,'.repeat(100)}`), '')
    expect(envelope(raw).match(/"a"/g)).toHaveLength(1000)
  })

  test.each([
    ['opening parentheses', '('],
    ['opening angle brackets', '<'],
    ['quotes within a local part', '"\\"'],
    ['quotes', '"\\"" '],
    ['colons', 'a:'],
    ['at signs', '@'],
    ['encoded words', '=?'],
  ])('is made at once of a field full of %s', (_, text) => {
    const raw = lines(`To: x${text.repeat(60_000 / text.length)}`, '')
    const began = performance.now()
    envelope(raw)
    expect(performance.now() - began).toBeLessThan(500)
  })

  test('is legal syntax, whatever the bytes are', () => {
    fc.assert(
      fc.property(headerLike, fc.boolean(), (raw, utf8) => {
        const tokens = parseBack(envelope(raw, utf8), utf8)
        expect(tokens.kind === 'list' && tokens.items.length).toBe(10)
      }),
    )
  })
})
