/** How long something takes: milliseconds, or a number with its unit, such as `300ms`, `10s` or `5m`. */
export type Duration = number | `${number}${keyof typeof UNITS}`

const UNITS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/**
 * A duration in milliseconds.
 *
 * @throws TypeError when it is none
 */
export function toMilliseconds(duration: number | string): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(String(duration)) ?? []
  const milliseconds =
    typeof duration === 'number' ? duration : Number(number) * UNITS[unit as keyof typeof UNITS]
  if (milliseconds >= 0 && milliseconds < Infinity) return milliseconds
  throw new TypeError(`${duration} is not a duration; give milliseconds, or write 300ms, 10s or 5m`)
}
