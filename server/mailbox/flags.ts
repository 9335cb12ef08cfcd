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

/** Marks without keywords and the names of their flags, by their bits: most entries carry no more, and share these. */
const BARE: readonly { readonly marks: Marks; readonly names: readonly string[] }[] = Array.from(
  { length: 2 ** NAMES.length },
  (_, flags) => ({
    marks: { flags, keywords: [] },
    names: NAMES.filter(([bit]) => (flags & bit) !== 0).map(([, name]) => name),
  }),
)

/** The same marks, to be kept in little memory. */
export function sharedMarks(marks: Marks): Marks {
  return marks.keywords.length === 0 ? BARE[marks.flags]!.marks : marks
}

/** The names of the flags, system flags first: `['\\Seen', '$Work']`. */
export function formatFlags({ flags, keywords }: Marks): readonly string[] {
  const { names } = BARE[flags]!
  return keywords.length === 0 ? names : [...names, ...keywords]
}

/** The bit of a system flag by its name, backslash included and in any case; undefined for any other name. */
export function systemFlag(name: string): number | undefined {
  const wanted = name.toLowerCase()
  return NAMES.find(([, known]) => known.toLowerCase() === wanted)?.[0]
}
