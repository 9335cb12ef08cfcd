import * as fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { MESSAGE_LIMITS } from '../../server/message/limits.ts'
import { allParts, findPart, isAttachment, leaves } from '../../server/message/part.ts'
import type { Part } from '../../server/message/part.ts'
import { parseStructure, readStructure } from '../../server/message/structure.ts'
import { lines, unixLines } from './lines.ts'

/** Path, media type and body of every part that holds content. */
function outline(raw: Buffer): [path: string, type: string, body: string][] {
  return [...allParts(parseStructure(raw))]
    .filter(part => part.children.length === 0 && part.message === null)
    .map(part => [part.path, `${part.type}/${part.subtype}`, raw.toString('utf8', part.bodyStart, part.end)])
}

const mixed = (boundary: string, ...body: string[]): string[] => [
  `Content-Type: multipart/mixed; boundary="${boundary}"`,
  '',
  ...body,
]

describe('parseStructure reads', () => {
  const table: [behaviour: string, raw: Buffer, expected: [path: string, type: string, body: string][]][] = [
    ['a message without MIME', lines('Subject: x', '', 'body'), [['1', 'text/plain', 'body\r\n']]],
    ['a message without body', lines('Subject: x'), [['1', 'text/plain', '']]],
    ['no bytes', Buffer.alloc(0), [['1', 'text/plain', '']]],
    [
      'parts, to the line end that belongs to the boundary',
      lines(...mixed('b', 'preamble', '--b', '', 'one', '', '--b', 'Content-Type: text/html', '', 'two', '--b--', 'epilogue')),
      [['1', 'text/plain', 'one\r\n'], ['2', 'text/html', 'two']],
    ],
    [
      'boundaries with bare line feeds',
      unixLines(...mixed('b', '--b', '', 'one', '--b', '', 'two', '--b--')),
      [['1', 'text/plain', 'one'], ['2', 'text/plain', 'two']],
    ],
    [
      'white space after a boundary',
      lines(...mixed('b', '--b \t', '', 'one', '--b--  ', 'epilogue')),
      [['1', 'text/plain', 'one']],
    ],
    [
      'no boundary in lines that only begin like one',
      lines(...mixed('b', '--b', '', '--bb', '--b-', '--b---', ' --b', 'x--b', '--b--')),
      [['1', 'text/plain', '--bb\r\n--b-\r\n--b---\r\n --b\r\nx--b']],
    ],
    [
      'boundaries that end with dashes',
      lines(...mixed('b--', '--b--', '', 'one', '--b----', 'epilogue')),
      [['1', 'text/plain', 'one']],
    ],
    [
      'a multipart that is not closed',
      lines(...mixed('b', '--b', '', 'one', '--b', '', 'two')),
      [['1', 'text/plain', 'one'], ['2', 'text/plain', 'two\r\n']],
    ],
    [
      'an inner multipart that the outer boundary ends',
      lines(...mixed('o', '--o', ...mixed('i', '--i', '', 'one'), '--o', '', 'two', '--o--')),
      [['1.1', 'text/plain', 'one'], ['2', 'text/plain', 'two']],
    ],
    [
      'an inner boundary that begins like the outer one',
      lines(...mixed('b', '--b', ...mixed('b1', '--b1', '', 'one', '--b1--'), '--b', '', 'two', '--b--')),
      [['1.1', 'text/plain', 'one'], ['2', 'text/plain', 'two']],
    ],
    [
      'an inner boundary that is the outer one',
      lines(...mixed('b', '--b', ...mixed('b', '--b', '', 'one', '--b--'), '--b', '', 'two', '--b--')),
      [['1.1', 'text/plain', 'one'], ['2', 'text/plain', 'two']],
    ],
    [
      'nothing after the closing boundary',
      lines(...mixed('b', '--b', '', 'one', '--b--', '--b', '', 'two', '--b--')),
      [['1', 'text/plain', 'one']],
    ],
    [
      'empty parts',
      lines(...mixed('b', '--b', '--b', '', '--b', 'Content-Type: text/html', '--b', '', '', '--b--')),
      [['1', 'text/plain', ''], ['2', 'text/plain', ''], ['3', 'text/html', ''], ['4', 'text/plain', '']],
    ],
    [
      'a boundary at the very end without line end',
      Buffer.from('Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b'),
      [['1', 'text/plain', 'one'], ['2', 'text/plain', '']],
    ],
    [
      'a multipart without boundary as text',
      lines('Content-Type: multipart/mixed', '', '--b', '', 'one'),
      [['', 'multipart/mixed', '--b\r\n\r\none\r\n']],
    ],
    [
      'a multipart whose boundary does not come as text',
      lines(...mixed('b', 'just text')),
      [['', 'multipart/mixed', 'just text\r\n']],
    ],
    [
      'the parts of a digest as messages',
      lines('Content-Type: multipart/digest; boundary=b', '', '--b', '', 'Subject: in', '', 'one', '--b', 'Content-Type: text/plain', '', 'two', '--b--'),
      [['1.1', 'text/plain', 'one'], ['2', 'text/plain', 'two']],
    ],
    [
      'an attached message, and what follows it',
      lines(...mixed('b', '--b', 'Content-Type: message/rfc822', '', 'Subject: in', '', 'one', '--b', '', 'two', '--b--')),
      [['1.1', 'text/plain', 'one'], ['2', 'text/plain', 'two']],
    ],
    [
      'a message that is nothing but an attached message',
      lines('Content-Type: message/rfc822', '', 'Content-Type: message/global', '', 'Subject: in', '', 'one'),
      [['1.1.1', 'text/plain', 'one\r\n']],
    ],
    [
      'an encoded attached message as octets',
      lines('Content-Type: message/rfc822', 'Content-Transfer-Encoding: base64', '', 'U3ViamVjdDogeA=='),
      [['1', 'message/rfc822', 'U3ViamVjdDogeA==\r\n']],
    ],
    ['a media type that is none', lines('Content-Type: text', '', 'x'), [['1', 'text/plain', 'x\r\n']]],
  ] // prettier-ignore
  test.each(table)('%s', (_, raw, expected) => expect(outline(raw)).toEqual(expected))
})

