import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { UidList } from '../../../server/imap/view/uid-list.ts'

const uids = fc
  .uniqueArray(fc.integer({ min: 1, max: 2 ** 32 - 1 }), { maxLength: 300 })
  .map(list => list.sort((a, b) => a - b))

function listOf(ascending: readonly number[]): UidList {
  const list = new UidList()
  for (const uid of ascending) list.push(uid)
  return list
}

const contents = (list: UidList): number[] =>
  Array.from({ length: list.length }, (_, index) => list.at(index))

test('an empty list has nothing', () => {
  const list = new UidList()
  expect([list.length, list.last, list.at(0), list.at(-1), list.indexOf(1), list.countBelow(9)]).toEqual([
    0, 0, 0, 0, -1, 0,
  ])
})

test('finds positions as a plain array does', () => {
  fc.assert(
    fc.property(uids, fc.integer({ min: 1, max: 2 ** 32 - 1 }), (ascending, other) => {
      const list = listOf(ascending)
      expect(contents(list)).toEqual(ascending)
      expect(list.last).toBe(ascending.at(-1) ?? 0)
      for (const uid of [...ascending, other]) {
        expect(list.indexOf(uid)).toBe(ascending.indexOf(uid))
        expect(list.countBelow(uid)).toBe(ascending.filter(each => each < uid).length)
      }
    }),
  )
})

test('takes out what is at some positions, and grows again', () => {
  fc.assert(
    fc.property(uids, fc.array(fc.nat(299)), fc.uniqueArray(fc.nat(50)), (ascending, picks, more) => {
      const positions = [...new Set(picks.filter(pick => pick < ascending.length))].sort((a, b) => a - b)
      const list = listOf(ascending)
      list.removeAt(positions)
      const left = ascending.filter((_, index) => !positions.includes(index))
      expect(contents(list)).toEqual(left)
      const added = more
        .sort((a, b) => a - b)
        .map(offset => (left.at(-1) ?? 0) + offset + 1)
        .filter(uid => uid < 2 ** 32)
      for (const uid of added) list.push(uid)
      expect(contents(list)).toEqual([...left, ...added])
    }),
  )
})
