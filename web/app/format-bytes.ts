const KILO = 1024
const MEGA = 1024 * KILO

/** The words for the units, of one language. */
export interface ByteUnits {
  readonly bytes: (count: number, shown: string) => string
  readonly kilobytes: (count: string) => string
  readonly megabytes: (count: string) => string
}

/** A size as people read it: whole bytes below 1 KB, then KB and MB with one decimal while they are small. */
export function formatBytes(bytes: number, units: ByteUnits, locale: string): string {
  if (bytes < KILO) return units.bytes(bytes, number(bytes, locale))
  if (bytes < MEGA) return units.kilobytes(number(bytes / KILO, locale))
  return units.megabytes(number(bytes / MEGA, locale))
}

function number(value: number, locale: string): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: value < 100 ? 1 : 0 }).format(value)
}
