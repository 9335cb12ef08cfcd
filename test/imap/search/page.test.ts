import { expect, test } from 'vitest'
import { pageOf } from '../../../server/imap/search/page.ts'

test.each<[from: number, to: number, expected: number[]]>([
  [1, 1, [10]],
  [1, 3, [10, 20, 30]],
  [3, 2, [20, 30]],
  [4, 9, [40, 50]],
  [6, 9, []],
  [-1, -1, [50]],
  [-1, -2, [40, 50]],
  [-4, -3, [20, 30]],
  [-3, -9, [10, 20, 30]],
  [-6, -9, []],
])('%i:%i', (from, to, expected) => {
  expect(pageOf([10, 20, 30, 40, 50], [from, to])).toEqual(expected)
})
