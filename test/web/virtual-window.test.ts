import { describe, expect, test } from 'vitest'
import { anchoredTop, topShowing, windowOf } from '../../web/ui/virtual-window.ts'

describe('the rows that are rendered', () => {
  test('are those in sight and a few around them', () => {
    const { first, end } = windowOf(5600, 560, 56, 100_000)
    expect(first).toBeLessThanOrEqual(100)
    expect(end).toBeGreaterThanOrEqual(110)
    expect(end - first).toBeLessThan(40)
  })

  test.each([
    ['an empty list', 0, 560, 0, { first: 0, end: 0 }],
    ['a short list', 0, 560, 3, { first: 0, end: 3 }],
    ['the very end', 100_000 * 56 - 560, 560, 100_000, { first: 99_982, end: 100_000 }],
  ])('of %s', (_, top, height, count, rows) => {
    expect(windowOf(top, height, 56, count)).toEqual(rows)
  })
})

describe('the scroll position', () => {
  test('stays at the top when rows come in there', () => {
    expect(anchoredTop(0, 56, 0, 3)).toBe(0)
  })

  test('follows the row in sight when rows come or go above it', () => {
    expect(anchoredTop(560, 56, 10, 13)).toBe(728)
    expect(anchoredTop(560, 56, 10, 8)).toBe(448)
  })

  test('stays when the row in sight is gone', () => {
    expect(anchoredTop(560, 56, 10, -1)).toBe(560)
  })

  test.each([
    ['a row above', 2, 112],
    ['a row in sight', 12, 560],
    ['a row below', 30, 31 * 56 - 400],
  ])('moves as little as shows %s', (_, index, top) => {
    expect(topShowing(index, 560, 400, 56)).toBe(top)
  })
})
