import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { binaryContent } from '../../../server/imap/fetch/binary.ts'
import { bodySection } from '../../../server/imap/fetch/body-section.ts'
import { MessageBytes } from '../../../server/imap/fetch/message-bytes.ts'
import type { Section } from '../../../server/imap/wire/fetch-section.ts'
import { scanHeader } from '../../../server/message/header.ts'
import { lines, unixLines } from '../../message/lines.ts'
import { headerLike } from './parse-back.ts'

const bytesOf = (raw: Buffer): MessageBytes => new MessageBytes(raw, scanHeader(raw).bodyStart)

/** The text of `1.2.HEADER`, `TEXT`, `1.HEADER.FIELDS (Subject)` and so on; null where there is none. */
function section(raw: Buffer, name: string): string | null {
  const [, numbers = '', text = '', fields = ''] = /^([\d.]*\d)?\.?([A-Z.]*) ?(?:\((.*)\))?$/.exec(name) ?? []
  const wanted = {
    part: numbers === '' ? [] : numbers.split('.').map(Number),
    text: (text || 'ALL') as Section['text'],
    fields: fields.split(' '),
  }
  return bodySection(bytesOf(raw), wanted)?.toString() ?? null
}

const PLAIN = lines('Subject: a', 'From: b', ' c', 'subject: d', '', 'text')

const NESTED = lines(
  'Subject: outer',
  'Content-Type: multipart/mixed; boundary=b',
  '',
  '--b',
  'X-One: 1',
  '',
  'one',
  '--b',
  'Content-Type: message/rfc822',
  '',
  'Subject: inner',
  'Content-Type: multipart/mixed; boundary=c',
  '',
  '--c',
  '',
  'two one',
  '--c',
  'Content-Type: message/rfc822',
  '',
  'Subject: innermost',
  '',
  'deep',
  '--c--',
  '--b--',
)

