import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LineReader } from '../../server/net/line-reader.ts'

const LIMIT = 8

/** The lines of these chunks; one over the limit is `null`. */
function read(chunks: readonly Buffer[]): (string | null)[] {
  const reader = new LineReader(LIMIT)
  const lines: (string | null)[] = []
  for (const chunk of chunks) {
    reader.push(chunk)
    for (let line = reader.next(); line !== null; line = reader.next()) {
      lines.push(line === 'too-long' ? null : line.toString('latin1'))
    }
  }
  return lines
}

const byteByByte = (text: string): Buffer[] =>
  Array.from(Buffer.from(text, 'latin1'), byte => Buffer.from([byte]))

const ROWS: [sent: string, lines: (string | null)[]][] = [
  ['', []],
  ['NOOP', []],
  ['NOOP\r\n', ['NOOP']],
  ['NOOP\n', ['NOOP']],
  ['\r\n\n', ['', '']],
  ['a\rb\r\n', ['a\rb']],
  ['a\r\r\n', ['a\r']],
  ['a\r\nb\r\nc', ['a', 'b']],
  ['\xe9\0\r\n', ['\xe9\0']],
  ['12345678\r\n', ['12345678']],
  ['12345678\n', ['12345678']],
  ['123456789\r\nNOOP\r\n', [null, 'NOOP']],
  ['12345678\r\r\nNOOP\r\n', [null, 'NOOP']],
  ['123456789012345678901234567890\nNOOP\r\n', [null, 'NOOP']],
]

describe('LineReader', () => {
  test.each(ROWS)('reads %j', (sent, lines) => {
    expect(read([Buffer.from(sent, 'latin1')])).toEqual(lines)
    expect(read(byteByByte(sent))).toEqual(lines)
  })

  test('finds the same lines however the chunks are cut', () => {
    const part = fc.constantFrom('a', '\r', '\n', '\r\n', '1234567', '123456789')
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 30 }),
        fc.array(fc.nat(60), { maxLength: 6 }),
        (parts, cuts) => {
          const bytes = Buffer.from(parts.join(''))
          const ends = [...cuts.map(cut => Math.min(cut, bytes.length)).sort((a, b) => a - b), bytes.length]
          const chunks = ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end))
          expect(read(chunks)).toEqual(read([bytes]))
          expect(read(byteByByte(bytes.toString()))).toEqual(read([bytes]))
        },
      ),
    )
  })

  test('forgets what it is told to forget', () => {
    const reader = new LineReader(LIMIT)
    reader.push(Buffer.from('one\r\ntwo\r\nthr'))
    expect(reader.next()?.toString()).toBe('one')
    reader.clear()
    expect(reader.next()).toBeNull()
    reader.push(Buffer.from('ee\r\n'))
    expect(reader.next()?.toString()).toBe('ee')
  })
})
