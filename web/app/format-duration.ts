const UNITS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const

/** A duration in its two largest units: "2 hr 5 min". @param seconds counted down to whole ones */
export function formatDuration(seconds: number, locale: string): string {
  const largest = UNITS.findIndex(([, length]) => seconds >= length)
  if (largest < 0) return format(0, 'second', locale)
  let left = Math.floor(seconds)
  const parts: string[] = []
  for (const [unit, length] of UNITS.slice(largest, largest + 2)) {
    const count = Math.floor(left / length)
    left -= count * length
    if (count > 0) parts.push(format(count, unit, locale))
  }
  return parts.join(' ')
}

/** How long after something else: "+30 min", below a second "+120 ms"; '' for at once. @param duration in milliseconds */
export function formatOffset(duration: number, locale: string): string {
  if (duration === 0) return ''
  const isShort = duration < 1000
  return `+${isShort ? format(duration, 'millisecond', locale) : formatDuration(duration / 1000, locale)}`
}

/** Formatters are costly to make, and long lists ask for them by the hundred. */
const formats = new Map<string, Intl.NumberFormat>()

function format(count: number, unit: string, locale: string): string {
  const key = `${locale} ${unit}`
  const known =
    formats.get(key) ?? new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' })
  formats.set(key, known)
  return known.format(count)
}
