import type { ArgumentReader } from './argument-reader.ts'
import { parsePartialRange } from './partial-range.ts'
import type { PartialRange } from './partial-range.ts'

/** What a search is to answer (RFC 9051 §6.4.4). */
export interface SearchReturn {
  readonly min: boolean
  readonly max: boolean
  readonly all: boolean
  readonly count: boolean
  /** RFC 9051 §6.4.4.1: the result is to be kept, and called `$`. */
  readonly save: boolean
  /** RFC 9394 §3.1: these of the results. */
  readonly partial: PartialRange | null
}

const OPTIONS = ['MIN', 'MAX', 'ALL', 'COUNT', 'SAVE', 'PARTIAL'] as const

/**
 * Reads `RETURN (…)` and the space behind it, if it stands here.
 *
 * @returns null when it does not
 * @throws ImapSyntaxError
 */
export function parseSearchReturn(reader: ArgumentReader): SearchReturn | null {
  if (!reader.tryKeyword('RETURN')) return null
  reader.space()
  const start = reader.position
  const options = new Set<(typeof OPTIONS)[number]>()
  let partial: PartialRange | null = null
  reader.list(() => {
    const at = reader.position
    const option = reader.oneOf(OPTIONS, 'a return option')
    // RFC 9394 §3.1: there is one PARTIAL at most.
    if (partial !== null && option === 'PARTIAL') throw reader.error('PARTIAL once', at)
    options.add(option)
    if (option !== 'PARTIAL') return
    reader.space()
    partial = parsePartialRange(reader)
  })
  // RFC 9394 §3.1: ALL and PARTIAL exclude each other.
  if (options.has('ALL') && partial !== null) throw reader.error('ALL or PARTIAL, not both', start)
  reader.space()
  return {
    min: options.has('MIN'),
    max: options.has('MAX'),
    // RFC 9051 §6.4.4: without options, ALL is meant.
    all: options.has('ALL') || options.size === 0,
    count: options.has('COUNT'),
    save: options.has('SAVE'),
    partial,
  }
}
