import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Due, DueHeap } from '../../server/delivery/queue/due-heap.ts'

const step = fc.record({
  number: fc.nat(12),
  due: fc.oneof(fc.nat(9), fc.constant(null)),
})

test('what falls due comes out in the order of its time and number, whatever was put, moved and removed', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), steps => {
      const items = Array.from({ length: 13 }, (_, number): Due => ({ due: Infinity, number, place: -1 }))
      const heap = new DueHeap<Due>()
      const inside = new Set<Due>()
      for (const { number, due } of steps) {
        const item = items[number] as Due
        if (due === null) {
          heap.remove(item)
          inside.delete(item)
        } else {
          item.due = due
          heap.put(item)
          inside.add(item)
        }
      }
      const expected = [...inside].sort((a, b) => a.due - b.due || a.number - b.number)
      const found: Due[] = []
      for (let { first } = heap; first !== undefined; first = heap.first) {
        found.push(first)
        heap.remove(first)
      }
      expect(found).toEqual(expected)
      expect(items.every(({ place }) => place === -1)).toBe(true)
    }),
  )
})
