import { describe, expect, test } from 'vitest'
import { createMessageIds } from '../../server/mailbox/message-id.ts'

const NOW = Date.UTC(2026, 10, 21)

describe('message ids', () => {
  test('have 26 characters of Crockford base 32 and begin with the time', () => {
    // The time and its digits are those of the ULID specification's own example.
    expect(createMessageIds()(1_469_918_176_385)).toMatch(/^01ARYZ6S41[0-9A-HJKMNP-TV-Z]{16}$/)
  })

  test('rise within one millisecond, from one to the next, and when the clock goes back', () => {
    const next = createMessageIds()
    const ids = [NOW, NOW, NOW + 1, NOW + 1, NOW - 86_400_000, 0, -5, NOW + 2].map(next)
    expect(ids).toEqual([...ids].sort())
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('carry over from one digit to the next', () => {
    const next = createMessageIds()
    let last = next(NOW)
    for (let count = 0; count < 70; count++) {
      const id = next(NOW)
      expect(id > last).toBe(true)
      last = id
    }
  })

  test('differ between two makers', () => {
    expect(createMessageIds()(NOW)).not.toBe(createMessageIds()(NOW))
  })
})
