/** What one message may make a check compute. */
export interface CheckLimits {
  /** Milliseconds after which a check is given up. */
  readonly timeout: number
  /** Milliseconds without a check after which the thread in which they run is stopped. */
  readonly threadIdle: number
  /** DKIM signatures that are verified; those below them are left out. */
  readonly signatures: number
  /** Bytes of a header section whose signatures are verified. */
  readonly headerBytes: number
  /** Lines of such a header section. */
  readonly headerLines: number
  /** Characters of what a finding is about. */
  readonly subject: number
  /** Characters of a finding's explanation. */
  readonly detail: number
}

export const CHECK_LIMITS: CheckLimits = {
  timeout: 10_000,
  threadIdle: 30_000,
  signatures: 10,
  headerBytes: 256 * 1024,
  headerLines: 5000,
  subject: 300,
  detail: 4000,
}
