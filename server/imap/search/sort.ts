import { TimeSlice } from '../../mailbox/time-slice.ts'
import type { SortCriterion } from '../wire/sort-command.ts'
import type { Candidate } from './search-test.ts'
import { SORT_VALUES } from './sort-keys.ts'
import type { SortValue } from './sort-keys.ts'

interface Sortable {
  readonly candidate: Candidate
  readonly values: readonly SortValue[]
}

/** Sorts messages that are in mailbox order (RFC 5256 §3); in that order stays what is equal by all criteria. */
export async function sortCandidates(
  candidates: readonly Candidate[],
  given: readonly SortCriterion[],
): Promise<Candidate[]> {
  // What is equal by a key is equal by the same key again, however often a client names it.
  const criteria = given.filter(({ key }, index) => given.findIndex(other => other.key === key) === index)
  const sortables: Sortable[] = []
  const slice = new TimeSlice()
  for (const candidate of candidates) {
    if (slice.over) await slice.next()
    sortables.push({ candidate, values: criteria.map(({ key }) => SORT_VALUES[key](candidate)) })
  }
  // RFC 5256 §3: REVERSE turns round the order by one criterion, not that of the mailbox.
  const signs = criteria.map(({ reverse }) => (reverse ? -1 : 1))
  sortables.sort((a, b) => compare(a.values, b.values, signs))
  return sortables.map(({ candidate }) => candidate)
}

function compare(a: readonly SortValue[], b: readonly SortValue[], signs: readonly number[]): number {
  for (const [index, sign] of signs.entries()) {
    const one = a[index]!
    const other = b[index]!
    if (one < other) return -sign
    if (one > other) return sign
  }
  return 0
}
