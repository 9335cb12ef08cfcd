import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ImapSyntaxError } from '../../../server/imap/wire/imap-syntax-error.ts'
import { ResponseReader } from '../../../server/imap/wire/response-reader.ts'
import type { Token } from '../../../server/imap/wire/response.ts'
import { formatAString, formatString } from '../../../server/imap/wire/string-format.ts'
import { bytesOf, piecesOf, WAYS } from './read-commands.ts'

const LIMITS = { line: 1000, literals: 100 }

/** Atoms as text, strings in an array of one, NIL as null. */
type Shape = string | [string] | null | { list: Shape[] }

function shapeOf(token: Token): Shape {
  if (token.kind === 'atom') return token.text
  if (token.kind === 'nil') return null
  if (token.kind === 'string') return [String.fromCharCode(...token.bytes)]
  return { list: token.items.map(shapeOf) }
}

function read(text: string | Uint8Array, step: number, limits = LIMITS): object[] {
  const reader = new ResponseReader(limits)
  const bytes = typeof text === 'string' ? bytesOf(text) : text
  return piecesOf(bytes, step)
    .flatMap(piece => reader.push(piece))
    .map(response => {
      if (response.kind === 'continuation') return response
      if (response.kind === 'data') return { tokens: response.tokens.map(shapeOf) }
      const { kind: _, code, ...rest } = response
      return { ...rest, code: code?.map(shapeOf) ?? null }
    })
}

const data = (...tokens: Shape[]) => ({ tokens })
const list = (...items: Shape[]): Shape => ({ list: items })
const status = (tag: string, word: string, code: Shape[] | null, text: string) => ({
  tag,
  status: word,
  code,
  text,
})

describe.each(WAYS)('ResponseReader, %s', (_, step) => {
  test.each([
    ['* OK ready\r\n', [status('*', 'OK', null, 'ready')]],
    ['* ok ready\r\n', [status('*', 'OK', null, 'ready')]],
    ['* PREAUTH hi\r\n', [status('*', 'PREAUTH', null, 'hi')]],
    ['* BYE\r\n', [status('*', 'BYE', null, '')]],
    ['A1 OK [READ-WRITE] (odd "text] done\r\n', [status('A1', 'OK', ['READ-WRITE'], '(odd "text] done')]],
    ['A1 NO [ALERT]x\r\n', [status('A1', 'NO', ['ALERT'], 'x')]],
    ['A1 BAD no such thing\r\n', [status('A1', 'BAD', null, 'no such thing')]],
    [
      '* OK [PERMANENTFLAGS (\\Seen \\*)] Limited\r\n',
      [status('*', 'OK', ['PERMANENTFLAGS', list('\\Seen', '\\*')], 'Limited')],
    ],
    [
      '* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] hi\r\n',
      [status('*', 'OK', ['CAPABILITY', 'IMAP4rev1', 'AUTH=PLAIN'], 'hi')],
    ],
    ['* NO [BADCHARSET ({5}\r\nUTF-8)] x\r\n', [status('*', 'NO', ['BADCHARSET', list(['UTF-8'])], 'x')]],
    ['+ Ready\r\n', [{ kind: 'continuation', text: 'Ready' }]],
    ['+ \r\n', [{ kind: 'continuation', text: '' }]],
    ['+\r\n', [{ kind: 'continuation', text: '' }]],
    ['* 23 EXISTS\r\n', [data('23', 'EXISTS')]],
    ['* SEARCH\r\n', [data('SEARCH')]],
    ['* OKAY x\r\n', [data('OKAY', 'x')]],
    ['* LIST (\\HasNoChildren) "/" foo[b]r\r\n', [data('LIST', list('\\HasNoChildren'), ['/'], 'foo[b]r')]],
    ['* LIST () NIL ""\r\n', [data('LIST', list(), null, [''])]],
    ['* FLAGS (\\Seen $x)\r\n* 1 RECENT\r\n', [data('FLAGS', list('\\Seen', '$x')), data('1', 'RECENT')]],
    [
      '* 1 FETCH (UID 4 BODY[] {6}\r\na)\r\n(b)\r\n',
      [data('1', 'FETCH', list('UID', '4', 'BODY[]', ['a)\r\n(b']))],
    ],
    ['* 1 FETCH (BINARY[1]<0> ~{3}\r\na\0b)\r\n', [data('1', 'FETCH', list('BINARY[1]<0>', ['a\0b']))]],
    [
      '* 1 FETCH (BODY[1.HEADER.FIELDS (DATE "X Y")]<5> "q\\"\\\\" FLAGS ())\r\n',
      [data('1', 'FETCH', list('BODY[1.HEADER.FIELDS (DATE "X Y")]<5>', ['q"\\'], 'FLAGS', list()))],
    ],
    [
      '* 1 FETCH (BODY (("a" NIL)("b" nil) "c"))\r\n',
      [data('1', 'FETCH', list('BODY', list(list(['a'], null), list(['b'], null), ['c'])))],
    ],
    ['* ESEARCH (TAG "A1") UID ALL 1:3,5\r\n', [data('ESEARCH', list('TAG', ['A1']), 'UID', 'ALL', '1:3,5')]],
    [
      '* STATUS "gr\u00c3\u00bcn" (MESSAGES 1)\r\n',
      [data('STATUS', ['gr\u00c3\u00bcn'], list('MESSAGES', '1'))],
    ],
    ['* 1 FETCH (X {0}\r\n)\r\n', [data('1', 'FETCH', list('X', ['']))]],
    ['* 1 EXI', []],
    ['* 1 FETCH (X {5}\r\nab\r\n', []],
  ])('reads %j', (text, responses) => {
    expect(read(text, step)).toEqual(responses)
  })

  test.each([
    ['\r\n', 'expected a tag, "*" or "+" at position 0, but found the end'],
    ['*\r\n', 'expected a space at position 1, but found the end'],
    ['A1 LIST x\r\n', 'expected OK, NO, BAD, BYE, PREAUTH at position 3, but found "L"'],
    ['* LIST (a\r\n', 'expected an atom, a string or a list at position 9, but found the end'],
    ['* LIST a)\r\n', 'expected an atom, a string or a list at position 8, but found ")"'],
    ['* OK [ALERT x\r\n', 'expected an atom, a string or a list at position 13, but found the end'],
    ['* LIST "a\r\n', 'expected a double quote that ends the string at position 9, but found the end'],
    ['* 1 FETCH (BODY[1\r\n', 'expected "]" at position 17, but found the end'],
    [
      `* X ${'('.repeat(501)}\r\n`,
      'expected at most 500 lists within one another at position 504, but found "("',
    ],
    [`* ${'x'.repeat(1000)}\r\n`, 'a response has lines of more than 1000 octets'],
    [`* X {9}\r\n${'x'.repeat(9)} ${'x'.repeat(991)}\r\n`, 'a response has lines of more than 1000 octets'],
    ['* X {101}\r\n', 'a response has literals of more than 100 octets'],
    [`* X {60}\r\n${'x'.repeat(60)} {41}\r\n`, 'a response has literals of more than 100 octets'],
  ])('refuses %.40j', (text, message) => {
    expect(() => read(text, step)).toThrow(ImapSyntaxError)
    expect(() => read(text, step)).toThrow(message)
  })
})

