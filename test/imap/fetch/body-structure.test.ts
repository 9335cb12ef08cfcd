import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatBodyStructure } from '../../../server/imap/fetch/body-structure.ts'
import { HeaderStrings } from '../../../server/imap/fetch/header-strings.ts'
import { allParts } from '../../../server/message/part.ts'
import { parseStructure } from '../../../server/message/structure.ts'
import { lines } from '../../message/lines.ts'
import { headerLike, parseBack } from './parse-back.ts'

interface Form {
  readonly extended?: boolean
  readonly utf8?: boolean
}

function structure(raw: Buffer, { extended = true, utf8 = false }: Form = {}): string {
  return formatBodyStructure(raw, parseStructure(raw), { strings: new HeaderStrings(utf8), extended })
}

const mixed = (...body: string[]): Buffer => lines('Content-Type: multipart/mixed; boundary=b', '', ...body)

// prettier-ignore
describe('BODYSTRUCTURE', () => {
  test.each<[behaviour: string, raw: Buffer, expected: string]>([
    ['of no bytes', Buffer.alloc(0), '("text" "plain" NIL NIL NIL "7bit" 0 0 NIL NIL NIL NIL)'],
    [
      'of a text, with its lines',
      lines('Content-Type: TEXT/HTML; Charset="utf-8"; format=flowed', 'Content-Transfer-Encoding: 8BIT', 'Content-ID: <1@x>', 'Content-Description: A "page"', '', 'one', 'two'),
      '("text" "html" ("charset" "utf-8" "format" "flowed") "<1@x>" "A \\"page\\"" "8bit" 10 2 NIL NIL NIL NIL)',
    ],
    [
      'of what is no text, without lines',
      lines('Content-Type: image/png', 'Content-Transfer-Encoding: base64', '', 'AAAA'),
      '("image" "png" NIL NIL NIL "base64" 6 NIL NIL NIL NIL)',
    ],
    [
      'with extension data',
      lines('Content-Type: image/png', 'Content-MD5: Q2hlY2s=', 'Content-Disposition: attachment; filename="a b.png"; size=3', 'Content-Language: de, en', 'Content-Location: http://x.test/', '', ''),
      '("image" "png" NIL NIL NIL "7bit" 2 "Q2hlY2s=" ("attachment" ("filename" "a b.png" "size" "3")) ("de" "en") "http://x.test/")',
    ],
    ['with one language', lines('Content-Language: de', '', ''), '("text" "plain" NIL NIL NIL "7bit" 2 1 NIL NIL "de" NIL)'],
    [
      'with the sections of a parameter joined (RFC 2231)',
      lines("Content-Type: text/plain; name*1*=%62; name*0*=utf-8''a%20; x=y; name*2=\"c (d'*)\"", '', ''),
      '("text" "plain" ("name*" "utf-8\'\'a%20%62c%20%28d%27%2A%29" "x" "y") NIL NIL "7bit" 2 1 NIL NIL NIL NIL)',
    ],
    [
      'with sections joined of which the first names no character set',
      lines('Content-Type: text/plain; name*0=a; name*1*=%62', '', ''),
      '("text" "plain" ("name*" "\'\'a%62") NIL NIL "7bit" 2 1 NIL NIL NIL NIL)',
    ],
    [
      'with sections joined of which none is encoded, in the disposition too',
      lines('Content-Type: text/plain; name*0=one; name*1=two', 'Content-Disposition: attachment; filename*0="a b"; filename*1=".txt"', '', ''),
      '("text" "plain" ("name" "onetwo") NIL NIL "7bit" 2 1 NIL ("attachment" ("filename" "a b.txt")) NIL NIL)',
    ],
    [
      'with sections as they stand where one is missing, is there twice, or the whole is there beside them',
      lines('Content-Type: text/plain; a*0=1; a*2=2; b*0=1; b*0*=2; c=1; c*0=2; d*=3', '', ''),
      '("text" "plain" ("a*0" "1" "a*2" "2" "b*0" "1" "b*0*" "2" "c" "1" "c*0" "2" "d*" "3") NIL NIL "7bit" 2 1 NIL NIL NIL NIL)',
    ],
    [
      'of a multipart',
      mixed('--b', '', 'one', '--b', 'Content-Type: text/html', '', 'two', '--b--'),
      '(("text" "plain" NIL NIL NIL "7bit" 3 0 NIL NIL NIL NIL)("text" "html" NIL NIL NIL "7bit" 3 0 NIL NIL NIL NIL) "mixed" ("boundary" "b") NIL NIL NIL)',
    ],
    [
      'of a multipart within another',
      mixed('--b', 'Content-Type: multipart/alternative; boundary=c', 'Content-Disposition: inline', '', '--c', '', 'one', '--c--', '--b--'),
      '((("text" "plain" NIL NIL NIL "7bit" 3 0 NIL NIL NIL NIL) "alternative" ("boundary" "c") ("inline" NIL) NIL NIL) "mixed" ("boundary" "b") NIL NIL NIL)',
    ],
    [
      'of a message, with its envelope and lines',
      mixed('--b', 'Content-Type: message/rfc822', '', 'Subject: inner', '', 'text', '--b--'),
      '(("message" "rfc822" NIL NIL NIL "7bit" 22 (NIL "inner" NIL NIL NIL NIL NIL NIL NIL NIL) ("text" "plain" NIL NIL NIL "7bit" 4 0 NIL NIL NIL NIL) 2 NIL NIL NIL NIL) "mixed" ("boundary" "b") NIL NIL NIL)',
    ],
    [
      'of a message that is encoded, which nobody looks into',
      lines('Content-Type: message/rfc822', 'Content-Transfer-Encoding: base64', '', 'AAAA'),
      '("message" "rfc822" NIL NIL NIL "base64" 6 (NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL) ("text" "plain" NIL NIL NIL "7bit" 0 0) 1 NIL NIL NIL NIL)',
    ],
    [
      'of a multipart without parts, which is one text',
      mixed('no boundary', 'at all'),
      '(("text" "plain" NIL NIL NIL "7bit" 21 2 NIL NIL NIL NIL) "mixed" ("boundary" "b") NIL NIL NIL)',
    ],
    ['of a media type that is none', lines('Content-Type: nonsense', '', ''), '("text" "plain" NIL NIL NIL "7bit" 2 1 NIL NIL NIL NIL)'],
  ])('%s', (_, raw, expected) => {
    expect(structure(raw)).toBe(expected)
  })

  test('is BODY without its extension data', () => {
    const raw = mixed('--b', 'Content-Disposition: inline', '', 'one', '--b', 'Content-Type: message/rfc822', '', '', 'two', '--b--')
    expect(structure(raw, { extended: false })).toBe(
      '(("text" "plain" NIL NIL NIL "7bit" 3 0)("message" "rfc822" NIL NIL NIL "7bit" 5 ' +
        '(NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL) ("text" "plain" NIL NIL NIL "7bit" 3 0) 1) "mixed")',
    )
  })

  test('shows the inside of message/global to those who read UTF-8', () => {
    const raw = lines('Content-Type: message/global', '', 'Subject: Grüße', '', 'x')
    expect(structure(raw, { extended: false })).toBe('("message" "global" NIL NIL NIL "7bit" 23)')
    expect(structure(raw, { extended: false, utf8: true })).toBe(
      '("message" "global" NIL NIL NIL "7bit" 23 (NIL "Grüße" NIL NIL NIL NIL NIL NIL NIL NIL) ("text" "plain" NIL NIL NIL "7bit" 3 1) 3)',
    )
  })

  test('says that a text without parts is not US-ASCII', () => {
    expect(structure(mixed('Grüße'), { extended: false })).toBe('(("text" "plain" NIL NIL NIL "8bit" 9 1) "mixed")')
  })
})

