import { createProtocolServer } from '../net/protocol-server.ts'
import type { ProtocolServer } from '../net/protocol-server.ts'
import { Pop3Connection } from './connection.ts'
import type { Pop3ConnectionOptions } from './connection.ts'
import { MaildropLocks } from './maildrop-locks.ts'

export interface Pop3ServerOptions extends Omit<Pop3ConnectionOptions, 'locks' | 'hostname' | 'onFault'> {
  /** The name of this server, for challenges; localhost, if not given. */
  readonly hostname?: string
  readonly onFault?: (error: unknown, sessionId: string) => void
}

/**
 * Serves POP3 (RFC 1939) on the streams that it is given. A login name with an @ opens the account of that address,
 * any other the catch-all account; any password is right until users are named.
 */
export function createPop3Server(given: Pop3ServerOptions): ProtocolServer {
  const options: Pop3ConnectionOptions = {
    hostname: 'localhost',
    onFault: error => console.error(error),
    ...given,
    locks: new MaildropLocks(),
  }
  return createProtocolServer({
    limits: options.limits,
    // RFC 3206 §4: the client may come back in a moment.
    refusal: '-ERR [SYS/TEMP] too many connections, try again in a moment',
    connect: (stream, facts) => new Pop3Connection(stream, facts, options),
  })
}
