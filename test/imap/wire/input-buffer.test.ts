import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { InputBuffer } from '../../../server/imap/wire/input-buffer.ts'
import { bytesOf, piecesOf } from './read-commands.ts'

function linesOf(text: string, limit: number, step: number): string[] {
  const buffer = new InputBuffer()
  const lines: string[] = []
  for (const piece of piecesOf(bytesOf(text), step)) {
    buffer.push(piece)
    for (let line = buffer.readLine(limit); line !== null; line = buffer.readLine(limit)) {
      lines.push(String.fromCharCode(...line))
    }
  }
  return lines
}

const line = fc.tuple(
  fc.string({ unit: fc.constantFrom('a', 'b', '{', '}', '\r'), maxLength: 200 }),
  fc.constantFrom('\n', '\r\n'),
)

test('lines that fit come whole; of longer ones the start and the end, and they are seen to be longer', () => {
  const step = fc.oneof(fc.constant(Infinity), fc.integer({ min: 1, max: 100 }))
  const limits = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 80 }))
  fc.assert(
    fc.property(fc.array(line, { maxLength: 6 }), limits, step, (written, limit, size) => {
      const wanted = written.map(([text, end]) => (end === '\n' ? text.replace(/\r$/, '') : text))
      const read = linesOf(written.map(([text, end]) => text + end).join(''), limit, size)
      expect(read).toHaveLength(wanted.length)
      for (const [n, text] of wanted.entries()) {
        const found = read[n]!
        if (text.length <= limit) expect(found).toBe(text)
        else {
          expect(found.length).toBeGreaterThan(limit)
          expect(found.slice(0, limit)).toBe(text.slice(0, limit))
          const end = Math.max(limit, text.length - 60)
          expect(found.slice(end - text.length)).toBe(text.slice(end))
        }
      }
    }),
    { numRuns: 500 },
  )
})

test('holds no more of a line than its limit and its end', () => {
  expect(linesOf(`${'x'.repeat(100_000)}\n`, 10, 7)[0]!.length).toBeLessThan(100)
})

test('gives out octets as they came, up to so many', () => {
  const buffer = new InputBuffer()
  expect(buffer.take(1)).toBeNull()
  for (const text of ['abc', '', 'd\n', 'e\n']) buffer.push(bytesOf(text))
  expect([buffer.take(2), buffer.take(9), buffer.take(1)]).toEqual(['ab', 'c', 'd'].map(bytesOf))
  expect(buffer.readLine(9)).toEqual(bytesOf(''))
  expect(buffer.readLine(9)).toEqual(bytesOf('e'))
  expect(buffer.take(1)).toBeNull()
})

test('forgets what it holds, half lines too', () => {
  const buffer = new InputBuffer()
  buffer.push(bytesOf('abcdef'))
  buffer.readLine(2)
  buffer.push(bytesOf('ghi\n'))
  buffer.clear()
  buffer.push(bytesOf('x\n'))
  expect(buffer.readLine(9)).toEqual(bytesOf('x'))
})
