/** What the POP3 server lets its clients make it hold. */
export interface Pop3Limits {
  /** Connections open at the same time, tunnels included. */
  readonly connections: number
  /** Those of one IP address. */
  readonly connectionsPerAddress: number
  /** Milliseconds from the greeting until a client must have logged in. */
  readonly loginTime: number
  /** Milliseconds a client may stay silent after that. RFC 1939 §3 asks for 10 minutes at least. */
  readonly idleTime: number
  /** Longest command line, in bytes without its line end. RFC 2449 §4 asks for 253; passwords may be longer. */
  readonly commandLine: number
  /** Longest line of AUTH and of its responses, which hold OAuth tokens. */
  readonly authLine: number
  /** Commands in a row that are unknown, out of place or miswritten, and failed logins, until the client is sent away. */
  readonly badCommands: number
}

export const POP3_LIMITS: Pop3Limits = {
  connections: 1000,
  connectionsPerAddress: 1000,
  loginTime: 60_000,
  idleTime: 10 * 60_000,
  commandLine: 2048,
  authLine: 16 * 1024,
  badCommands: 50,
}
