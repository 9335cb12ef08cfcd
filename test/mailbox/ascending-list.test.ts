import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AscendingList } from '../../server/mailbox/ascending-list.ts'

const itself = (number: number): number => number

function listOf(numbers: Iterable<number>): AscendingList<number> {
  const list = new AscendingList<number>(itself)
  for (const number of numbers) list.add(number)
  return list
}

describe('AscendingList', () => {
  test('finds by position and by key', () => {
    const list = listOf([2, 4, 8])
    expect([list.at(0), list.at(2), list.at(3), list.at(-1)]).toEqual([2, 8, undefined, undefined])
    expect([list.get(4), list.get(5)]).toEqual([4, undefined])
    expect([list.indexOf(8), list.indexOf(9)]).toEqual([2, -1])
    expect([list.countBelow(0), list.countBelow(4), list.countBelow(9)]).toEqual([0, 1, 3])
    expect([list.first, list.last]).toEqual([2, 8])
  })

  test('is what a sorted array is, whatever is added and taken out', () => {
    const step = fc.oneof(
      fc.record({ type: fc.constant('add' as const), keys: fc.tuple(fc.nat(60)) }),
      fc.record({ type: fc.constant('remove' as const), keys: fc.tuple(fc.nat(60)) }),
      fc.record({ type: fc.constant('shift' as const), keys: fc.constant([]) }),
      fc.record({ type: fc.constant('removeAll' as const), keys: fc.array(fc.nat(60), { maxLength: 20 }) }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), steps => {
        const list = new AscendingList<number>(itself)
        let model: number[] = []
        for (const { type, keys } of steps) {
          const [key = model[0] ?? -1] = keys
          if (type === 'add') {
            if (model.includes(key)) continue
            list.add(key)
            model = [...model, key].sort((a, b) => a - b)
          } else if (type === 'removeAll') {
            list.removeAll(keys)
            model = model.filter(number => !keys.includes(number))
          } else {
            expect(list.remove(key)).toBe(model.includes(key) ? key : undefined)
            model = model.filter(number => number !== key)
          }
          expect([...list]).toEqual(model)
          expect(list.length).toBe(model.length)
          expect(list.slice(1, 3)).toEqual(model.slice(1, 3))
          expect(list.indexOf(30)).toBe(model.indexOf(30))
        }
      }),
    )
  })

  test('takes a hundred thousand from the front without moving the rest each time', () => {
    const list = listOf(Array.from({ length: 100_000 }, (_, index) => index))
    const began = performance.now()
    for (let index = 0; index < 100_000; index++) list.remove(index)
    expect(list.length).toBe(0)
    expect(performance.now() - began).toBeLessThan(1_000)
  })
})
