import type { ArgumentReader } from './argument-reader.ts'

/** Which of the results: counted from the first, or, both negative, from the last; either end may come first. */
export type PartialRange = readonly [from: number, to: number]

/**
 * RFC 9394 §4, partial-range: `1:100` or `-1:-100`.
 *
 * @throws ImapSyntaxError
 */
export function parsePartialRange(reader: ArgumentReader): PartialRange {
  const sign = reader.trySymbol('-') ? -1 : 1
  const from = reader.nonZeroNumber()
  reader.symbol(':')
  if (sign < 0) reader.symbol('-')
  return [sign * from, sign * reader.nonZeroNumber()]
}
