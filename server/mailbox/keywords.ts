import { DomainError } from './domain-error.ts'

/** RFC 9051 §9: a flag-keyword is an atom: printable ASCII without these. */
const KEYWORD = /^[!#$&'+,\-./0-9:;<=>?@A-Z[^_`a-z|}~]+$/

/** Whether this can be a keyword. */
export function isKeyword(text: string): boolean {
  return KEYWORD.test(text)
}

/**
 * Checks keywords and drops repetitions; they are compared without case, and the spelling that came first
 * stays.
 *
 * @throws DomainError invalid-keyword
 */
export function parseKeywords(keywords: readonly string[], maxLength: number): readonly string[] {
  for (const keyword of keywords) {
    if (!isKeyword(keyword)) {
      throw new DomainError(
        'invalid-keyword',
        `"${keyword}" cannot be a tag: use printable ASCII without spaces and ( ) { % * " \\ ]`,
      )
    }
    if (keyword.length > maxLength) {
      throw new DomainError(
        'invalid-keyword',
        `a tag has at most ${maxLength} characters, "${keyword}" has more`,
      )
    }
  }
  return uniteKeywords([], keywords)
}

/** All of the first and those of the second that are new. */
export function uniteKeywords(first: readonly string[], second: readonly string[]): readonly string[] {
  if (second.length === 0) return first
  const united = new Map<string, string>()
  for (const keyword of [...first, ...second]) {
    const key = keyword.toLowerCase()
    if (!united.has(key)) united.set(key, keyword)
  }
  return [...united.values()]
}

/** Those of the first that are not among the second. */
export function withoutKeywords(first: readonly string[], second: readonly string[]): readonly string[] {
  if (first.length === 0 || second.length === 0) return first
  const doomed = new Set(second.map(keyword => keyword.toLowerCase()))
  return first.filter(keyword => !doomed.has(keyword.toLowerCase()))
}