describe('BODYSTRUCTURE of hostile messages', () => {
  test.each([
    ['ten thousand parts', mixed(...Array.from({ length: 10_000 }, () => ['--b', '', 'x']).flat())],
    [
      'messages within messages',
      lines(...Array.from({ length: 10_000 }, () => ['Content-Type: message/rfc822', '']).flat()),
    ],
    [
      'multiparts within multiparts',
      lines(
        ...Array.from({ length: 2000 }, (_, n) => [
          `Content-Type: multipart/mixed; boundary=b${n}`,
          '',
          `--b${n}`,
        ]).flat(),
      ),
    ],
  ])('is bounded: %s', (_, raw) => {
    const began = performance.now()
    const text = structure(raw)
    expect(performance.now() - began).toBeLessThan(1000)
    expect(text.length).toBeLessThan(1_000_000)
    parseBack(text, false)
  })

  test('is legal syntax, whatever the bytes are', () => {
    fc.assert(
      fc.property(headerLike, fc.boolean(), fc.boolean(), (bytes, utf8, extended) => {
        const raw = Buffer.concat([Buffer.from('Content-Type: multipart/mixed; boundary=b\r\n'), bytes])
        for (const message of [bytes, raw]) {
          const token = parseBack(structure(message, { utf8, extended }), utf8)
          expect(token.kind).toBe('list')
        }
      }),
    )
  })

  test('has a text or a message for each part that holds content', () => {
    fc.assert(
      fc.property(headerLike, bytes => {
        const raw = Buffer.concat([
          Buffer.from('Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n'),
          bytes,
        ])
        const contents = [...allParts(parseStructure(raw))].filter(
          part => part.type !== 'multipart' || part.children.length === 0,
        )
        const shown = structure(raw, { extended: false, utf8: true }).match(/NIL "[^"]*" \d+/g) ?? []
        expect(shown.length).toBeGreaterThanOrEqual(contents.length)
      }),
    )
  })
})
