import type { Severity } from '../finding.ts'

/** What the results of RFC 8601 §2.7 mean to a sender; others are worth a look. */
const SEVERITIES: Readonly<Record<string, Severity>> = { pass: 'ok', fail: 'error', permerror: 'error' }

/** How much a result matters. */
export function severityOf(result: string): Severity {
  return SEVERITIES[result] ?? 'warning'
}

/** What to write into the world so that its DNS has a TXT record; on a line of its own, to be copied. */
export function asWorldRecord(name: string, value: string): string {
  return `To have one, add this to the records of the world:\n${JSON.stringify({ name, type: 'TXT', value })}`
}

/** Why a look-up may have failed, and what to do. */
export const DNS_FAILURE =
  'The world says so (dns: servfail or dns: timeout of a domain, or CNAME records in a circle), of this name or of one that the record leads to. Receivers try again later.'

type Part = string | false | undefined

/** Sentences, as one paragraph. */
export function sentences(...parts: readonly Part[]): string {
  return joined(parts, ' ')
}

/**
 * Paragraphs, as one text. What a record says is one of its own: it may hold characters that turn the direction of what
 * follows them (UAX #9, until the end of the paragraph).
 */
export function paragraphs(...parts: readonly Part[]): string {
  return joined(parts, '\n')
}

function joined(parts: readonly Part[], separator: string): string {
  return parts.filter(part => part !== false && part !== undefined && part !== '').join(separator)
}
