import type { PartialRange } from '../wire/partial-range.ts'

/** The items of a page, in their order; what lies beyond the last is left out (RFC 9394 §3.1). */
export function pageOf<T>(items: readonly T[], [from, to]: PartialRange): readonly T[] {
  // RFC 9394 §4: the order of the two ends does not matter.
  const first = Math.min(from, to)
  const last = Math.max(from, to)
  if (first > 0) return items.slice(first - 1, last)
  return items.slice(Math.max(items.length + first, 0), Math.max(items.length + last + 1, 0))
}
