import * as fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { readContent } from '../../server/message/content.ts'
import { scanHeader } from '../../server/message/header.ts'
import { canonicalAddress, parseAddressList } from '../../server/message/mailbox-address.ts'
import { overview } from '../../server/message/overview.ts'
import { allParts } from '../../server/message/part.ts'
import { partText } from '../../server/message/part-content.ts'
import { searchableText } from '../../server/message/search-text.ts'
import { parseStructure } from '../../server/message/structure.ts'
import { summarise } from '../../server/message/summary.ts'

/** Everything that is made of a message, but for what mailparser makes. */
function readAll(raw: Buffer): void {
  const header = scanHeader(raw)
  expect(summarise(raw).bodyStart).toBe(header.bodyStart)
  for (const field of header.fields.slice(0, 20)) {
    expect(field.end).toBeLessThanOrEqual(header.bodyStart)
    header.decoded(field.name)
  }
  for (const part of allParts(parseStructure(raw))) {
    partText(raw, part)
    expect(part.lines).toBeLessThanOrEqual(part.end - part.bodyStart)
  }
  overview(raw)
  searchableText(raw)
}

describe('no bytes make reading a message throw', () => {
  const words = [
    'From: |To: |Subject: |Date: |Content-Type: |Content-Disposition: |Content-ID: |Content-Transfer-Encoding: ',
    'base64|quoted-printable|text/plain|text/html|message/rfc822|multipart/mixed|multipart/digest|; boundary=b',
    "; filename*0*=utf-8''%|; name=\"|; charset=|iso-2022-jp|utf-7|utf-16|gb18030|hex|x|--b|--b--|\r\n|\n|\r",
    '\r\n\r\n| |=?utf-8?q?|=?iso-2022-jp?b?|?=|=C3|=|<|>|"|(|)|,|;|:|@|\\|&#x|<a href=|<!--|<style>|\0|\xff|a@x',
  ].flatMap(row => row.split('|'))
  const piece = fc.oneof(fc.constantFrom(...words), fc.string({ unit: 'binary', maxLength: 6 }))
  const message = fc.array(piece, { maxLength: 60 }).map(pieces => Buffer.from(pieces.join(''), 'latin1'))
  const bytes = fc.uint8Array({ maxLength: 400 }).map(bytes => Buffer.from(bytes))

  it('with our own parsers', () => {
    fc.assert(fc.property(fc.oneof(message, bytes), readAll), { numRuns: 1000 })
  })

  it('with mailparser', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(message, bytes), async raw => {
        expect((await readContent(raw)).headers).toHaveLength(scanHeader(raw).fields.length)
      }),
    )
  })

  it('nor any text that of an address', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), pieces => {
        for (const { address } of parseAddressList(pieces.join(''))) {
          expect(canonicalAddress(canonicalAddress(address))).toBe(canonicalAddress(address))
        }
      }),
    )
  })
})

/** Far above what any needs (under 100 ms), far below what quadratic time would be (minutes). */
const MILLISECONDS = 3000
const SIZE = 1_000_000

const within = (type: string, body: string): string => `Subject: x\r\nContent-Type: ${type}\r\n\r\n${body}`

const fill = (text: string): string => text.repeat(Math.ceil(SIZE / text.length))
const encoded = (encoding: string): string => `text/plain\r\nContent-Transfer-Encoding: ${encoding}`

const row = (name: string, pieces: string, message: (filled: string) => string): [string, string][] =>
  pieces.split('|').map(piece => [`${name} of ${piece}`, message(fill(piece))])

describe('no megabyte takes long', () => {
  const table: [string, string][] = [
    row(
      'addresses',
      'a@b.c,|(|"|"\\|<|<>|@|:|[|@[| |=?|=?u?q?|=?utf-8?q?a?= |\\',
      text => `To: ${text}\r\n\r\nx`,
    ),
    row(
      'a subject',
      'a|\r\n |=?utf-8?b?YQ==?=|= |=?a?q?|\xff',
      text => `Subject: =?utf-8?q?${text}\r\n\r\nx`,
    ),
    row('parameters', '; a=b|; a*0=b|(|(\\|; name="|\\"|; a*=%|;', text => within(`text/plain${text}`, 'x')),
    row('tags', '<|<a href="|<!--|<!|</|<style>|<style></style >|<b>| href ', text =>
      within('text/html', text),
    ),
    row('HTML text', '&#|&amp;| |\xad|> ', text => within('text/html', text)),
    row('lines', 'junk\r\n|a: b\r\n|\r|\n|a:\r| \r\n|-|--\r\n', text => text),
    row('boundaries', '--b\r\n|--bb\r\n|--b \r\n|--', text => within('multipart/mixed; boundary=b', text)),
    row('quoted-printable', '=|= | |=\r\n|==', text => within(encoded('quoted-printable'), text)),
    row('base64', '=|YQ==|!', text => within(encoded('base64'), text)),
    ...['iso-2022-jp', 'euc-jp', 'utf-7', 'utf-16', 'gb18030'].map(charset =>
      row(`text in ${charset}`, '\x1b$B+\x81', text => within(`text/plain; charset=${charset}`, text)),
    ),
  ].flat()

  test.each(table)('%j', (_, text) => {
    const raw = Buffer.from(text, 'latin1')
    const start = performance.now()
    readAll(raw)
    expect(performance.now() - start).toBeLessThan(MILLISECONDS)
  })
})
