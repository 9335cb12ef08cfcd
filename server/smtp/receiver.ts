import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import { meetConnectFault } from '../delivery/faults/connect-fault.ts'
import { Faults } from '../delivery/faults/faults.ts'
import type { TlsMaterial } from '../net/certificate.ts'
import { factsOfSocket } from '../net/stream-facts.ts'
import { AUTH_METHODS } from './authentication.ts'
import type { ReceivingContext } from './receiving-context.ts'
import { ReceivingServer } from './receiving-server.ts'

export interface SmtpReceiverOptions extends Omit<ReceivingContext, 'faults' | 'onFault'> {
  /** The faults that befall it; none, if not given. */
  readonly faults?: Faults
  /** With it, STARTTLS is offered, or every connection is encrypted from its first byte when `implicitTls` is set. */
  readonly tls: TlsMaterial | null
  readonly implicitTls: boolean
  /** The name it greets with. */
  readonly hostname?: string
  /** Told of a fault of ours that cost a client a message; the client is told 451. */
  readonly onFault?: (error: unknown, sessionId: string) => void
}

/** Receives mail on the sockets it is given. */
export interface SmtpReceiver {
  /** Takes over a connection that was just accepted. */
  handle(socket: Socket): void
  /** Says that there are too many connections; whoever accepted this one closes it. */
  refuse(socket: Socket): void
  /** Tells every client that the service ends, and waits until they are gone; those that stay are cut off. */
  close(): Promise<void>
}

/** Milliseconds that clients have to take the good-bye. */
const GOODBYE_TIME = 250

/** The jokes of smtp-server, and a command of proxies, that no mail client sends. */
const UNUSED_COMMANDS = ['WIZ', 'SHELL', 'KILL', 'XFORWARD']

function gone(socket: Socket): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(() => {
      socket.destroy()
      resolve()
    }, GOODBYE_TIME)
    socket.once('close', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

function contextOf(options: SmtpReceiverOptions): ReceivingContext {
  return {
    ...options,
    faults: options.faults ?? new Faults({ clock: options.clock, feed: options.feed }),
    onFault: options.onFault ?? (error => console.error(error)),
  }
}

function createServer(
  context: ReceivingContext,
  { tls, implicitTls }: SmtpReceiverOptions,
  hostname: string,
): ReceivingServer {
  const { limits } = context
  return new ReceivingServer(context, {
    name: hostname,
    banner: 'Facteur',
    heloResponse: '%s greets you',
    size: limits.messageSize,
    socketTimeout: limits.idleTimeout,
    maxCommandLength: limits.commandLine,
    authMethods: AUTH_METHODS,
    // Whether mail needs a login is for the connection to say: the world may spare some networks.
    authOptional: true,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    hideENHANCEDSTATUSCODES: false,
    hideDSN: false,
    logger: false,
    secure: implicitTls,
    disabledCommands: tls === null ? [...UNUSED_COMMANDS, 'STARTTLS'] : UNUSED_COMMANDS,
    ...(tls && { key: tls.key, cert: tls.cert }),
  })
}

/**
 * Receives mail by SMTP (RFC 5321) and hands it to `delivery`, on connections that a listener accepted. Any mail
 * is taken that the world does not refuse. Any login is taken until users are named; once some are named by
 * `--user`, mail needs one of theirs (530 without).
 *
 * @throws Error when TLS is asked for without a certificate, or the certificate is not one
 */
export function createSmtpReceiver(options: SmtpReceiverOptions): SmtpReceiver {
  const { implicitTls, tls, hostname = 'localhost' } = options
  if (implicitTls && tls === null) throw new Error('a listener with implicit TLS needs a certificate')
  const context = contextOf(options)
  const server = createServer(context, options, hostname)
  /** Only the first client waits. */
  const awaitDelivery = (socket: Socket, proceed: () => void): void => {
    socket.on('error', () => {})
    void context.delivery.load().then(() => {
      if (!socket.destroyed) proceed()
    })
  }
  const take = (socket: Socket): void => {
    if (implicitTls) server.server.emit('connection', socket)
    else server.connect(socket)
  }
  return {
    handle(socket) {
      const { delivery, faults, limits } = context
      if (!delivery.isLoaded) return awaitDelivery(socket, () => this.handle(socket))
      if (!faults.armed) return take(socket)
      const { address: client } = factsOfSocket(socket)
      const session = randomUUID()
      const idleTime = limits.idleTimeout
      meetConnectFault(socket, { faults, stage: 'connect', client, session, idleTime }, fault => {
        if (fault !== null) server.noteConnectFault(socket, { session, fault })
        take(socket)
      })
    },
    refuse(socket) {
      if (!implicitTls) socket.write(`421 4.3.2 ${hostname} Too many connections, try again in a moment\r\n`)
    },
    async close() {
      for (const socket of server._pendingSockets.values()) socket.destroy()
      const leaving = [...server.connections].map(connection => {
        const left = gone(connection._socket)
        connection.send(421, 'Server shutting down')
        return left
      })
      await Promise.all(leaving)
    },
  }
}
