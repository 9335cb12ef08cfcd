import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ImapSyntaxError } from '../../../server/imap/wire/imap-syntax-error.ts'
import { literalBytes } from '../../../server/imap/wire/literal.ts'
import { bytesOf, readerOf } from './read-commands.ts'
import { testReading } from './reading-tables.ts'
import type { Read, ReadingTable } from './reading-tables.ts'

const atom: Read = reader => reader.atom()
const keyword: Read = reader => reader.keyword()
const astring: Read = reader => reader.astring()
const string: Read = reader => reader.string()
const nstring: Read = reader => reader.nstring()
const number64: Read = reader => reader.number64()
const nonZero: Read = reader => reader.nonZeroNumber()
const atoms: Read = reader => reader.list(() => reader.atom())
const literal: Read = reader => {
  const found = reader.literal()
  return [found.binary, String.fromCharCode(...literalBytes(found))]
}

const VALUES: ReadingTable[] = [
  [
    'atom',
    atom,
    [
      ['abc', 'abc'],
      ["a-b.c$'!&+/:;<=>?@^_`|}~[", "a-b.c$'!&+/:;<=>?@^_`|}~["],
    ],
  ],
  [
    'keyword',
    keyword,
    [
      ['body.Peek', 'BODY.PEEK'],
      ['UTF8=ACCEPT', 'UTF8=ACCEPT'],
    ],
  ],
  [
    'astring',
    astring,
    [
      ['abc]', 'abc]'],
      ['"a b"', 'a b'],
      ['""', ''],
      [String.raw`"a\"b\\c"`, String.raw`a"b\c`],
      ['"ü€📧"', 'ü€📧'],
      ['NIL', 'NIL'],
      ['{3+}\r\na b', 'a b'],
      ['{0}\r\n', ''],
      ['{5+}\r\nü€', 'ü€'],
    ],
  ],
  [
    'string',
    string,
    [
      ['"a"', 'a'],
      ['{3}\r\na\r\n', 'a\r\n'],
    ],
  ],
  [
    'nstring',
    nstring,
    [
      ['NIL', null],
      ['nil', null],
      ['"NIL"', 'NIL'],
      ['{3+}\r\nNIL', 'NIL'],
    ],
  ],
  [
    'literal',
    literal,
    [
      ['{2}\r\nab', [false, 'ab']],
      ['~{3+}\r\na\0b', [true, 'a\0b']],
    ],
  ],
  [
    'number64',
    number64,
    [
      ['4294967296', 4294967296],
      ['9007199254740991', Number.MAX_SAFE_INTEGER],
      ['9223372036854775807', Number.MAX_SAFE_INTEGER],
      ['000000000000000000000000012', 12],
    ],
  ],
  [
    'nonZeroNumber',
    nonZero,
    [
      ['1', 1],
      ['4294967295', 4294967295],
    ],
  ],
  [
    'list',
    atoms,
    [
      ['()', []],
      ['(a)', ['a']],
      ['(a b c)', ['a', 'b', 'c']],
    ],
  ],
]

const ERRORS: ReadingTable[] = [
  [
    'atom',
    atom,
    [
      ['', 'expected an atom at position 5, but found the end'],
      [')', 'expected an atom at position 5, but found ")"'],
      ['ü', 'expected an atom at position 5, but found "?"'],
      ['"a"', 'expected an atom at position 5, but found a double quote'],
      ['{1+}\r\na', 'expected an atom at position 5, but found a literal'],
    ],
  ],
  [
    'astring',
    astring,
    [
      ['', 'expected an atom or a string at position 5, but found the end'],
      ['(', 'expected an atom or a string at position 5, but found "("'],
      ['~{1+}\r\na', 'expected an atom or a string at position 5, but found a literal'],
      ['"abc', 'expected a double quote that ends the string at position 9, but found the end'],
      ['"abc\\"', 'expected a double quote that ends the string at position 11, but found the end'],
      ['"abc\\', 'expected " or \\ after a backslash at position 10, but found the end'],
      ['"a\\nb"', 'expected " or \\ after a backslash at position 8, but found "n"'],
      ['"a\0b"', 'expected no control character in a quoted string at position 7, but found "?"'],
      ['"a\rb"', 'expected no control character in a quoted string at position 7, but found "?"'],
    ],
  ],
  ['string', string, [['abc', 'expected a quoted string or a literal at position 5, but found "a"']]],
  ['nstring', nstring, [['NILS', 'expected NIL or a string at position 5, but found "N"']]],
  ['literal', literal, [['"a"', 'expected a literal at position 5, but found a double quote']]],
  [
    'number64',
    number64,
    [
      [
        '9223372036854775808',
        'expected a number of at most 63 bits at position 5, but found "9223372036854775808"',
      ],
      ['1'.repeat(50), `expected a number of at most 63 bits at position 5, but found "${'1'.repeat(40)}"`],
    ],
  ],
  [
    'nonZeroNumber',
    nonZero,
    [
      ['0', 'expected a number from 1 to 4294967295 at position 5, but found "0"'],
      ['01', 'expected a number from 1 to 4294967295 at position 5, but found "01"'],
      ['x', 'expected a number from 1 to 4294967295 at position 5, but found "x"'],
      ['-1', 'expected a number from 1 to 4294967295 at position 5, but found "-"'],
      ['4294967296', 'expected a number from 1 to 4294967295 at position 5, but found "4294967296"'],
    ],
  ],
  [
    'list',
    atoms,
    [
      ['a', 'expected "(" at position 5, but found "a"'],
      ['(a', 'expected ")" at position 7, but found the end'],
      ['(a ', 'expected an atom at position 8, but found the end'],
      ['(a  b)', 'expected an atom at position 8, but found " "'],
      ['( a)', 'expected an atom at position 6, but found " "'],
    ],
  ],
]

