import { deliveryWords } from './words/delivery-words.ts'
import { formatDuration } from './format-duration.ts'

const SECOND = 1000
/** In seconds. */
const MINUTE = 60
/** Below this, in seconds, each second counts. */
const EXACT = 5 * MINUTE

/** Closer to real time than this, in milliseconds, is level with it: the answer of the server takes its time. */
const LEVEL = 1500

/** Date and time to the second, as a clock shows it. @param at milliseconds since the epoch */
export function formatClockTime(at: number, locale: string): string {
  const format = clocks.get(locale) ?? new Intl.DateTimeFormat(locale, CLOCK)
  clocks.set(locale, format)
  return format.format(at)
}

const CLOCK = {
  weekday: 'short',
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  second: '2-digit',
} as const

/** Formatters are costly to make. */
const clocks = new Map<string, Intl.DateTimeFormat>()

/** How far the sandbox's clock is from real time. @param offset in milliseconds, negative when it is behind */
export function formatClockOffset(offset: number, locale: string): string {
  const { level, ahead, behind } = deliveryWords()
  if (Math.abs(offset) < LEVEL) return level
  const duration = formatDuration(Math.round(Math.abs(offset) / SECOND), locale)
  return offset > 0 ? ahead(duration) : behind(duration)
}

/** When something is due, seen from `now`; both in milliseconds since the epoch. */
export function formatDue(at: number, now: number, locale: string): string {
  const { dueNow, dueIn, dueSince } = deliveryWords()
  const seconds = Math.round((at - now) / SECOND)
  if (Math.abs(seconds) < 1) return dueNow
  const duration = formatDuration(inRound(Math.abs(seconds)), locale)
  return seconds > 0 ? dueIn(duration) : dueSince(duration)
}

/** Whole minutes, but for the last few, so that a list does not change with each second. */
function inRound(seconds: number): number {
  return seconds < EXACT ? seconds : Math.ceil(seconds / MINUTE) * MINUTE
}

const UNITS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** `300ms 10s 5m 4h 6d`, as the API reads it, in milliseconds; null when it is no duration. */
export function parseDuration(text: string): number | null {
  const [, number, unit] = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)$/i.exec(text.trim()) ?? []
  return unit === undefined
    ? null
    : Math.round(Number(number) * UNITS[unit.toLowerCase() as keyof typeof UNITS])
}
