/** How durations, instants and sizes are written, everywhere: options, API, query language. Imports nothing. */

const DURATION_UNITS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** A hundred years: dates that lie so far from the present can still be written. */
const LONGEST_DURATION = 36_500 * DURATION_UNITS.d

const SIZE_UNITS = {
  b: 1,
  k: 1024,
  kb: 1000,
  kib: 1024,
  m: 1024 ** 2,
  mb: 1000 ** 2,
  mib: 1024 ** 2,
  g: 1024 ** 3,
  gb: 1000 ** 3,
  gib: 1024 ** 3,
}

/** A text is no duration or no size. The message says how one is written. */
class UnitError extends Error {
  override readonly name = 'UnitError'
}

/**
 * `300ms 10s 5m 4h 6d` → milliseconds.
 *
 * @throws UnitError when it is written otherwise, or longer than a hundred years
 */
export function parseDuration(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(text)
  if (match === null) {
    throw new UnitError(`"${text}" is not a duration; write a number and its unit: 300ms, 10s, 5m, 4h or 6d`)
  }
  const milliseconds = Math.round(Number(match[1]) * DURATION_UNITS[match[2] as keyof typeof DURATION_UNITS])
  if (milliseconds <= LONGEST_DURATION) return milliseconds
  throw new UnitError(`"${text}" is longer than a hundred years; write 36500d at most`)
}

/** Milliseconds → the shortest exact form of `parseDuration`, such as `90s`. */
export function formatDuration(milliseconds: number): string {
  const units = Object.entries(DURATION_UNITS).toReversed()
  const [unit, factor] = units.find(([, size]) => milliseconds > 0 && milliseconds % size === 0) ?? ['ms', 1]
  return `${milliseconds / factor}${unit}`
}

const INSTANT =
  /^\d{4}-\d{2}-\d{2}(?<time>T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?<zone>Z|[+-]\d{2}:\d{2})?)?$/i

/**
 * A date or a date-time of ISO 8601 → milliseconds since the epoch; null when it is none. Without a zone it is UTC,
 * wherever the machine stands.
 */
export function parseInstant(text: string): number | null {
  const found = INSTANT.exec(text)?.groups
  if (found === undefined) return null
  const hasZone = found['time'] === undefined || found['zone'] !== undefined
  const instant = Date.parse(hasZone ? text : `${text}Z`)
  if (Number.isNaN(instant)) return null
  // The 30th of February is read as the 2nd of March.
  const [date = ''] = text.split(/t/i)
  return new Date(date).toISOString().startsWith(date) ? instant : null
}

/**
 * `1500`, `64KiB`, `50MB`, `10m` → bytes. KB, MB and GB count in thousands; KiB, MiB, GiB and the bare k, m and g
 * in 1,024.
 *
 * @throws UnitError when it is written otherwise
 */
export function parseSize(text: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*(b|[kmg](?:i?b)?)?$/i.exec(text)
  if (match === null) {
    throw new UnitError(`"${text}" is not a size; write bytes or a number and its unit: 1500, 64KiB, 50MB`)
  }
  const unit = (match[2] ?? 'b').toLowerCase() as keyof typeof SIZE_UNITS
  return Math.round(Number(match[1]) * SIZE_UNITS[unit])
}

/** Bytes → `50MiB`, or the plain number where no binary unit fits exactly. */
export function formatSize(bytes: number): string {
  for (const [unit, factor] of [
    ['GiB', 1024 ** 3],
    ['MiB', 1024 ** 2],
    ['KiB', 1024],
  ] as const) {
    if (bytes >= factor && bytes % factor === 0) return `${bytes / factor}${unit}`
  }
  return String(bytes)
}
