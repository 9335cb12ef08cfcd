import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatMbox } from '../../server/cli/mbox/format-mbox.ts'
import { formatFromLine, parseFromLine } from '../../server/cli/mbox/from-line.ts'
import { type MboxMessage, MboxReader } from '../../server/cli/mbox/mbox-reader.ts'

const DATE = new Date('2026-11-01T07:05:09Z')

function readAll(file: Buffer, chunk = file.length || 1, limit = 1_000_000): MboxMessage[] {
  const reader = new MboxReader(limit)
  const messages: MboxMessage[] = []
  for (let start = 0; start < file.length; start += chunk) {
    messages.push(...reader.push(file.subarray(start, start + chunk)))
  }
  return [...messages, ...reader.end()]
}

function bodies(file: string, chunk?: number): (string | undefined)[] {
  return readAll(Buffer.from(file, 'latin1'), chunk).map(({ raw }) => raw?.toString('latin1'))
}

/** Messages of the pieces that quoting and separators are about, and of any bytes. */
const raw = fc
  .array(
    fc.oneof(
      {
        weight: 6,
        arbitrary: fc.constantFrom('From ', '>', '>>From ', '\n', '\r\n', '\r', 'From', ' ', 'x'),
      },
      { weight: 1, arbitrary: fc.constant(formatFromLine({ sender: 'a@x.test', unterminated: true }, DATE)) },
      {
        weight: 1,
        arbitrary: fc.uint8Array({ maxLength: 12 }).map(bytes => Buffer.from(bytes).toString('latin1')),
      },
    ),
    { maxLength: 20 },
  )
  .map(pieces => Buffer.from(pieces.join(''), 'latin1'))

describe('an mbox file of ours', () => {
  it('gives back every message byte for byte, however the file is cut', () => {
    const messages = fc.array(fc.record({ raw, sender: fc.constantFrom('', 'a@x.test', '"a b"@x.test') }), {
      maxLength: 6,
    })
    fc.assert(
      fc.property(messages, fc.integer({ min: 1, max: 40 }), (written, chunk) => {
        const file = Buffer.concat(written.map(({ raw, sender }) => formatMbox(raw, sender, DATE)))
        const read = readAll(file, chunk)
        expect(read.map(message => message.raw?.toString('latin1'))).toEqual(
          written.map(message => message.raw.toString('latin1')),
        )
        expect(read.map(({ sender }) => sender)).toEqual(
          written.map(({ sender }) => sender.replace(' ', '-')),
        )
      }),
      { numRuns: 500 },
    )
  })

  it('has no line of a message that begins with `From `, and an empty line after each', () => {
    fc.assert(
      fc.property(raw, message => {
        const lines = formatMbox(message, 'a@x.test', DATE).toString('latin1').split('\n')
        expect(lines.slice(1).filter(line => line.startsWith('From '))).toEqual([])
        expect(lines.slice(-2)).toEqual(['', ''])
      }),
    )
  })

  it('reads long lines of quotation marks, over many chunks', () => {
    const message = Buffer.from(
      `${'>'.repeat(5000)}From here\n${'>'.repeat(5000)}\nFrom ${'y'.repeat(3000)}\n`,
    )
    expect(readAll(formatMbox(message, '', DATE), 700)[0]?.raw?.equals(message)).toBe(true)
  })
})

describe('an mbox file of others', () => {
  const FROM = 'From a@x.test Sun Nov  1 07:05:09 2026'

  it.each([
    ['LF', `${FROM}\nA: 1\n\nbody\n\n${FROM}\nB: 2\n\n`, ['A: 1\n\nbody\n', 'B: 2\n']],
    [
      'CRLF',
      `${FROM}\r\nA: 1\r\n\r\nbody\r\n\r\n${FROM}\r\nB: 2\r\n\r\n`,
      ['A: 1\r\n\r\nbody\r\n', 'B: 2\r\n'],
    ],
    ['no empty line at the end', `${FROM}\nA: 1\n\nbody\n`, ['A: 1\n\nbody\n']],
    ['no empty lines between', `${FROM}\nA: 1\n${FROM}\nB: 2\n`, ['A: 1\n', 'B: 2\n']],
    ['no last line end', `${FROM}\nA: 1\n\nbody`, ['A: 1\n\nbody']],
    [
      'a From that is text',
      `${FROM}\nA: 1\n\nFrom here on\n>From there\n`,
      ['A: 1\n\nFrom here on\nFrom there\n'],
    ],
    ['text before', `x\n${FROM}\nA: 1\n`, ['A: 1\n']],
    ['nothing', '', []],
  ])('%s', (_name, file, messages) => {
    expect(bodies(file)).toEqual(messages)
    expect(bodies(file, 1)).toEqual(messages)
  })

  it.each([
    ['From bob@x.test Thu Jan  1 00:00:00 1970', 'bob@x.test'],
    ['From bob@x.test Thu Jan 01 00:00:00 +0000 1970\r\n', 'bob@x.test'],
    ['From - Tue Apr 06 10:11:12 2021', null],
    ['From MAILER-DAEMON Fri Jul  8 12:08:34 2011', ''],
    ['From bob@x.test  Fri Jul  8 12:08 MET DST 2011 remote from host', 'bob@x.test'],
  ])('%s begins a message', (line, sender) => {
    expect(parseFromLine(line)).toEqual({ sender, unterminated: false })
  })

  it.each(['From here to there', 'From:', 'From 2020 to 2026', 'from a@x.test Thu Jan  1 00:00:00 1970', ''])(
    '%j begins none',
    line => {
      expect(parseFromLine(line)).toBeNull()
    },
  )

  it('gives no more of a message than the limit, and goes on with the next', () => {
    const file = Buffer.concat([
      formatMbox(Buffer.from(`${'x'.repeat(99)}\n`), 'a@x.test', DATE),
      formatMbox(Buffer.from(`${'x'.repeat(100)}\n`), 'b@x.test', DATE),
      formatMbox(Buffer.from('small\n'), 'c@x.test', DATE),
    ])
    for (const chunk of [1, 64, file.length]) {
      expect(readAll(file, chunk, 100).map(({ raw, sender }) => [raw?.length ?? null, sender])).toEqual([
        [100, 'a@x.test'],
        [null, 'b@x.test'],
        [6, 'c@x.test'],
      ])
    }
  })
})
