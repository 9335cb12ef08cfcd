import { randomUUID } from 'node:crypto'
import type { Clock } from '../clock.ts'
import { beginUnlessFaulted } from '../delivery/faults/begin-unless-faulted.ts'
import { Faults } from '../delivery/faults/faults.ts'
import type { Store } from '../mailbox/store.ts'
import type { TlsMaterial } from '../net/certificate.ts'
import { createProtocolServer, type ProtocolConnection, type ProtocolServer } from '../net/protocol-server.ts'
import type { OpenSession, SessionRegistry } from '../net/sessions.ts'
import type { Users } from '../net/users.ts'
import { Capabilities } from './capability.ts'
import type { ImapLimits } from './limits.ts'
import { ImapSession } from './session.ts'

export interface ImapServerOptions {
  readonly store: Store
  readonly clock: Clock
  readonly sessions: SessionRegistry
  readonly users: Users
  /** With it, STARTTLS is offered on streams that are not encrypted. */
  readonly tls: TlsMaterial | null
  /** The name it greets with. */
  readonly hostname?: string
  readonly limits: ImapLimits
  /** Capabilities that are to be missing, in any case. */
  readonly disabled: readonly string[]
  /** RFC 7888 §5: LITERAL- instead of LITERAL+. */
  readonly literalMinus: boolean
  /** Facteur's version, which ID tells. */
  readonly version: string
  /** The faults that befall it; none, if not given. */
  readonly faults?: Faults
  /** Told of a fault of ours that ended a session. */
  readonly onFault?: (error: unknown, sessionId: string) => void
}

/** Serves IMAP4rev1 (RFC 3501) and IMAP4rev2 (RFC 9051) on the streams it is given. */
export function createImapServer(options: ImapServerOptions): ProtocolServer {
  const { store, clock, sessions, users, tls, hostname = 'localhost', limits, version } = options
  const { disabled, literalMinus, onFault = error => console.error(error) } = options
  const faults = options.faults ?? new Faults({ clock, feed: store.feed })
  const capabilities = new Capabilities({ disabled, literalMinus, tls: tls !== null, limits })
  const context = { store, clock, sessions, users, limits, capabilities, hostname, version }
  return createProtocolServer({
    limits,
    // RFC 5530 §3: UNAVAILABLE says that it may be tried again.
    refusal: '* BYE [UNAVAILABLE] Too many connections, try again in a moment',
    connect: (stream, { address, port, tls: encrypted }) => {
      const begin = (): ProtocolConnection => {
        const id = randomUUID()
        const since = clock.now()
        const facts: OpenSession = { id, protocol: 'imap', address, port, since, user: null, tls: encrypted }
        const session = new ImapSession(context, facts)
        // Not before it is needed: all commands together cost tens of milliseconds of every start.
        const serving = import('./connection.ts').then(({ ImapConnection }) => {
          const connection = new ImapConnection(stream, { session, faults, tls, onFault })
          void connection.serve()
          return connection
        })
        return { end: () => void serving.then(connection => connection.end()) }
      }
      const { idleTime } = limits
      return beginUnlessFaulted(stream, { faults, stage: 'imap:connect', client: address, idleTime }, begin)
    },
  })
}
