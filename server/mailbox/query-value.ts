import { parseInstant } from '../units.ts'

/** A point in world time: fixed, or so long before the moment at which it is asked for. In milliseconds. */
export type Moment = { readonly at: number } | { readonly ago: number }

const SIZE = /^(\d+(?:\.\d+)?)(b|k|kb|kib|m|mb|mib|g|gb|gib)?$/i
const KIBI: Readonly<Record<string, number>> = { k: 1024, m: 1024 ** 2, g: 1024 ** 3 }

/** Reads a number of bytes such as `500`, `10k` or `1.5MB`, in steps of 1024; null when it is none. */
export function parseSize(text: string): number | null {
  const match = SIZE.exec(text)
  if (match === null) return null
  const [, number = '', unit = ''] = match
  return Number(number) * (KIBI[unit.charAt(0).toLowerCase()] ?? 1)
}

const DURATION = /^(\d+)(ms|s|m|h|d)$/
const MILLISECONDS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
}

/**
 * Reads a date or a time of ISO 8601, in UTC where it names no zone, or a duration (`300ms 10s 5m 4h 6d`)
 * that lies before the moment of asking; null when it is none of these.
 */
export function parseMoment(text: string): Moment | null {
  const duration = DURATION.exec(text)
  if (duration !== null) return { ago: Number(duration[1]) * MILLISECONDS[duration[2]!]! }
  const at = parseInstant(text)
  return at === null ? null : { at }
}
