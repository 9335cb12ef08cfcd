const DATE =
  /^(?:[a-z]+\s*,?\s*)?(\d{1,2})[\s-]+([a-z]{3})[a-z]*[\s-]+(\d{2,4})\s+(\d{1,2})\s*:\s*(\d{2})(?:\s*:\s*(\d{2}))?(?:\s*([+-]\d{4}|[a-z]{1,5}))?/i

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** RFC 5322 §4.3: the named zones, in hours; any other name means nothing certain and counts as UTC. */
const ZONE_HOURS: Readonly<Record<string, number>> = {
  edt: -4,
  est: -5,
  cdt: -5,
  cst: -6,
  mdt: -6,
  mst: -7,
  pdt: -7,
  pst: -8,
}

/**
 * Reads the value of a Date field (RFC 5322 §3.3, obsolete forms of §4.3 too).
 *
 * @returns milliseconds since the epoch, or null when the value is no such date
 */
export function parseHeaderDate(value: string): number | null {
  const match = DATE.exec(
    value
      .slice(0, 200)
      .replace(/\([^()]*\)/g, ' ')
      .trim(),
  )
  if (match === null) return null
  const month = MONTHS.indexOf(match[2]!.toLowerCase())
  const day = Number(match[1])
  const hour = Number(match[4])
  const minute = Number(match[5])
  if (month < 0 || day < 1 || day > 31 || hour > 23 || minute > 59) return null
  const local = Date.UTC(fullYear(match[3]!), month, day, hour, minute, Number(match[6] ?? 0))
  return local - zoneMinutes(match[7] ?? '') * 60_000
}

/** Seconds that were formatted lately: reports on one moment of a queue name the same few, thousands of times. */
const formatted = new Map<number, string>()
const MAX_FORMATTED = 16

/** The value of a Date field (RFC 5322 §3.3), in UTC, for milliseconds since the epoch. */
export function formatHeaderDate(at: number): string {
  const second = Math.floor(at / 1000)
  let text = formatted.get(second)
  if (text === undefined) {
    if (formatted.size >= MAX_FORMATTED) formatted.clear()
    text = new Date(at).toUTCString().replace('GMT', '+0000')
    formatted.set(second, text)
  }
  return text
}

/** RFC 5322 §4.3: years of two and three digits. */
function fullYear(digits: string): number {
  const year = Number(digits)
  if (digits.length === 2 && year < 50) return 2000 + year
  return digits.length < 4 ? 1900 + year : year
}

function zoneMinutes(zone: string): number {
  if (!/^[+-]/.test(zone)) return (ZONE_HOURS[zone.toLowerCase()] ?? 0) * 60
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3))
  return zone.startsWith('-') ? -minutes : minutes
}
