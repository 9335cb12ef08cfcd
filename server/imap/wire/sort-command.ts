import type { ArgumentReader } from './argument-reader.ts'
import { parseSearchProgram } from './search-command.ts'
import type { SearchCommand } from './search-command.ts'
import { parseSearchReturn } from './search-return.ts'

/** RFC 5256 §3; RFC 5957 §3 for the last two. */
const SORT_KEYS = [
  'ARRIVAL',
  'CC',
  'DATE',
  'FROM',
  'SIZE',
  'SUBJECT',
  'TO',
  'DISPLAYFROM',
  'DISPLAYTO',
] as const

export interface SortCriterion {
  readonly key: (typeof SORT_KEYS)[number]
  readonly reverse: boolean
}

export interface SortCommand extends SearchCommand {
  /** The most important first; at least one. */
  readonly criteria: readonly SortCriterion[]
}

/**
 * Reads the arguments of SORT and UID SORT, to the end (RFC 5256 §3, RFC 5267 §3).
 *
 * @throws ImapSyntaxError
 */
export function parseSort(reader: ArgumentReader): SortCommand {
  const returns = parseSearchReturn(reader)
  const criteria = reader.nonEmptyList(() => parseCriterion(reader))
  reader.space()
  return { returns, criteria, ...parseSearchProgram(reader) }
}

function parseCriterion(reader: ArgumentReader): SortCriterion {
  const reverse = reader.tryKeyword('REVERSE')
  if (reverse) reader.space()
  return { key: reader.oneOf(SORT_KEYS, 'a sort key'), reverse }
}
