import { formatRanges } from '../../server/imap/wire/sequence-set.ts'
import type { Row } from './row.ts'

/** Up to a comma, as much as one address has room for: `,` and `:` take three characters each there. */
const ONE_SET = /[^,].{0,3999}(?=,|$)/g

/** Sets of UIDs, such as `1:5,9`, that together name the entries of `rows`; as few as will do. */
export function uidSets(rows: readonly Row[]): readonly string[] {
  const uids = rows.flatMap(row => row.uid ?? [])
  return formatRanges(uids.sort((a, b) => a - b)).match(ONE_SET) ?? []
}
