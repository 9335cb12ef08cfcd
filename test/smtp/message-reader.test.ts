import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MessageReader } from '../../server/smtp/message-reader.ts'
import { DATA_PARTS, chunksOf, everyCut } from './wire.ts'

interface Read {
  /** The message, if its end came; else null. */
  readonly message: string | null
  readonly rest: string
}

function read(chunks: readonly Buffer[], limit = Infinity): Read {
  const reader = new MessageReader(limit)
  const rest: Buffer[] = []
  for (const chunk of chunks) rest.push(reader.ended ? chunk : chunk.subarray(reader.read(chunk, 0)))
  const message = Buffer.concat(reader.chunks)
  if (reader.ended) expect(message.length).toBe(reader.size)
  return {
    message: reader.ended ? message.toString('latin1') : null,
    rest: Buffer.concat(rest).toString('latin1'),
  }
}

/** The rule in its plainest words. */
function expected(text: string): Read {
  const led = `\r\n${text}`
  const end = led.indexOf('\r\n.\r\n')
  if (end < 0) return { message: null, rest: '' }
  const message = led.slice(0, end + 2).replaceAll('\r\n..', '\r\n.')
  return { message: message.slice(2), rest: led.slice(end + 5) }
}

describe('MessageReader', () => {
  test.each([
    ['.\r\n', ''],
    ['a\r\n.\r\n', 'a\r\n'],
    ['\r\n.\r\n', '\r\n'],
    ['..\r\n.\r\n', '.\r\n'],
    ['...\r\n.\r\n', '..\r\n'],
    ['.a\r\n..b\r\n.\r\n', '.a\r\n.b\r\n'],
    ['a\n..\n.\n\r\n.\r\n', 'a\n..\n.\n\r\n'],
    ['a\r.\r\r\n.\rb\r\n.\r\n', 'a\r.\r\r\n.\rb\r\n'],
    ['a\r\n.\r\r\n.\r\n', 'a\r\n.\r\r\n'],
    ['\r\n\r\n.\n.\r\n.\r\n', '\r\n\r\n.\n.\r\n'],
    ['\0\xff\r\n.\r\n', '\0\xff\r\n'],
  ])('reads %j as %j, however it is cut', (text, message) => {
    for (const chunks of everyCut(Buffer.from(`${text}NOOP\r\n`, 'latin1'))) {
      expect(read(chunks)).toEqual({ message, rest: 'NOOP\r\n' })
    }
  })

  test('finds the same end and the same dots as the rule, in any bytes cut anywhere', () => {
    fc.assert(
      fc.property(chunksOf(DATA_PARTS), chunks => {
        expect(read(chunks)).toEqual(expected(Buffer.concat(chunks).toString('latin1')))
      }),
      { numRuns: 2000 },
    )
  })

  test('keeps a message that came in very small pieces in few chunks', () => {
    const reader = new MessageReader(Infinity)
    const text = Buffer.from('..\r\n'.repeat(10_000))
    for (const byte of text) reader.read(Buffer.from([byte]), 0)
    expect(reader.chunks.length).toBeLessThan(300)
    expect(Buffer.concat(reader.chunks).toString()).toBe('.\r\n'.repeat(10_000))
  })

  test('reads a message over the limit to its end, and keeps nothing of it', () => {
    const reader = new MessageReader(10)
    reader.read(Buffer.from('0123456789'), 0)
    expect(reader.oversized).toBe(false)
    expect(reader.read(Buffer.from('a\r\n'), 0)).toBe(3)
    expect(reader.oversized).toBe(true)
    expect(reader.chunks).toEqual([])
    expect(reader.read(Buffer.from('more\r\n.\r\nQUIT'), 0)).toBe(9)
    expect(reader).toMatchObject({ ended: true, size: 19, chunks: [] })
  })
})
