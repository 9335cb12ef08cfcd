/** RFC 9051 §2.3.2: the system flags that every entry may have. */
const SYSTEM_FLAGS = ['\\Answered', '\\Flagged', '\\Deleted', '\\Seen', '\\Draft']

/** The flags that are defined in a folder, as FLAGS lists them (RFC 9051 §7.3.5). */
export function formatFlagList(keywords: Iterable<string>): string {
  return `(${[...SYSTEM_FLAGS, ...keywords].join(' ')})`
}

/** Those that a client can change for good, as PERMANENTFLAGS lists them; `\*` stands for keywords yet to come. */
export function formatPermanentFlags(keywords: Iterable<string>): string {
  return `(${[...SYSTEM_FLAGS, ...keywords, '\\*'].join(' ')})`
}
