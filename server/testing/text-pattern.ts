import { quote } from './quote.ts'

/** A pattern of a test runner, such as `expect.stringContaining('Welcome')`. */
export interface AsymmetricPattern {
  /** They all have it; Playwright does not say so in its types. */
  asymmetricMatch?(text: unknown): boolean
  /** What it was made with. */
  readonly sample?: unknown
}

/** What a text has to be: this very text, one that a regular expression finds, or one that an asymmetric matcher takes. */
export type TextPattern = string | RegExp | AsymmetricPattern

export function isTextPattern(pattern: object | string): pattern is TextPattern {
  return typeof pattern === 'string' || pattern instanceof RegExp || 'asymmetricMatch' in pattern
}

/** Whether a text is what a pattern says. @throws TypeError for what is no pattern */
export function fits(text: string, pattern: TextPattern): boolean {
  if (typeof pattern === 'string') return text === pattern
  // `search` looks from the beginning, wherever a global expression was left.
  if (pattern instanceof RegExp) return text.search(pattern) !== -1
  if (pattern.asymmetricMatch !== undefined) return pattern.asymmetricMatch(text)
  throw new TypeError('A text is held against a string, a regular expression or an asymmetric matcher')
}

/** A pattern in words, to follow what has to be so: `is 'Welcome'`. */
export function describePattern(pattern: TextPattern): string {
  if (typeof pattern === 'string') return `is ${quote(pattern)}`
  if (pattern instanceof RegExp) return `matches ${String(pattern)}`
  const { sample } = pattern
  const about = typeof sample === 'string' ? quote(sample) : sample instanceof RegExp ? String(sample) : ''
  return `is what the matcher asks for${about && `: ${about}`}`
}
