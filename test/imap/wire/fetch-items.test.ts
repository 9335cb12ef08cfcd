import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseFetchItems } from '../../../server/imap/wire/fetch-items.ts'
import type { FetchItem } from '../../../server/imap/wire/fetch-items.ts'
import { ImapSyntaxError } from '../../../server/imap/wire/imap-syntax-error.ts'
import { readerOf, WAYS } from './read-commands.ts'

const fetch = (text: string, { uid = false, step = Infinity } = {}) =>
  parseFetchItems(readerOf(text, step), { uid })

const plain = (...kinds: string[]) => kinds.map(kind => ({ kind })) as FetchItem[]
const section = (label: string, part: number[], text: string, more: object = {}) => ({
  kind: 'section',
  section: { part, text, fields: [] },
  partial: null,
  peek: false,
  label,
  ...more,
})

describe.each(WAYS)('parseFetchItems, %s', (_, step) => {
  test.each([
    ['FLAGS', plain('FLAGS')],
    ['flags ', plain('FLAGS')],
    ['(FLAGS)', plain('FLAGS')],
    ['(UID FLAGS INTERNALDATE)', plain('UID', 'FLAGS', 'INTERNALDATE')],
    ['(RFC822.SIZE ENVELOPE BODY BODYSTRUCTURE)', plain('RFC822.SIZE', 'ENVELOPE', 'BODY', 'BODYSTRUCTURE')],
    ['(MODSEQ EMAILID THREADID SAVEDATE)', plain('MODSEQ', 'EMAILID', 'THREADID', 'SAVEDATE')],
    ['FAST', plain('FLAGS', 'INTERNALDATE', 'RFC822.SIZE')],
    ['all', plain('FLAGS', 'INTERNALDATE', 'RFC822.SIZE', 'ENVELOPE')],
    ['FULL', plain('FLAGS', 'INTERNALDATE', 'RFC822.SIZE', 'ENVELOPE', 'BODY')],
    ['PREVIEW', [{ kind: 'PREVIEW', lazy: false }]],
    ['(PREVIEW (LAZY) UID)', [{ kind: 'PREVIEW', lazy: true }, { kind: 'UID' }]],
    ['preview (lazy)', [{ kind: 'PREVIEW', lazy: true }]],
    ['BODY[]', [section('BODY[]', [], 'ALL')]],
    ['body.peek[]', [section('BODY[]', [], 'ALL', { peek: true })]],
    ['BODY[]<40>', [section('BODY[]<40>', [], 'ALL', { partial: { offset: 40, count: Infinity } })]],
    ['BODY[]<0.2048>', [section('BODY[]<0>', [], 'ALL', { partial: { offset: 0, count: 2048 } })]],
    [
      'BODY[TEXT]<4294967296.1>',
      [section('BODY[TEXT]<4294967296>', [], 'TEXT', { partial: { offset: 2 ** 32, count: 1 } })],
    ],
    ['BODY[header]', [section('BODY[HEADER]', [], 'HEADER')]],
    ['BODY[1]', [section('BODY[1]', [1], 'ALL')]],
    ['BODY[1.2.30]', [section('BODY[1.2.30]', [1, 2, 30], 'ALL')]],
    ['BODY[1.MIME]', [section('BODY[1.MIME]', [1], 'MIME')]],
    ['BODY[1.2.HEADER]', [section('BODY[1.2.HEADER]', [1, 2], 'HEADER')]],
    ['RFC822', [section('RFC822', [], 'ALL')]],
    ['RFC822.HEADER', [section('RFC822.HEADER', [], 'HEADER', { peek: true })]],
    ['RFC822.TEXT', [section('RFC822.TEXT', [], 'TEXT')]],
    ['BINARY[1.2]', [{ kind: 'binary', part: [1, 2], partial: null, peek: false, label: 'BINARY[1.2]' }]],
    [
      'BINARY.PEEK[]<5.6>',
      [{ kind: 'binary', part: [], partial: { offset: 5, count: 6 }, peek: true, label: 'BINARY[]<5>' }],
    ],
    ['BINARY.SIZE[3]', [{ kind: 'binary-size', part: [3], label: 'BINARY.SIZE[3]' }]],
  ])('reads %j', (text, items) => {
    expect(fetch(text, { step }).items).toEqual(items)
  })

  test.each([
    ['BODY[HEADER.FIELDS (From)]', 'BODY[HEADER.FIELDS (From)]', ['From']],
    [
      'BODY.PEEK[header.fields ("DATE" {4+}\r\nFrom x-y)]<0.9>',
      'BODY[HEADER.FIELDS (DATE From x-y)]<0>',
      ['DATE', 'From', 'x-y'],
    ],
    ['BODY[HEADER.FIELDS ("a\\"b" "NIL")]', 'BODY[HEADER.FIELDS ("a\\"b" "NIL")]', ['a"b', 'NIL']],
    ['BODY[2.HEADER.FIELDS.NOT (To)]', 'BODY[2.HEADER.FIELDS.NOT (To)]', ['To']],
  ])('reads the names of fields in %j', (text, label, fields) => {
    const [item] = fetch(text, { step }).items
    expect(item).toMatchObject({ kind: 'section', label, section: { fields } })
  })

  test.each([
    ['', 'expected a fetch item at position 5, but found the end'],
    ['()', 'expected a fetch item at position 6, but found ")"'],
    ['(FLAGS', 'expected ")" at position 11, but found the end'],
    ['FLAGS UID', 'expected "(" at position 11, but found "U"'],
    ['FOO', 'expected a fetch item such as FLAGS, ENVELOPE or BODY[] at position 5, but found "FOO"'],
    [
      '(FLAGS FAST)',
      'expected a fetch item such as FLAGS, ENVELOPE or BODY[] at position 12, but found "FAST"',
    ],
    ['FLAGS[]', 'expected a fetch item such as FLAGS, ENVELOPE or BODY[] at position 5, but found "FLAGS"'],
    [
      'BODY.PEEK',
      'expected a fetch item such as FLAGS, ENVELOPE or BODY[] at position 5, but found "BODY.PEEK"',
    ],
    [
      'BODY[FOO]',
      'expected a part number or a text (HEADER, HEADER.FIELDS, HEADER.FIELDS.NOT, TEXT) at position 10, but found "FOO"',
    ],
    [
      'BODY[MIME]',
      'expected a part number or a text (HEADER, HEADER.FIELDS, HEADER.FIELDS.NOT, TEXT) at position 10, but found "MIME"',
    ],
    [
      'BODY[1.]',
      'expected a part number or a text (HEADER, HEADER.FIELDS, HEADER.FIELDS.NOT, TEXT, MIME) at position 12, but found "]"',
    ],
    ['BODY[0]', 'expected a part number at position 10, but found "0"'],
    ['BODY[1', 'expected "]" at position 11, but found the end'],
    ['BODY[HEADER.FIELDS]', 'expected a space at position 23, but found "]"'],
    ['BODY[HEADER.FIELDS ()]', 'expected the name of a header field at position 25, but found ")"'],
    ['BODY[HEADER.FIELDS ("a b")]', 'expected the name of a header field at position 25, but found "a b"'],
    [
      'BODY[HEADER.FIELDS ({2+}\r\na\n)]',
      'expected the name of a header field at position 25, but found a literal',
    ],
    ['BODY[]<0', 'expected "." at position 13, but found the end'],
    ['BODY[]<0.0>', 'expected a number of octets above 0 at position 14, but found "0"'],
    ['BODY[]<.1>', 'expected the first octet at position 12, but found "."'],
    ['BINARY[TEXT]', 'expected a part number at position 12, but found "T"'],
    ['BINARY[1.TEXT]', 'expected a part number at position 14, but found "T"'],
    ['BINARY.SIZE[1]<0.1>', 'expected a space at position 19, but found "<"'],
    [
      'FLAGS (FOO)',
      'expected a fetch modifier (CHANGEDSINCE, VANISHED, PARTIAL) at position 12, but found "FOO"',
    ],
    ['FLAGS (CHANGEDSINCE)', 'expected a space at position 24, but found ")"'],
    ['FLAGS (CHANGEDSINCE x)', 'expected a mod-sequence at position 25, but found "x"'],
    [
      'FLAGS (CHANGEDSINCE 1 VANISHED)',
      'expected VANISHED only in UID FETCH and beside CHANGEDSINCE at position 11, but found "(CHANGEDSINCE 1 VANISHED)"',
    ],
    ['FLAGS (PARTIAL 1:-2)', 'expected a number from 1 to 4294967295 at position 22, but found "-"'],
    ['FLAGS (PARTIAL -1:2)', 'expected "-" at position 23, but found "2"'],
    ['FLAGS (PARTIAL 0:2)', 'expected a number from 1 to 4294967295 at position 20, but found "0"'],
    ['FLAGS (PARTIAL 1:2) x', 'expected the end of the command at position 25, but found "x"'],
  ])('refuses %j: %s', (text, message) => {
    const attempt = () => fetch(text, { step })
    expect(attempt).toThrow(ImapSyntaxError)
    expect(attempt).toThrow(message)
  })

  test.each([
    ['FLAGS (CHANGEDSINCE 12)', false, { items: plain('MODSEQ', 'FLAGS'), changedSince: 12 }],
    ['FLAGS (CHANGEDSINCE 9223372036854775807)', false, { changedSince: Number.MAX_SAFE_INTEGER }],
    ['(MODSEQ) (CHANGEDSINCE 12)', false, { items: plain('MODSEQ'), changedSince: 12 }],
    [
      'FLAGS (VANISHED CHANGEDSINCE 12)',
      true,
      { items: plain('UID', 'MODSEQ', 'FLAGS'), changedSince: 12, vanished: true },
    ],
    ['(FLAGS UID) (partial 1:100)', true, { items: plain('FLAGS', 'UID'), partial: [1, 100] }],
    ['FLAGS (PARTIAL -1:-100 CHANGEDSINCE 0)', false, { partial: [-1, -100], changedSince: 0 }],
    ['PREVIEW (CHANGEDSINCE 3)', false, { changedSince: 3 }],
    ['PREVIEW (LAZY) (CHANGEDSINCE 3)', false, { changedSince: 3 }],
  ])('reads the modifiers of %j', (text, uid, wanted) => {
    const none = { changedSince: null, vanished: false, partial: null }
    expect(fetch(text, { uid, step })).toEqual({ items: expect.anything(), ...none, ...wanted })
  })
})