testReading(VALUES, ERRORS)

describe('TokenReader', () => {
  test('takes what is no UTF-8 for Latin-1', () => {
    expect(readerOf(bytesOf('"gr\u00fc\u00df"')).astring()).toBe('grüß')
    expect(readerOf(bytesOf('{2+}\r\n\u00fcb')).astring()).toBe('üb')
  })

  test('gives the bytes that a string stands for', () => {
    expect(readerOf('"a\\"b"').astringBytes()).toEqual(bytesOf('a"b'))
    expect(readerOf('ab').astringBytes()).toEqual(bytesOf('ab'))
    expect(readerOf(bytesOf('{2+}\r\n\u00ff\u00fe')).astringBytes()).toEqual(bytesOf('\u00ff\u00fe'))
  })

  test('joins a literal of many pieces', () => {
    const text = 'ü'.repeat(10_000)
    expect(readerOf(`{20000+}\r\n${text}`, 4500).string()).toBe(text)
  })

  test.each([
    ['BODY', 'BODY', true],
    ['body', 'BODY', true],
    ['BODY[]', 'BODY', true],
    ['BODY ', 'BODY', true],
    ['BODYSTRUCTURE', 'BODY', false],
    ['BODY.PEEK[]', 'BODY', false],
    ['BOD', 'BODY', false],
    ['{4+}\r\nBODY', 'BODY', false],
  ])('of %j takes %j as a whole word: %j', (text, word, taken) => {
    const reader = readerOf(text)
    expect(reader.tryKeyword(word)).toBe(taken)
    expect(reader.position).toBe(taken ? 9 : 5)
  })

  test('counts positions through literals, and says so in errors', () => {
    const reader = readerOf('{3+}\r\nabc {2}\r\nde x')
    const positions = [reader.position]
    for (const read of [reader.string, reader.space, reader.string, reader.space, reader.atom]) {
      read.call(reader)
      positions.push(reader.position)
    }
    // "A1 X {3+}" CR LF "abc" " {2}" CR LF "de" " x"
    expect(positions).toEqual([5, 14, 15, 22, 23, 24])
    expect(reader.error('more', 22).message).toBe('expected more at position 22, but found " x"')
    expect(reader.error('more', 15).message).toBe('expected more at position 15, but found a literal')
  })

  test('peeks without taking', () => {
    expect(['a', '(', '{1+}\r\nx', '~{1+}\r\nx', ''].map(text => readerOf(text).peek())).toEqual([
      'a',
      '(',
      '{',
      '~',
      '',
    ])
  })

  test('is at the end behind spaces too, and refuses all else there', () => {
    const reader = readerOf('a  ')
    reader.atom()
    expect(reader.atEnd).toBe(true)
    reader.end()
    expect(() => readerOf('x').end()).toThrow('expected the end of the command at position 5, but found "x"')
    expect(() => readerOf('{1+}\r\nx').end()).toThrow(
      'expected the end of the command at position 5, but found a literal',
    )
  })

  test('needs the space that parts arguments', () => {
    const reader = readerOf('a(b')
    reader.atom()
    expect(() => reader.space()).toThrow('expected a space at position 6, but found "("')
  })

  test('whatever comes is read or refused with its own error', () => {
    const unit = fc.constantFrom(
      'a',
      '1',
      ' ',
      '"',
      '\\',
      '(',
      ')',
      '[',
      ']',
      '*',
      '{',
      '}',
      '%',
      '&',
      '-',
      'ü',
      '\0',
    )
    fc.assert(
      fc.property(fc.string({ unit }), fc.constantFrom(...VALUES), (text, [, read]) => {
        try {
          read(readerOf(`${text} `))
        } catch (error) {
          expect(error).toBeInstanceOf(ImapSyntaxError)
        }
      }),
    )
  })
})
