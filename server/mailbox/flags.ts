/** System flags of an entry (RFC 9051 §2.3.2) as bits of one number. */
export const SEEN = 1
export const ANSWERED = 2
export const FLAGGED = 4
export const DELETED = 8
const DRAFT = 16

const NAMES: readonly (readonly [bit: number, name: string])[] = [
  [SEEN, '\\Seen'],
  [ANSWERED, '\\Answered'],
  [FLAGGED, '\\Flagged'],
  [DELETED, '\\Deleted'],
  [DRAFT, '\\Draft'],
]

/** What an entry is marked with: system flags as bits, and keywords, of which tags are another name. */
export interface Marks {
  readonly flags: number
  readonly keywords: readonly string[]
}

/** The names of the flags, system flags first: `['\\Seen', '$Work']`. */
export function formatFlags({ flags, keywords }: Marks): string[] {
  const names: string[] = []
  for (const [bit, name] of NAMES) if ((flags & bit) !== 0) names.push(name)
  names.push(...keywords)
  return names
}

/** The bit of a system flag by its name, backslash included and in any case; undefined for any other name. */
export function systemFlag(name: string): number | undefined {
  const wanted = name.toLowerCase()
  return NAMES.find(([, known]) => known.toLowerCase() === wanted)?.[0]
}
