import { foldLines } from './fold-lines.ts'

/**
 * One header field with its line end, folded (RFC 5322 §2.2.3).
 *
 * @param value of any origin: control characters become spaces
 */
export function formatField(name: string, value: string): string {
  let field = ''
  for (const line of foldLines(`${name}: ${value.trim()}`, ' ')) field += `${line}\r\n`
  return field
}

/** The fields that have a value, one after the other. */
export function formatFields(fields: readonly (readonly [name: string, value: string | null])[]): string {
  let formatted = ''
  for (const [name, value] of fields) if (value !== null) formatted += formatField(name, value)
  return formatted
}
