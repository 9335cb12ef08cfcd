/** What a matcher gives to the `expect` of Vitest, Jest and Playwright. */
export interface Verdict {
  readonly pass: boolean
  /** Why the expectation fails, with or without `.not`. */
  message(this: void): string
  /** For the difference that runners show. */
  readonly expected?: unknown
  readonly actual?: unknown
}

/** What a matcher is told by these runners. */
export interface MatcherState {
  readonly isNot?: boolean
  /** Milliseconds, of Playwright: how long an expectation waits unless it says otherwise. */
  readonly timeout?: number
}
