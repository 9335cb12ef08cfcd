import type { Page } from '../../server/http/contract.ts'
import type { ListState } from './list-state.ts'
import type { Row } from './row.ts'

/** Rows of a list by their places: from `first` up to, not including, `end`. */
export interface Stretch {
  readonly first: number
  readonly end: number
}

/**
 * Lets go of what rows outside of `near` show, so that a long list takes little memory; their flags stay. Gives the same array
 * when there is nothing to let go of.
 */
export function lightened(rows: readonly Row[], near: Stretch): readonly Row[] {
  const isHeavy = (row: Row, index: number) =>
    row.summary !== null && (index < near.first || index >= near.end)
  if (!rows.some(isHeavy)) return rows
  return rows.map((row, index) => (isHeavy(row, index) ? { ...row, summary: null } : row))
}

/** The stretch of rows within `wanted` that were let go of, from the first to the last of them; null when none was. */
export function gapIn(rows: readonly Row[], wanted: Stretch): Stretch | null {
  const start = Math.max(0, wanted.first)
  const sight = rows.slice(start, Math.max(start, wanted.end))
  const first = sight.findIndex(row => row.summary === null)
  if (first < 0) return null
  return { first: start + first, end: start + sight.findLastIndex(row => row.summary === null) + 1 }
}

/**
 * Takes in again what the rows of `gap` show. Their flags stay, as the feed told of them; those that are not among the answer
 * are in the list no more.
 */
export function filled(state: ListState, gap: readonly Row[], page: Page<Row>): ListState {
  const answered = new Map(page.items.map(row => [row.key, row]))
  const asked = new Set(gap.map(row => row.key))
  const rows = state.rows.flatMap(row => {
    if (row.summary !== null || !asked.has(row.key)) return [row]
    const answer = answered.get(row.key)
    return answer === undefined ? [] : [{ ...row, summary: answer.summary }]
  })
  return { ...state, rows, total: state.total + rows.length - state.rows.length }
}
