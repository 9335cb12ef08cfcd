import { describe, expect, test } from 'vitest'
import { Model } from '../../web/state/model.ts'
import type { Row } from '../../web/state/row.ts'
import { SelectionModel } from '../../web/state/selection-model.ts'
import { row } from './fixtures.ts'

/** Rows that are seen, which a test changes. */
class Seen extends Model<{ rows: readonly Row[]; total: number }> {
  show(ids: readonly string[]): void {
    this.set({ rows: ids.map(id => row(id)), total: ids.length })
  }
}

function selectionOf(...ids: string[]) {
  const seen = new Seen({ rows: [], total: 0 })
  seen.show(ids)
  const selection = new SelectionModel(seen)
  return { seen, selection, selected: () => selection.rows.map(({ id }) => id) }
}

describe('a selection', () => {
  test('takes in a row and lets go of it', () => {
    const { selection, selected } = selectionOf('c', 'b', 'a')
    selection.toggle('a')
    selection.toggle('c')
    expect(selected()).toEqual(['c', 'a'])
    selection.toggle('a')
    expect(selected()).toEqual(['c'])
  })

  test('draws a range from the row selected last, either way', () => {
    const { selection, selected } = selectionOf('e', 'd', 'c', 'b', 'a')
    selection.toggle('c')
    selection.selectTo('a', null)
    expect(selected()).toEqual(['c', 'b', 'a'])
    selection.selectTo('d', null)
    expect(selected()).toEqual(['d', 'c', 'b', 'a'])
  })

  test('draws its first range from the open row, and from nowhere selects the row alone', () => {
    const { selection, selected } = selectionOf('c', 'b', 'a')
    selection.selectTo('b', 'c')
    expect(selected()).toEqual(['c', 'b'])
    selection.clear()
    selection.selectTo('a', null)
    expect(selected()).toEqual(['a'])
  })

  test('of all has what is seen, and what comes later is not selected', () => {
    const { seen, selection, selected } = selectionOf('b', 'a')
    selection.selectAll()
    seen.show(['c', 'b', 'a'])
    expect(selected()).toEqual(['b', 'a'])
  })

  test('forgets rows that go', () => {
    const { seen, selection, selected } = selectionOf('c', 'b', 'a')
    selection.selectAll()
    seen.show(['c', 'a'])
    expect(selected()).toEqual(['c', 'a'])
    seen.show([])
    expect(selection.value).toEqual({ keys: new Set(), anchor: null })
    seen.show(['c', 'a'])
    expect(selected()).toEqual([])
  })

  test('of nothing that is seen is none', () => {
    const { selection } = selectionOf()
    selection.selectAll()
    expect(selection.value.keys.size).toBe(0)
  })
})
