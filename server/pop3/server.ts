import { beginUnlessFaulted } from '../delivery/faults/begin-unless-faulted.ts'
import { Faults } from '../delivery/faults/faults.ts'
import { createProtocolServer } from '../net/protocol-server.ts'
import type { ProtocolServer } from '../net/protocol-server.ts'
import { Pop3Connection } from './connection.ts'
import type { Pop3ConnectionOptions } from './connection.ts'
import { MaildropLocks } from './maildrop-locks.ts'

export interface Pop3ServerOptions extends Omit<
  Pop3ConnectionOptions,
  'locks' | 'hostname' | 'faults' | 'onFault'
> {
  /** The name of this server, for challenges; localhost, if not given. */
  readonly hostname?: string
  /** The faults that befall it; none, if not given. */
  readonly faults?: Faults
  readonly onFault?: (error: unknown, sessionId: string) => void
}

/**
 * Serves POP3 (RFC 1939) on the streams that it is given. A login name with an @ opens the account of that address,
 * any other the catch-all account; any password is right until users are named.
 */
export function createPop3Server(given: Pop3ServerOptions): ProtocolServer {
  const options: Pop3ConnectionOptions = {
    hostname: 'localhost',
    faults: new Faults({ clock: given.clock, feed: given.store.feed }),
    onFault: error => console.error(error),
    ...given,
    locks: new MaildropLocks(),
  }
  const { faults, limits } = options
  return createProtocolServer({
    limits,
    // RFC 3206 §4: the client may come back in a moment.
    refusal: '-ERR [SYS/TEMP] too many connections, try again in a moment',
    connect: (stream, facts) =>
      beginUnlessFaulted(
        stream,
        { faults, stage: 'pop3:connect', client: facts.address, idleTime: limits.idleTime },
        () => new Pop3Connection(stream, facts, options),
      ),
  })
}