describe('BODY[section]', () => {
  // prettier-ignore
  test.each<[name: string, raw: Buffer, expected: string | null]>([
    ['', PLAIN, PLAIN.toString()],
    ['HEADER', PLAIN, 'Subject: a\r\nFrom: b\r\n c\r\nsubject: d\r\n\r\n'],
    ['TEXT', PLAIN, 'text\r\n'],
    ['1', PLAIN, 'text\r\n'],
    ['1.MIME', PLAIN, 'Subject: a\r\nFrom: b\r\n c\r\nsubject: d\r\n\r\n'],
    ['2', PLAIN, null],
    ['1.1', PLAIN, null],
    ['1.HEADER', PLAIN, null],
    ['HEADER.FIELDS (Subject)', PLAIN, 'Subject: a\r\nsubject: d\r\n\r\n'],
    ['HEADER.FIELDS (FROM X-None)', PLAIN, 'From: b\r\n c\r\n\r\n'],
    ['HEADER.FIELDS (X-None)', PLAIN, '\r\n'],
    ['HEADER.FIELDS.NOT (Subject)', PLAIN, 'From: b\r\n c\r\n\r\n'],
    ['HEADER.FIELDS.NOT (X-None)', PLAIN, 'Subject: a\r\nFrom: b\r\n c\r\nsubject: d\r\n\r\n'],
    ['HEADER.FIELDS (Subject)', unixLines('From: a', 'Subject: b', '', 'text'), 'Subject: b\n\n'],
    ['HEADER.FIELDS (Subject)', Buffer.from('Subject: b'), 'Subject: b'],
    ['HEADER.FIELDS (Subject)', Buffer.from('From mbox\nSubject: b\nwrapped\nFrom: c\n\n'), 'Subject: b\n\n'],
    ['HEADER.FIELDS.NOT (Subject)', Buffer.from('From mbox\nSubject: b\nwrapped\nFrom: c\n\n'), 'From mbox\nwrapped\nFrom: c\n\n'],
    ['HEADER.FIELDS (Subject)', Buffer.from('no header at all\n'), ''],
    ['TEXT', Buffer.from('no header at all\n'), 'no header at all\n'],
    ['', Buffer.alloc(0), ''],
    ['HEADER', Buffer.alloc(0), ''],
    ['1', NESTED, 'one'],
    ['1.MIME', NESTED, 'X-One: 1\r\n\r\n'],
    ['1.TEXT', NESTED, null],
    ['2.MIME', NESTED, 'Content-Type: message/rfc822\r\n\r\n'],
    ['2.HEADER', NESTED, 'Subject: inner\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n'],
    ['2.HEADER.FIELDS (Subject)', NESTED, 'Subject: inner\r\n\r\n'],
    ['2.TEXT', NESTED, '--c\r\n\r\ntwo one\r\n--c\r\nContent-Type: message/rfc822\r\n\r\nSubject: innermost\r\n\r\ndeep\r\n--c--'],
    ['2.1', NESTED, 'two one'],
    ['2.1.MIME', NESTED, '\r\n'],
    ['2.2', NESTED, 'Subject: innermost\r\n\r\ndeep'],
    ['2.2.HEADER', NESTED, 'Subject: innermost\r\n\r\n'],
    ['2.2.1', NESTED, 'deep'],
    ['2.2.2', NESTED, null],
    ['2.3', NESTED, null],
    ['3', NESTED, null],
    ['1', lines('Content-Type: multipart/mixed; boundary=b', '', 'no part'), 'no part\r\n'],
    ['1.MIME', lines('Content-Type: multipart/mixed; boundary=b', '', 'no part'), ''],
    ['1.1', lines('Content-Type: multipart/mixed; boundary=b', '', 'no part'), null],
    ['1', lines('Content-Type: message/rfc822', '', 'Subject: inner', '', 'text'), 'Subject: inner\r\n\r\ntext\r\n'],
    ['1.HEADER', lines('Content-Type: message/rfc822', '', 'Subject: inner', '', 'text'), 'Subject: inner\r\n\r\n'],
    ['1.1', lines('Content-Type: message/rfc822', '', 'Subject: inner', '', 'text'), 'text\r\n'],
  ])('%j of %j', (name, raw, expected) => {
    expect(section(raw, name)).toBe(expected)
  })

  test('copies no body', () => {
    expect(bodySection(bytesOf(PLAIN), { part: [1], text: 'ALL', fields: [] })?.buffer).toBe(PLAIN.buffer)
  })

  test('HEADER and TEXT make up the message; HEADER.FIELDS and HEADER.FIELDS.NOT the header', () => {
    fc.assert(
      fc.property(headerLike, bytes => {
        const of = (name: string): string => section(bytes, name) ?? ''
        expect(Buffer.from(of('HEADER') + of('TEXT'))).toEqual(Buffer.from(bytes.toString()))
        const some = of('HEADER.FIELDS (From Subject)').length + of('HEADER.FIELDS.NOT (From Subject)').length
        const emptyLine = of('HEADER.FIELDS (X-None)').length
        expect(some).toBe(of('HEADER').length + emptyLine)
      }),
    )
  })
})

test('the fields of a header with a million lines are found at once', () => {
  const raw = Buffer.from(`${'a:1\r\nb:2\r\n'.repeat(500_000)}\r\n`)
  const began = performance.now()
  expect(section(raw, 'HEADER.FIELDS (a)')).toHaveLength(2_500_002)
  expect(section(raw, 'HEADER.FIELDS.NOT (a)')).toHaveLength(2_500_002)
  expect(performance.now() - began).toBeLessThan(5000)
})

describe('BINARY', () => {
  const raw = lines(
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b\r\nContent-Transfer-Encoding: base64\r\n\r\nAAEC',
    '--b\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\na=3Db=\r\nc',
    '--b\r\nContent-Transfer-Encoding: x-uuencode\r\n\r\nbegin',
    '--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\ny',
    '--b--',
  )

  test.each<[number: number[], expected: Buffer | null | 'unknown-cte']>([
    [[], raw],
    [[1], Buffer.from([0, 1, 2])],
    [[2], Buffer.from('a=bc')],
    [[3], 'unknown-cte'],
    [[4], Buffer.from('Subject: x\r\n\r\ny')],
    [[4, 1], Buffer.from('y')],
    [[5], null],
  ])('of part %j', (number, expected) => {
    expect(binaryContent(bytesOf(raw), number)).toEqual(expected)
  })

  test('decodes a part once, however often it is asked for', () => {
    const bytes = bytesOf(raw)
    expect(binaryContent(bytes, [1])).toBe(binaryContent(bytes, [1]))
  })
})
