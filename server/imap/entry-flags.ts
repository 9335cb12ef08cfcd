import { formatFlags } from '../mailbox/flags.ts'
import type { Marks } from '../mailbox/flags.ts'

/** Lists of system flags alone, which most entries have, by their bits; made when first needed. */
const bare: string[] = []

/** An entry's flags as FETCH tells them (RFC 9051 §7.5.2): `(\Seen $Work)`. */
export function formatEntryFlags(marks: Marks, recent: boolean): string {
  if (recent || marks.keywords.length > 0) return formatList(marks, recent)
  return (bare[marks.flags] ??= formatList(marks, false))
}

function formatList(marks: Marks, recent: boolean): string {
  const names = formatFlags(marks)
  return `(${(recent ? [...names, '\\Recent'] : names).join(' ')})`
}
