import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { RecencyMap } from '../../../server/delivery/hosts/recency-map.ts'

test('holds what a list would that is searched from its newest end', () => {
  const deed = fc.oneof(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), fc.constant(null))
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 60 }), deeds => {
      const map = new RecencyMap<number>(4)
      let list: [string, number][] = []
      for (const [turn, key] of deeds.entries()) {
        if (key === null) map.deleteOldest()
        else map.set(key, turn)
        list = key === null ? list.slice(1) : [...list.filter(([known]) => known !== key), [key, turn]]
        if (list.length > 4) list = list.slice(1)
        expect(map.size).toBe(list.length)
        expect(map.oldest).toBe(list[0]?.[1])
        for (const key of 'abcdef') expect(map.get(key)).toBe(list.find(([known]) => known === key)?.[1])
      }
      map.clear()
      expect([map.size, map.oldest, map.get('a')]).toEqual([0, undefined, undefined])
    }),
  )
})

test('holds so many, however many come', () => {
  const map = new RecencyMap<number>(1000)
  for (let turn = 0; turn < 5000; turn++) map.set(String(turn % 2000), turn)
  expect(map.size).toBe(1000)
  expect(map.oldest).toBe(4000)
})
