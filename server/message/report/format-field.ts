import { foldLines } from './fold-lines.ts'

/**
 * One header field with its line end, folded (RFC 5322 §2.2.3).
 *
 * @param value of any origin: control characters become spaces
 */
export function formatField(name: string, value: string): string {
  return `${foldLines(`${name}: ${value.trim()}`, ' ').join('\r\n')}\r\n`
}

/** The fields that have a value, one after the other. */
export function formatFields(fields: readonly (readonly [name: string, value: string | null])[]): string {
  return fields.map(([name, value]) => (value === null ? '' : formatField(name, value))).join('')
}