describe('part numbers are those of IMAP', () => {
  // RFC 9051 §6.4.5.1 has this very structure as its example.
  const raw = lines(
    ...mixed('o', '--o', '', '1', '--o', 'Content-Type: application/octet-stream', '', '2', '--o'),
    'Content-Type: message/rfc822',
    '',
    'Subject: 3',
    ...mixed('m', '--m', '', '3.1', '--m'),
    ...'Content-Type: application/octet-stream||3.2|--m--|--o'.split('|'),
    ...mixed('p', '--p', 'Content-Type: image/gif', '', '4.1', '--p', 'Content-Type: message/rfc822', ''),
    'Subject: 4.2',
    ...mixed('q', '--q', '', '4.2.1', '--q', ...mixed('r', '--r', '', '4.2.2.1', '--r')),
    ...'Content-Type: text/richtext||4.2.2.2|--r--|--q--|--p--|--o--'.split('|'),
  )
  const numbers = ['1', '2', '3.1', '3.2', '4.1', '4.2.1', '4.2.2.1', '4.2.2.2']

  it('for every leaf', () => {
    expect(outline(raw).map(([path]) => path)).toEqual(numbers)
    for (const [path, , body] of outline(raw)) expect(body).toBe(path)
  })

  it('and parts are found by them, the message before the multipart within', () => {
    const root = parseStructure(raw)
    expect(findPart(root, '')).toBe(root)
    expect(findPart(root, '3')?.subtype).toBe('rfc822')
    expect(findPart(root, '3')?.message?.path).toBe('3')
    expect(findPart(root, '4')?.type).toBe('multipart')
    expect(findPart(root, '4.2.2.2')?.subtype).toBe('richtext')
    expect(findPart(root, '5')).toBeUndefined()
  })
})

