import type { UidRange } from '../../mailbox/expunge-log.ts'

/** What is in both lists of ranges; both are in ascending order, and so is the result. */
export function intersectRanges(first: readonly UidRange[], second: readonly UidRange[]): UidRange[] {
  const common: UidRange[] = []
  let index = 0
  for (const [from, to] of first) {
    while (index < second.length && second[index]![1] < from) index++
    for (let other = index; other < second.length && second[other]![0] <= to; other++) {
      const [start, end] = second[other]!
      common.push([Math.max(from, start), Math.min(to, end)])
    }
  }
  return common
}

/** The ranges without these UIDs; both in ascending order. */
export function withoutUids(ranges: readonly UidRange[], uids: readonly number[]): readonly UidRange[] {
  if (uids.length === 0) return ranges
  const gaps: UidRange[] = []
  let next = 1
  for (const uid of uids) {
    if (uid > next) gaps.push([next, uid - 1])
    next = uid + 1
  }
  gaps.push([next, Infinity])
  return intersectRanges(ranges, gaps)
}

/** `1:3,5` of ranges in ascending order; '' of none. Those that touch become one. */
export function formatUidRanges(ranges: readonly UidRange[]): string {
  const merged: [from: number, to: number][] = []
  for (const [from, to] of ranges) {
    const last = merged.at(-1)
    if (last !== undefined && last[1] === from - 1) last[1] = to
    else merged.push([from, to])
  }
  return merged.map(([from, to]) => (from === to ? `${from}` : `${from}:${to}`)).join(',')
}
