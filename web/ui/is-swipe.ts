/** A swipe is at least this long, and at most this far from level, in CSS pixels; and done in so many milliseconds. */
const LENGTH = 64
const SLOPE = 0.5
const TIME = 600

/** Where a finger touched, and when. */
export interface Touched {
  readonly x: number
  readonly y: number
  readonly at: number
}

/** Whether a finger that went from one place to the other swiped to the right. */
export function isSwipe(from: Touched, to: Touched): boolean {
  const along = to.x - from.x
  return along >= LENGTH && Math.abs(to.y - from.y) <= along * SLOPE && to.at - from.at <= TIME
}
