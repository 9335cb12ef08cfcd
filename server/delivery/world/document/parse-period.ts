import type { Place } from './place.ts'

/** When something holds, in milliseconds since the epoch; null: from ever, or for ever. */
interface Period {
  readonly from: number | null
  readonly until: number | null
}

/** @throws WorldSyntaxError when it ends before it begins */
export function parsePeriod(from: Place | undefined, until: Place | undefined): Period {
  const period = { from: from?.instant() ?? null, until: until?.instant() ?? null }
  if (period.from !== null && period.until !== null && period.until <= period.from) {
    until?.fail('must come after `from`')
  }
  return period
}
