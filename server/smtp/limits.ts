/** What one SMTP listener lets its clients make it hold. */
export interface SmtpLimits {
  /** Largest message, in bytes after dot-unstuffing. */
  readonly messageSize: number
  /** Recipients of one message. */
  readonly recipients: number
  /** Connections open at the same time. */
  readonly connections: number
  /** Milliseconds a client may stay silent before it is sent away. */
  readonly idleTimeout: number
  /** Longest command line, in bytes without its line end. RFC 4954 §4 asks for 12,288; OAuth tokens need more. */
  readonly commandLine: number
}

export const SMTP_LIMITS: SmtpLimits = {
  messageSize: 50 * 1024 * 1024,
  recipients: 1000,
  connections: 1000,
  idleTimeout: 60_000,
  commandLine: 16 * 1024,
}
