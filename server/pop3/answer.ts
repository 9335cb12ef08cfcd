/** RFC 2449 §8 and RFC 3206: what went wrong, for programs. */
export type ResponseCode = 'AUTH' | 'IN-USE' | 'SYS/TEMP'

/** What a client is told; the connection's loop alone writes it. */
export interface Pop3Answer {
  readonly status: '+OK' | '-ERR' | '+'
  /** One of ours, or what a fault says. */
  readonly code?: string
  readonly text: string
  /**
   * Of a multi-line response, what stands between its first line and the final dot: whole lines with their ends,
   * dots stuffed. Asked for piece by piece as the client takes them.
   */
  readonly body?: Iterable<string | Buffer>
  /** Whether it counts as a bad command: no mail program is told so many times in a row. */
  readonly bad?: boolean
  /** What the connection does when this is said. */
  readonly next?: 'close' | 'start-tls'
}

/** The credentials of a login are right: what it is answered, the opening of the maildrop tells. */
export interface Pop3Login {
  readonly user: string
  /** The command by which it came. */
  readonly by: 'PASS' | 'APOP' | 'AUTH'
}

export function ok(text: string, body?: Iterable<string | Buffer>): Pop3Answer {
  return body === undefined ? { status: '+OK', text } : { status: '+OK', text, body }
}

/** It cannot be done as asked. */
export function no(text: string, code?: ResponseCode): Pop3Answer {
  return code === undefined ? { status: '-ERR', text } : { status: '-ERR', code, text }
}

/** It should not have been asked. */
export function bad(text: string): Pop3Answer {
  return { status: '-ERR', text, bad: true }
}

/** RFC 3206 §4: the credentials are wrong, and nothing else. */
export function wrongCredentials(): Pop3Answer {
  return { status: '-ERR', code: 'AUTH', text: 'wrong user name or password', bad: true }
}

/** The first line of an answer, with its end. */
export function formatStatus({ status, code, text }: Pop3Answer): string {
  return `${status} ${code === undefined ? '' : `[${code}] `}${text}\r\n`
}
