/** How much a finding matters: `ok` is as it should be, `info` says something without judging it. */
export type Severity = 'ok' | 'info' | 'warning' | 'error'

/** One thing that a check found in a message. */
export interface Finding {
  /** What was looked at, stable: `spf`, `dkim`, `dmarc`. */
  readonly rule: string
  readonly severity: Severity
  /** The outcome in the words of its standard, such as `softfail`. */
  readonly result: string
  /** The domain, address or name that it is about; null where it is about the message. */
  readonly subject: string | null
  /** One line for people. */
  readonly title: string
  /** What it means, and what can be done; '' where there is nothing to say. */
  readonly detail: string
}

/** What a check says of a message. */
export interface CheckReport {
  /** From 0 to 100: how much of what was judged is as it should be; 100 where nothing was. */
  readonly score: number
  readonly findings: readonly Finding[]
}
