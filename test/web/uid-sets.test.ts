import { describe, expect, test } from 'vitest'
import { uidSets } from '../../web/state/uid-sets.ts'
import { entryRow, row } from './fixtures.ts'

/** As many UIDs, every other one, so that none stands in a range. */
function apart(count: number): number[] {
  return Array.from({ length: count }, (_, index) => 1_000_001 + 2 * index)
}

function sets(uids: readonly number[]): readonly string[] {
  return uidSets(uids.map(uid => entryRow(`m${uid}`, uid)))
}

describe('sets of UIDs', () => {
  test.each([
    ['none', [], []],
    ['one', [7], ['7']],
    ['those of a list, newest first', [9, 8, 7, 5, 2, 1], ['1:2,5,7:9']],
  ])('name %s', (_, uids, expected) => {
    expect(sets(uids)).toEqual(expected)
  })

  test('leave out rows that are no entries', () => {
    expect(uidSets([row('a'), entryRow('b', 3)])).toEqual(['3'])
  })

  test('are as many as it takes to keep each short, and hold each UID once', () => {
    const uids = apart(2000)
    const several = sets(uids)
    expect(several).toHaveLength(4)
    expect(Math.max(...several.map(set => set.length))).toBeLessThanOrEqual(4000)
    expect(several.flatMap(set => set.split(',').map(Number))).toEqual(uids)
  })

  test('are one for any number that stand in a row', () => {
    expect(sets(Array.from({ length: 50_000 }, (_, index) => index + 1))).toEqual(['1:50000'])
  })
})
