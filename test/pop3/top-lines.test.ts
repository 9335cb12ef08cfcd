import { describe, expect, test } from 'vitest'
import { topLines } from '../../server/pop3/top-lines.ts'

describe('topLines', () => {
  test.each([
    ['a: 1\r\n\r\nb\r\nc\r\n', 0, 'a: 1\r\n\r\n'],
    ['a: 1\r\n\r\nb\r\nc\r\n', 1, 'a: 1\r\n\r\nb\r\n'],
    ['a: 1\r\n\r\nb\r\nc\r\n', 2, 'a: 1\r\n\r\nb\r\nc\r\n'],
    ['a: 1\r\n\r\nb\r\nc', 9, 'a: 1\r\n\r\nb\r\nc'],
    ['a: 1\r\n\r\n\r\n\r\nb', 1, 'a: 1\r\n\r\n\r\n'],
    ['a: 1\n\nb\nc\n', 1, 'a: 1\n\nb\n'],
    ['\r\nb\r\nc\r\n', 1, '\r\nb\r\n'],
    ['a: 1\r\nb: 2\r\n', 1, 'a: 1\r\nb: 2\r\n'],
    ['a: 1\r\n \r\n\r\nb\r\n', 0, 'a: 1\r\n \r\n\r\n'],
    ['', 5, ''],
  ])('of %j and %d lines are %j', (raw, lines, top) => {
    expect(topLines(Buffer.from(raw), lines).toString()).toBe(top)
  })
})