test('UID FETCH asks for the UID, once', () => {
  expect(fetch('FLAGS', { uid: true }).items).toEqual(plain('UID', 'FLAGS'))
  expect(fetch('(FLAGS UID)', { uid: true }).items).toEqual(plain('FLAGS', 'UID'))
})

const part = fc.array(fc.integer({ min: 1, max: 4_294_967_295 }), { maxLength: 5 })
const field = fc.string({
  unit: fc.constantFrom('a', 'Z', '-', '1', '"', '\\', '(', ')', ']', '['),
  minLength: 1,
  maxLength: 6,
})
const texts = fc.constantFrom('', 'HEADER', 'TEXT', 'MIME', 'HEADER.FIELDS', 'HEADER.FIELDS.NOT')

test('any section is read as what it says, and labelled so that the label says the same', () => {
  fc.assert(
    fc.property(part, texts, fc.array(field, { minLength: 1, maxLength: 3 }), (numbers, text, names) => {
      fc.pre(text !== 'MIME' || numbers.length > 0)
      const fields = text.startsWith('HEADER.FIELDS') ? names : []
      const quoted = fields.map(name => `"${name.replace(/["\\]/g, '\\$&')}"`).join(' ')
      const spec = [...numbers, ...(text === '' ? [] : [text])].join('.')
      const written = `BODY.PEEK[${spec}${fields.length > 0 ? ` (${quoted})` : ''}]`
      const [item] = fetch(written).items
      expect(item).toMatchObject({ section: { part: numbers, text: text === '' ? 'ALL' : text, fields } })
      if (item?.kind !== 'section') throw new Error('no section')
      expect(fetch(item.label).items).toEqual([{ ...item, peek: false }])
    }),
  )
})
