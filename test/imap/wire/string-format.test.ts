import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  formatAString,
  formatMailbox,
  formatQuoted,
  formatString,
} from '../../../server/imap/wire/string-format.ts'
import type { Piece } from '../../../server/imap/wire/string-format.ts'
import { bytesOf, readerOf } from './read-commands.ts'

/** What pieces are on the wire. */
function sent(pieces: readonly Piece[]): Uint8Array {
  return Uint8Array.from(
    pieces.flatMap(piece => [...(typeof piece === 'string' ? new TextEncoder().encode(piece) : piece)]),
  )
}

const sentText = (pieces: readonly Piece[]) => new TextDecoder().decode(sent(pieces))

describe('formatString', () => {
  test.each([
    ['', '""', '""'],
    ['a b', '"a b"', '"a b"'],
    ['NIL', '"NIL"', '"NIL"'],
    ['a"b\\c', String.raw`"a\"b\\c"`, String.raw`"a\"b\\c"`],
    ['a\tb', '"a\tb"', '"a\tb"'],
    ['grün', '{5}\r\ngrün', '"grün"'],
    ['📧', '{4}\r\n📧', '"📧"'],
    ['a\r\nb', '{4}\r\na\r\nb', '{4}\r\na\r\nb'],
    ['a\nb', '{3}\r\na\nb', '{3}\r\na\nb'],
    ['a\0b', '{3}\r\na\0b', '{3}\r\na\0b'],
    ['half \ud83d', '{8}\r\nhalf \ufffd', '{8}\r\nhalf \ufffd'],
    ['x'.repeat(1000), `"${'x'.repeat(1000)}"`, `"${'x'.repeat(1000)}"`],
    ['x'.repeat(1001), `{1001}\r\n${'x'.repeat(1001)}`, `{1001}\r\n${'x'.repeat(1001)}`],
  ])('writes %j', (text, ascii, utf8) => {
    expect(sentText(formatString(text, { utf8: false }))).toBe(ascii)
    expect(sentText(formatString(text, { utf8: true }))).toBe(utf8)
    if (text.isWellFormed()) {
      const bytes = new TextEncoder().encode(text)
      expect(sentText(formatString(bytes, { utf8: false }))).toBe(ascii)
      expect(sentText(formatString(bytes, { utf8: true }))).toBe(utf8)
    }
  })

  test('sends bytes that are no UTF-8 as they are', () => {
    const bytes = bytesOf('gr\u00fcn')
    const [size, contents] = formatString(bytes, { utf8: true })
    expect(size).toBe('{4}\r\n')
    expect(contents).toBe(bytes)
  })

  test('is read as the same text, and the same bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.boolean(), (text, utf8) => {
        expect(readerOf(sent(formatString(text, { utf8 }))).string()).toBe(text)
      }),
    )
    fc.assert(
      fc.property(fc.uint8Array(), fc.boolean(), (bytes, utf8) => {
        expect(readerOf(sent(formatString(bytes, { utf8 }))).astringBytes()).toEqual(bytes)
      }),
    )
  })
})

test('formatQuoted is read as the same text', () => {
  expect(formatQuoted('a"b\\')).toBe(String.raw`"a\"b\\"`)
  expect(readerOf(formatQuoted('a"b\\')).string()).toBe('a"b\\')
})

describe('formatAString', () => {
  test.each([
    ['abc', 'abc'],
    ['a]b', 'a]b'],
    ['INBOX/x', 'INBOX/x'],
    ['', '""'],
    ['nil', '"nil"'],
    ['a b', '"a b"'],
    ['a%', '"a%"'],
    ['a*', '"a*"'],
    ['(a', '"(a"'],
    ['a{1}', '"a{1}"'],
    ['grün', '"grün"'],
    ['a\nb', '{3}\r\na\nb'],
  ])('writes %j as %j', (text, written) => {
    expect(sentText(formatAString(text, { utf8: true }))).toBe(written)
  })

  test('is read as the same text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.boolean(), (text, utf8) => {
        expect(readerOf(sent(formatAString(text, { utf8 }))).astring()).toBe(text)
      }),
    )
  })
})

describe('formatMailbox', () => {
  test.each([
    ['INBOX', 'INBOX', 'INBOX'],
    ['a b', '"a b"', '"a b"'],
    ['Entwürfe', 'Entw&APw-rfe', '"Entwürfe"'],
    ['R&D', 'R&-D', 'R&D'],
    ['nil', '"nil"', '"nil"'],
    ['a"b', String.raw`"a\"b"`, String.raw`"a\"b"`],
  ])('writes %j as %j, or as %j where UTF-8 is taken', (name, modified, utf8) => {
    expect(formatMailbox(name, { utf8: false })).toBe(modified)
    expect(formatMailbox(name, { utf8: true })).toBe(utf8)
  })

  test('is read as the same name', () => {
    const unit = fc.constantFrom('a', 'ü', '📧', ' ', '&', '-', '"', '\\', '/', '%', '(', ']')
    fc.assert(
      fc.property(fc.string({ unit }), fc.boolean(), (name, utf8) => {
        expect(readerOf(formatMailbox(name, { utf8 })).mailbox(utf8)).toBe(name)
      }),
    )
  })
})
