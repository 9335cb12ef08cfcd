import { describe, expect, test } from 'vitest'
import { isSwipe } from '../../web/ui/is-swipe.ts'

describe('a finger', () => {
  const from = { x: 20, y: 300, at: 1000 }
  test.each([
    ['swipes back when it goes far to the right', { x: 120, y: 310, at: 1200 }, true],
    ['does not when it goes to the left', { x: -80, y: 300, at: 1200 }, false],
    ['does not when it stays about where it was', { x: 60, y: 300, at: 1200 }, false],
    ['does not when it scrolls', { x: 120, y: 420, at: 1200 }, false],
    ['does not when it takes its time', { x: 120, y: 300, at: 2000 }, false],
  ])('%s', (_, to, expected) => {
    expect(isSwipe(from, to)).toBe(expected)
  })
})
