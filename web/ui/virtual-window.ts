/** The rows of a list that are worth rendering: from `first` up to, not including, `end`. */
export interface VirtualWindow {
  readonly first: number
  readonly end: number
}

/** Rows rendered beyond each edge, so that a flick of the wheel shows no gap. */
const OVERSCAN = 8

/**
 * Which of `count` rows of `rowHeight` pixels are in sight when `height` pixels are shown from `top` on.
 */
export function windowOf(top: number, height: number, rowHeight: number, count: number): VirtualWindow {
  const first = Math.max(0, Math.floor(top / rowHeight) - OVERSCAN)
  const end = Math.min(count, Math.ceil((top + height) / rowHeight) + OVERSCAN)
  return { first: Math.min(first, count), end }
}

/**
 * Where the scroll position must go so that the row in sight stays where it is after rows came or went above it.
 * At the top it stays at the top, as that is where new rows are awaited.
 *
 * @param anchorBefore and `anchorNow`: index of the first row in sight, then and now; -1 when it is gone
 */
export function anchoredTop(top: number, rowHeight: number, anchorBefore: number, anchorNow: number): number {
  if (top < rowHeight / 2 || anchorBefore < 0 || anchorNow < 0) return top
  return Math.max(0, top + (anchorNow - anchorBefore) * rowHeight)
}

/** The scroll position nearest to `top` that shows row `index` whole. */
export function topShowing(index: number, top: number, height: number, rowHeight: number): number {
  const rowTop = index * rowHeight
  if (rowTop < top) return rowTop
  return Math.max(top, rowTop + rowHeight - height)
}