describe('offsets', () => {
  const part = ['Content-Type: text/x; name=n', 'X: y', '', 'line 1', 'line 2', '']
  const raw = lines(...mixed('b', '--b', ...part, '--b--'))
  const [first] = parseStructure(raw).children

  it('cover the header of a part with its empty line, and its body', () => {
    expect(raw.toString('latin1', first!.headerStart, first!.bodyStart)).toBe(
      'Content-Type: text/x; name=n\r\nX: y\r\n\r\n',
    )
    expect(raw.toString('latin1', first!.bodyStart, first!.end)).toBe('line 1\r\nline 2\r\n')
    expect(first!.lines).toBe(2)
  })

  it('cover preamble and epilogue in a multipart', () => {
    const text = lines(...mixed('b', 'pre', '--b', '', 'x', '--b--', 'post'))
    const root = parseStructure(text)
    expect(text.toString('latin1', root.bodyStart, root.end)).toBe('pre\r\n--b\r\n\r\nx\r\n--b--\r\npost\r\n')
  })
})

describe('the header of a part', () => {
  const raw = lines(
    'Content-Type: Image/PNG; name="type.png"',
    "content-disposition: Inline; filename*=utf-8''gr%C3%BCn.png",
    'Content-Transfer-Encoding: BASE64 (comment)',
    'Content-ID: <a@x>',
    'Content-Description: a picture',
    '',
  )

  it('is read into the part', () => {
    expect(parseStructure(raw)).toMatchObject({
      type: 'image',
      subtype: 'png',
      encoding: 'base64',
      id: '<a@x>',
      description: 'a picture',
      name: 'grün.png',
      disposition: { type: 'inline' },
    })
  })

  it('has defaults', () => {
    const root = parseStructure(lines('Subject: x', ''))
    expect(root).toMatchObject({
      encoding: '7bit',
      id: null,
      description: null,
      name: null,
      disposition: null,
    })
  })
})

describe('isAttachment', () => {
  test.each([
    ['Content-Type: text/plain', false],
    ['Content-Type: text/calendar', false],
    ['Content-Type: text/plain; name=a.txt', true],
    ['Content-Type: text/plain\r\nContent-Disposition: attachment', true],
    ['Content-Disposition: inline', false],
    ['Content-Disposition: inline; filename=a.txt', true],
    ['Content-Type: image/png\r\nContent-Disposition: inline', true],
    ['Content-Type: message/delivery-status', true],
    ['Content-Type: message/rfc822', true],
    ['Content-Type: multipart/mixed', false],
  ])('%j: %s', (header, expected) => {
    expect(isAttachment(parseStructure(lines(header, '', 'Subject: x')))).toBe(expected)
  })

  it('asks about an attached message as one leaf', () => {
    const raw = lines(
      ...mixed('b', '--b', 'Content-Type: message/rfc822', '', ...mixed('c', '--c', '', '--c--')),
    )
    expect([...leaves(parseStructure(raw))].map(leaf => leaf.path)).toEqual(['1'])
  })
})

describe('what is wrong is named', () => {
  const table: [defect: string, raw: Buffer][] = [
    ['header-junk', lines('Subject: x', 'junk', 'To: a@x', '')],
    ['header-not-utf8', Buffer.from('Subject: \xfc\n\n', 'latin1')],
    ['no-boundary', lines('Content-Type: multipart/mixed', '', 'x')],
    ['boundary-not-found', lines(...mixed('b', 'x'))],
    ['multipart-not-closed', lines(...mixed('b', '--b', '', 'x'))],
  ]
  test.each(table)('%s', (defect, raw) => expect([...readStructure(raw).defects]).toEqual([defect]))

  it('and nothing, where all is well', () => {
    expect(readStructure(lines(...mixed('b', '--b', '', 'ü', '--b--'))).defects.size).toBe(0)
  })
})

