const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/**
 * The time of a message as a list shows it: "now", "5 min. ago", a time of day, a weekday, a date; ever coarser
 * with age. A time that lies ahead (the sandbox clock was moved) is shown as date and time.
 *
 * @param at and `now`: milliseconds since the epoch
 */
export function formatListTime(at: number, now: number, locale: string): string {
  const age = now - at
  if (age < -MINUTE)
    return date(at, locale, { month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' })
  if (age < MINUTE) return relative(0, 'second', locale)
  if (age < HOUR) return relative(-Math.floor(age / MINUTE), 'minute', locale)
  if (isSameDay(at, now)) return date(at, locale, { hour: 'numeric', minute: '2-digit' })
  if (age < 6 * DAY) return date(at, locale, { weekday: 'short', hour: 'numeric', minute: '2-digit' })
  if (isSameYear(at, now)) return date(at, locale, { month: 'short', day: 'numeric' })
  return date(at, locale, { year: 'numeric', month: 'short', day: 'numeric' })
}

/** Date and time to the millisecond, with the zone, as the reader shows it. */
export function formatExactTime(at: number, locale: string): string {
  return date(at, locale, {
    weekday: 'short',
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    timeZoneName: 'short',
  })
}

/** Date and time to the minute, as letters quote it. */
export function formatQuotedTime(at: number, locale: string): string {
  return date(at, locale, { dateStyle: 'medium', timeStyle: 'short' })
}

/** The time of day to the second, as a list of what happened shows it. */
export function formatTimeOfDay(at: number, locale: string): string {
  return date(at, locale, { hour: 'numeric', minute: '2-digit', second: '2-digit' })
}

/** The time of day with its day, for one that is another day than what stands beside it. */
export function formatOtherDay(at: number, locale: string): string {
  return date(at, locale, {
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    second: '2-digit',
  })
}

/** The day, as a list of what happened over many days parts them. */
export function formatDay(at: number, locale: string): string {
  return date(at, locale, { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' })
}

/** Formatters are costly to make and rows ask for them by the hundred. */
const dateFormats = new Map<string, Intl.DateTimeFormat>()

function date(at: number, locale: string, options: Intl.DateTimeFormatOptions): string {
  const key = `${locale} ${Object.entries(options).join(' ')}`
  const format = dateFormats.get(key) ?? new Intl.DateTimeFormat(locale, options)
  dateFormats.set(key, format)
  return format.format(at)
}

const relativeFormats = new Map<string, Intl.RelativeTimeFormat>()

function relative(value: number, unit: 'second' | 'minute', locale: string): string {
  const format =
    relativeFormats.get(locale) ?? new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' })
  relativeFormats.set(locale, format)
  return format.format(value, unit)
}

function isSameDay(a: number, b: number): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString()
}

function isSameYear(a: number, b: number): boolean {
  return new Date(a).getFullYear() === new Date(b).getFullYear()
}
