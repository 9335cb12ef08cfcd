import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dotStuffed } from '../../server/pop3/dot-stuffing.ts'

const stuff = (raw: Buffer): Buffer => Buffer.concat([...dotStuffed(raw)])

/** The rule as RFC 1939 §3 has it, said as simply as can be. */
function stuffSimply(raw: Buffer): string {
  const text = raw.toString('latin1').replaceAll(/(^|\r\n)\./g, '$1..')
  return text.endsWith('\r\n') ? text : `${text}\r\n`
}

describe('dotStuffed', () => {
  test.each([
    ['', '\r\n'],
    ['a\r\n', 'a\r\n'],
    ['a', 'a\r\n'],
    ['a\n', 'a\n\r\n'],
    ['a\r', 'a\r\r\n'],
    ['\n', '\n\r\n'],
    ['.', '..\r\n'],
    ['.\r\n', '..\r\n'],
    ['.\r\n.\r\n.', '..\r\n..\r\n..\r\n'],
    ['\n.\r.\r\n', '\n.\r.\r\n'],
    ['a.\r\nb.c\r\n', 'a.\r\nb.c\r\n'],
  ])('makes of %j %j', (raw, body) => {
    expect(stuff(Buffer.from(raw)).toString()).toBe(body)
  })

  test('does as the rule says, wherever dots and line ends meet', () => {
    const part = fc.constantFrom('.', '\r', '\n', '\r\n', '\r\n.', 'a', '\xff')
    fc.assert(
      fc.property(fc.array(part), parts => {
        const raw = Buffer.from(parts.join(''), 'latin1')
        expect(stuff(raw).toString('latin1')).toBe(stuffSimply(raw))
      }),
    )
  })

  // The places where one piece ends and the next begins.
  test.each(Array.from({ length: 8 }, (_, index) => 16 * 1024 - 4 + index))(
    'stuffs a dot at %d',
    position => {
      const raw = Buffer.alloc(64 * 1024, 'x')
      for (const start of [2, position, position + 16 * 1024, position + 33 * 1024])
        raw.write('\r\n.', start - 2)
      expect(stuff(raw).equals(Buffer.from(stuffSimply(raw), 'latin1'))).toBe(true)
    },
  )

  test('gives a large message as it lies', () => {
    const raw = Buffer.alloc(1024 * 1024, `${'x'.repeat(70)}\r\n`)
    raw.write('\r\n', raw.length - 2)
    const pieces = [...dotStuffed(raw)]
    expect(pieces).toHaveLength(4)
    for (const piece of pieces) expect(piece.buffer).toBe(raw.buffer)
    expect(Buffer.concat(pieces).equals(raw)).toBe(true)
  })

  test('makes no more of a message full of dots than is asked for', () => {
    const raw = Buffer.alloc(10 * 1024 * 1024, '.\r\n')
    const [first] = dotStuffed(raw)
    expect(first?.buffer.byteLength).toBeLessThanOrEqual(32 * 1024)
  })
})
