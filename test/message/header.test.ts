import { describe, expect, it, test } from 'vitest'
import { decodeHeaderText, scanHeader } from '../../server/message/header.ts'

function scanned(text: string): { fields: [string, string][]; body: string } {
  const raw = Buffer.from(text, 'latin1')
  const section = scanHeader(raw)
  return {
    fields: section.fields.map(field => [field.name, section.text(field)]),
    body: raw.toString('latin1', section.bodyStart),
  }
}

describe('scanHeader finds fields and body', () => {
  const table: [behaviour: string, text: string, fields: [string, string][], body: string][] = [
    ['with CRLF', 'A: 1\r\nB: 2\r\n\r\nbody', [['A', '1'], ['B', '2']], 'body'], // prettier-ignore
    ['with bare LF', 'A: 1\nB: 2\n\nbody', [['A', '1'], ['B', '2']], 'body'], // prettier-ignore
    ['with bare CR', 'A: 1\rB: 2\r\rbody', [['A', '1'], ['B', '2']], 'body'], // prettier-ignore
    ['with CR CR LF', 'A: 1\r\r\nB: 2\r\r\n\r\r\nbody', [['A', '1'], ['B', '2']], 'body'], // prettier-ignore
    ['of a message without a body', 'A: 1\r\n', [['A', '1']], ''],
    ['of a message whose last field does not end', 'A: 1', [['A', '1']], ''],
    ['of a message that begins with an empty line', '\r\nA: 1\r\n', [], 'A: 1\r\n'],
    ['of nothing', '', [], ''],
    ['with folded values', 'A: 1\r\n 2\r\n\t3\r\n\r\n', [['A', '1 2\t3']], ''],
    ['with values that begin on the second line', 'A:\r\n 1\r\n\r\n', [['A', '1']], ''],
    ['with white space before the colon', 'A : 1\r\n\r\n', [['A', '1']], ''],
    ['with colons in values', 'A:1:2\r\n\r\n', [['A', '1:2']], ''],
    ['with names as they were written', 'x-FOO: 1\r\n\r\n', [['x-FOO', '1']], ''],
    ['after an mbox line', 'From a@b Tue Jul  1\r\nA: 1\r\n\r\nbody', [['A', '1']], 'body'],
    ['around a line that is no field', 'A: 1\r\nno field\r\nB: 2\r\n\r\nbody', [['A', '1'], ['B', '2']], 'body'], // prettier-ignore
    ['before a line that is no field', 'A: 1\r\nno field\r\n\r\nbody', [['A', '1']], 'body'],
    ['and takes text after the fields as body when no empty line comes', 'A: 1\r\nHello you.\r\n', [['A', '1']], 'Hello you.\r\n'],
    ['and takes all as body when there is no field', 'Hello you.\r\n\r\nBye.', [], 'Hello you.\r\n\r\nBye.'],
    ['and knows no names with spaces or 8-bit bytes', 'my name: 1\r\nn\xe4me: 2\r\nA: 3\r\n\r\n', [['A', '3']], ''],
    ['with NUL in a value', 'A: 1\x002\r\n\r\n', [['A', '1\x002']], ''],
  ] // prettier-ignore
  test.each(table)('%s', (_, text, fields, body) => {
    expect(scanned(text)).toEqual({ fields, body })
  })

  it('at offsets that cover name, value and line end', () => {
    const raw = Buffer.from('A: 1\r\nSubject: two\r\n words\r\n\r\nbody')
    const field = scanHeader(raw).fields[1]!
    expect(raw.toString('latin1', field.start, field.end)).toBe('Subject: two\r\n words\r\n')
    expect(raw.toString('latin1', field.valueStart, field.end)).toBe(' two\r\n words\r\n')
  })

  it('within the bounds it is given', () => {
    const raw = Buffer.from('junk\r\nA: 1\r\nB: 2\r\n\r\n')
    expect(scanHeader(raw, 6, 12).fields.map(field => field.name)).toEqual(['A'])
  })
})

describe('HeaderSection', () => {
  const section = scanHeader(Buffer.from('To: a\r\nTO: b\r\nSubject: =?utf-8?q?h=C3=A9?=\r\nX: hé\r\n\r\n'))

  it('finds fields by name in any case', () => {
    expect(section.value('to')).toBe('a')
    expect(section.values('To')).toEqual(['a', 'b'])
  })

  it('gives values encoded and decoded', () => {
    expect(section.value('Subject')).toBe('=?utf-8?q?h=C3=A9?=')
    expect(section.decoded('Subject')).toBe('hé')
  })

  it('reads raw UTF-8', () => expect(section.value('x')).toBe('hé'))

  it('shows as U+FFFD what is not UTF-8, field by field', () => {
    const mixed = scanHeader(Buffer.concat([Buffer.from('A: hé �\r\nB: h'), Buffer.from([0xe9, 0x80, 0x0a])]))
    expect(mixed.values('a')).toEqual(['hé �'])
    expect(mixed.values('b')).toEqual(['h\ufffd'])
  })

  it('knows what is not there', () => {
    expect(section.value('Cc')).toBeUndefined()
    expect(section.values('Cc')).toEqual([])
    expect(section.decoded('Cc')).toBeUndefined()
  })
})

describe('decodeHeaderText', () => {
  test.each([
    ['plain text', 'plain text'],
    ['=?iso-8859-1?q?Gr=FC=DFe?=', 'Grüße'],
    ['=?UTF-8?B?R3LDvMOfZQ==?=', 'Grüße'],
    ['=?utf-8?q?a?= =?utf-8?q?b?= c', 'ab c'],
    ['a character split over words: =?utf-8?b?w7w=?= =?utf-8?b?w58=?=', 'a character split over words: üß'],
    ['=?utf-8?q?=C3?= =?utf-8?q?=BC?=', 'ü'],
    ['=?utf-8?b?4oI=?= =?utf-8?b?rA==?=', '€'],
    ['=?iso-2022-jp?b?GyRCJF4kXyRgJGEkYhsoQg==?=', 'まみむめも'],
    ["=?utf-8*en?q?language?=", 'language'],
    ['=?no-such-charset?q?h=C3=A9?=', 'hé'],
    ['=?utf-8?x?unknown?=', '=?utf-8?x?unknown?='],
    ['=?utf-8?q?unfinished', '=?utf-8?q?unfinished'],
  ])('reads %s', (encoded, decoded) => expect(decodeHeaderText(encoded)).toBe(decoded)) // prettier-ignore

  it('lets no encoded line end or control character through', () => {
    expect(decodeHeaderText('=?utf-8?q?a=0D=0ABcc:_b=1B[31m?=')).toBe('a Bcc: b [31m')
  })
})