test('reads lists as deep as its limit', () => {
  expect(read(`* X ${'('.repeat(500)}${')'.repeat(500)}\r\n`, 7, { line: 2000, literals: 0 })).toHaveLength(1)
})

const leaf = fc.oneof(
  fc.constant(null),
  fc.string({ unit: 'grapheme' }).map((text): [string] => [text]),
)
const tree = fc.letrec<{ node: Shape; leaf: Shape; list: Shape }>(tie => ({
  node: fc.oneof({ depthSize: 'small' }, tie('leaf'), tie('list')),
  leaf,
  list: fc.array(tie('node'), { maxLength: 4 }).map(items => ({ list: items })),
}))

/** A shape as a server writes it. */
function write(shape: Shape, utf8: boolean): (string | Uint8Array)[] {
  if (shape === null) return ['NIL']
  if (typeof shape === 'string') return [shape]
  if (Array.isArray(shape)) return formatString(shape[0], { utf8 })
  return ['(', ...shape.list.flatMap((item, n) => [...(n > 0 ? [' '] : []), ...write(item, utf8)]), ')']
}

test('what is written as lists, strings and NIL is read as that, in chunks of any size', () => {
  fc.assert(
    fc.property(
      fc.array(tree.node, { maxLength: 4 }),
      fc.boolean(),
      fc.integer({ min: 1, max: 20 }),
      (shapes, utf8, step) => {
        const pieces = ['* X', ...shapes.flatMap(shape => [' ', ...write(shape, utf8)]), '\r\n']
        const encoder = new TextEncoder()
        const bytes = Uint8Array.from(
          pieces.flatMap(piece => [...(typeof piece === 'string' ? encoder.encode(piece) : piece)]),
        )
        const asBytes = (shape: Shape): Shape => {
          if (Array.isArray(shape)) return [String.fromCharCode(...encoder.encode(shape[0]))]
          return shape === null || typeof shape === 'string' ? shape : { list: shape.list.map(asBytes) }
        }
        expect(read(bytes, step, { line: 1e6, literals: 1e6 })).toEqual([data('X', ...shapes.map(asBytes))])
      },
    ),
  )
})

test('an atom may be anything that is written without quotes', () => {
  const unit = fc.constantFrom('a', 'B', '1', ']', '[', '&', '-', '$', '\\', '*', '%', '{', '}', '.')
  fc.assert(
    fc.property(fc.string({ unit, minLength: 1 }), text => {
      fc.pre(formatAString(text, { utf8: true })[0] === text)
      expect(read(bytesOf(`* X ${text}\r\n`), 3)).toEqual([data('X', text)])
    }),
  )
})
