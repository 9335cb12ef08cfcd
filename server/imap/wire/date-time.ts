const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const MINUTE = 60_000

const DATE = /^(\d{1,2})-([a-z]{3})-(\d{4})$/i
/** RFC 9051 §9: a day below ten has a space before it, which some clients leave out, or write a zero instead. */
const DATE_TIME = /^ ?(\d{1,2}-[a-z]{3}-\d{4}) (\d{2}):(\d{2}):(\d{2}) ([+-])(\d{2})(\d{2})$/i

/** RFC 9051 §9, date-time, in UTC and with its quotes: `"17-Jul-1996 09:44:25 +0000"`. */
export function formatDateTime(milliseconds: number): string {
  const date = new Date(milliseconds)
  const day = String(date.getUTCDate()).padStart(2, ' ')
  const year = String(date.getUTCFullYear()).padStart(4, '0')
  const time = date.toISOString().slice(-13, -5)
  return `"${day}-${MONTHS[date.getUTCMonth()]}-${year} ${time} +0000"`
}

/**
 * RFC 9051 §9, date-text: `17-Jul-1996`.
 *
 * @returns its midnight in UTC, in milliseconds since the epoch; null when it is no date
 */
export function parseDate(text: string): number | null {
  const match = DATE.exec(text)
  if (match === null) return null
  const day = Number(match[1])
  const month = MONTHS.findIndex(name => name.toLowerCase() === match[2]!.toLowerCase())
  const date = new Date(0)
  date.setUTCFullYear(Number(match[3]), month, day)
  return month >= 0 && date.getUTCMonth() === month && date.getUTCDate() === day ? date.getTime() : null
}

/**
 * RFC 9051 §9, date-time, without its quotes: `17-Jul-1996 02:44:25 -0700`.
 *
 * @returns milliseconds since the epoch; null when it is none
 */
export function parseDateTime(text: string): number | null {
  const match = DATE_TIME.exec(text)
  const midnight = parseDate(match?.[1] ?? '')
  if (match === null || midnight === null) return null
  const hour = Number(match[2])
  const minute = Number(match[3])
  // RFC 5322 §3.3: 60 is a leap second.
  const second = Number(match[4])
  const zone = (match[5] === '-' ? -1 : 1) * (Number(match[6]) * 60 + Number(match[7]))
  if (hour > 23 || minute > 59 || second > 60 || Number(match[7]) > 59) return null
  return midnight + second * 1000 + (hour * 60 + minute - zone) * MINUTE
}
