import { describe, expect, test } from 'vitest'
import { RowSlots } from '../../web/ui/row-slots.ts'

describe('the rows of a list', () => {
  test('keep their items as long as these are in sight, and take in others when they are gone', () => {
    const slots = new RowSlots()
    expect(slots.assign(['a', 'b', 'c'])).toEqual([0, 1, 2])
    expect(slots.assign(['new', 'a', 'b'])).toEqual([2, 0, 1])
    expect(slots.assign(['b', 'd', 'e'])).toEqual([1, 0, 2])
  })

  test('are filled anew in their order when all items are others', () => {
    const slots = new RowSlots()
    slots.assign(['a', 'b', 'c'])
    expect(slots.assign(['x', 'y', 'z'])).toEqual([0, 1, 2])
  })

  test('are as many as are in sight at once, however far it is scrolled', () => {
    const slots = new RowSlots()
    let most = 0
    for (let first = 0; first < 100; first += 3) {
      const keys = Array.from({ length: 10 + (first % 2) }, (_, n) => first + n)
      const assigned = slots.assign(keys)
      expect(new Set(assigned).size).toBe(keys.length)
      most = Math.max(most, ...assigned)
    }
    expect(most).toBe(10)
  })
})
