import fc from 'fast-check'
import { expect, test } from 'vitest'
import { OpenDeliveries } from '../../server/delivery/queue/open-deliveries.ts'

const step = fc.oneof(
  { weight: 2, arbitrary: fc.constant('add' as const) },
  { weight: 1, arbitrary: fc.nat() },
)

test('those that are open are listed in order and paged from any number, however many came to their end', () => {
  const property = fc.property(
    fc.array(step, { maxLength: 300, size: 'max' }),
    fc.nat(200),
    fc.integer({ min: 1, max: 20 }),
    (steps, end, limit) => {
      const list = new OpenDeliveries<{ number: number; isOpen: boolean }>()
      let open: { number: number; isOpen: boolean }[] = []
      let number = 0
      for (const what of steps) {
        if (what === 'add') {
          const delivery = { number: ++number, isOpen: true }
          list.add(delivery)
          open.push(delivery)
        } else if (open.length > 0) {
          const delivery = open[what % open.length]!
          delivery.isOpen = false
          open = open.filter(({ isOpen }) => isOpen)
          list.noteEnd()
        }
      }
      expect(list.size).toBe(open.length)
      expect([...list]).toEqual(open)
      const before = open.filter(delivery => delivery.number < end)
      expect(list.newest(limit, end)).toEqual(before.toReversed().slice(0, limit))
    },
  )
  fc.assert(property)
})