describe('parseStructure keeps within its limits', () => {
  const limits = { ...MESSAGE_LIMITS, parts: 4, depth: 3 }

  it('of parts: the last one holds the rest', () => {
    const raw = lines(...mixed('b', '--b', '', '1', '--b', '', '2', '--b', '', '3', '--b', '', '4', '--b--'))
    const { root, defects } = readStructure(raw, limits)
    expect(root.children).toHaveLength(3)
    expect(raw.toString('latin1', root.children[2]!.bodyStart)).toContain('4')
    expect(root.children[2]!.end).toBe(raw.length)
    expect([...defects]).toEqual(['too-many-parts'])
  })

  it('of depth: what lies deeper is not opened', () => {
    const nested = (level: number): string[] =>
      level === 0 ? ['', 'x'] : mixed(`b${level}`, `--b${level}`, ...nested(level - 1), `--b${level}--`)
    const { root, defects } = readStructure(lines(...nested(5)), limits)
    expect([...allParts(root)].map(part => part.path)).toEqual(['', '1', '1.1', '1.1.1'])
    expect(defects).toContain('too-deep')
  })

  test.each<[string, (n: number) => string, parts: number]>([
    ['multiparts', n => `Content-Type: multipart/mixed; boundary=b${n}\n\n--b${n}\n`, MESSAGE_LIMITS.depth + 1],
    ['multiparts with one boundary', () => 'Content-Type: multipart/mixed; boundary=b\n\n--b\n', MESSAGE_LIMITS.parts],
    ['messages', () => 'Content-Type: message/rfc822\n\n', MESSAGE_LIMITS.depth + 1],
  ])('with 10,000 nested %s', (_, level, parts) => {
    const raw = Buffer.from(Array.from({ length: 10_000 }, (_, n) => level(n)).join(''))
    const { root, defects } = readStructure(raw)
    expect([...allParts(root)]).toHaveLength(parts)
    expect(defects).toContain('too-deep')
  }) // prettier-ignore

  it('with 10,000 parts side by side', () => {
    const raw = lines(...mixed('b', ...Array.from({ length: 10_000 }, () => '--b\r\n\r\nx')))
    expect([...allParts(parseStructure(raw))]).toHaveLength(MESSAGE_LIMITS.parts)
  })
})

function checkRanges(part: Part, start: number, end: number): void {
  expect(part.headerStart).toBeGreaterThanOrEqual(start)
  expect(part.bodyStart).toBeGreaterThanOrEqual(part.headerStart)
  expect(part.end).toBeGreaterThanOrEqual(part.bodyStart)
  expect(part.end).toBeLessThanOrEqual(end)
  let next = part.bodyStart
  for (const inner of part.message === null ? part.children : [part.message]) {
    checkRanges(inner, next, part.end)
    next = inner.end
  }
}

describe('whatever the bytes', () => {
  const line = fc.constantFrom(
    ...'--a|--a--|--b|--b--|--|| |text|Subject: x|\0\xff|\r|--a | b=1'.split('|'),
    ...'Content-Type: multipart/mixed; boundary=a|Content-Type: multipart/digest; boundary=b'.split('|'),
    ...'Content-Type: message/rfc822|Content-Transfer-Encoding: base64'.split('|'),
  )
  const message = fc
    .array(fc.tuple(line, fc.constantFrom('\r\n', '\n', '\r', '')), { maxLength: 40 })
    .map(pieces => Buffer.from(pieces.flat().join(''), 'latin1'))
  const bytes = fc.uint8Array({ maxLength: 200 }).map(bytes => Buffer.from(bytes))

  it('parts lie within their parents, one after the other', () => {
    fc.assert(
      fc.property(fc.oneof(message, bytes), raw => checkRanges(parseStructure(raw), 0, raw.length)),
      { numRuns: 500 },
    )
  })

  it('part numbers tell leaves apart', () => {
    fc.assert(
      fc.property(message, raw => {
        const paths = outline(raw).map(([path]) => path)
        expect(new Set(paths).size).toBe(paths.length)
      }),
    )
  })
})
