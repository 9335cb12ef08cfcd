/** What one IMAP listener lets its clients make it hold. */
export interface ImapLimits {
  /** Connections open at the same time, in all. */
  readonly connections: number
  /** Connections open at the same time from one address. */
  readonly connectionsPerAddress: number
  /** Milliseconds a client has to log in. */
  readonly loginTime: number
  /**
   * Milliseconds a client that has logged in may be silent. RFC 9051 §5.4: at least 30 minutes.
   */
  readonly idleTime: number
  /** Longest command line, in bytes without its literals. */
  readonly commandLine: number
  /** Largest literal of a command, in bytes, but for messages. */
  readonly literal: number
  /** Largest message that APPEND takes, in bytes; one command may bring four times as much in all. */
  readonly message: number
  /** Commands in a row that are answered BAD; after the last of them the client is sent away. */
  readonly badCommands: number
  /** Bytes of answers that wait for the client to read; with more, the session waits too. */
  readonly unread: number
}

export const IMAP_LIMITS: ImapLimits = {
  connections: 1000,
  connectionsPerAddress: 1000,
  loginTime: 60_000,
  idleTime: 30 * 60_000,
  commandLine: 64 * 1024,
  literal: 64 * 1024,
  message: 50 * 1024 * 1024,
  badCommands: 50,
  unread: 1024 * 1024,
}
