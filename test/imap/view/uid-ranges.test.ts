import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatUidRanges, intersectRanges, withoutUids } from '../../../server/imap/view/uid-ranges.ts'
import type { UidRange } from '../../../server/mailbox/expunge-log.ts'

/** Ranges in ascending order that may touch and do not overlap. */
const ranges = fc
  .array(fc.record({ gap: fc.nat(4), length: fc.integer({ min: 1, max: 5 }) }), { maxLength: 12 })
  .map(steps => {
    const list: UidRange[] = []
    let next = 1
    for (const { gap, length } of steps) {
      list.push([next + gap, next + gap + length - 1])
      next += gap + length
    }
    return list
  })

const members = (list: readonly UidRange[]): number[] =>
  list.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, index) => from + index))

test('intersects ranges as sets are intersected', () => {
  fc.assert(
    fc.property(ranges, ranges, (first, second) => {
      const other = new Set(members(second))
      expect(members(intersectRanges(first, second))).toEqual(members(first).filter(uid => other.has(uid)))
    }),
  )
})

test('takes single UIDs out of ranges', () => {
  fc.assert(
    fc.property(ranges, fc.uniqueArray(fc.integer({ min: 1, max: 60 })), (list, uids) => {
      const doomed = uids.sort((a, b) => a - b)
      expect(members(withoutUids(list, doomed))).toEqual(members(list).filter(uid => !doomed.includes(uid)))
    }),
  )
})

test.each([
  [[], ''],
  [[[3, 3]], '3'],
  [
    [
      [1, 2],
      [3, 3],
      [5, 9],
    ],
    '1:3,5:9',
  ],
  [
    [
      [4, 4],
      [6, 6],
    ],
    '4,6',
  ],
] as [UidRange[], string][])('formats %j as "%s"', (list, text) => {
  expect(formatUidRanges(list)).toBe(text)
})
