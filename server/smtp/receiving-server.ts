import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { TLSSocket, TlsOptions } from 'node:tls'
import type {
  SMTPServerAuthentication,
  SMTPServerAuthenticationResponse,
  SMTPServerOptions,
  SMTPServerSession,
} from 'smtp-server'
import type { SMTPConnectionOptions } from 'smtp-server/lib/smtp-connection.js'
import type { ScriptedFault } from '../delivery/faults/scripted-fault.ts'
import { lowestStream } from '../net/lowest-stream.ts'
import type { Users } from '../net/users.ts'
import { authenticate } from './authentication.ts'
import { ReceivingConnection } from './receiving-connection.ts'
import type { ReceivingContext } from './receiving-context.ts'
import { SMTPServer } from './stock-server.ts'

type Done = (error?: Error | null) => void

/** What befell a connection before its session began. */
interface ConnectFault {
  /** The id of the session to come. */
  readonly session: string
  readonly fault: ScriptedFault
}

/** smtp-server with our connections; every decision is taken in the same tick. */
export class ReceivingServer extends SMTPServer {
  readonly #context: ReceivingContext
  readonly #connectFaults = new WeakMap<Duplex, ConnectFault>()

  constructor(context: ReceivingContext, options: SMTPServerOptions) {
    super(options)
    this.#context = context
    // Failed handshakes and resets end here; without a listener they would end the process.
    this.on('error', () => {})
  }

  /** A fault befell a connection that is about to be served: its session tells of it. */
  noteConnectFault(socket: Socket, fault: ConnectFault): void {
    this.#connectFaults.set(socket, fault)
  }

  override connect(socket: Socket | TLSSocket, options?: SMTPConnectionOptions | null): void {
    const met = this.#connectFaults.get(lowestStream(socket))
    const id = met && { id: met.session }
    const connection = new ReceivingConnection(this, socket, this.#context, { ...options, ...id })
    this.connections.add(connection)
    connection.on('error', error => this._onError(error))
    if (met !== undefined) connection.onFault(met.fault)
    connection.init()
  }

  override onConnect(_session: SMTPServerSession, done: Done): void {
    done()
  }

  override onSecure(_socket: Socket | TLSSocket, _session: SMTPServerSession, done: Done): void {
    done()
  }

  override onAuth(
    auth: SMTPServerAuthentication,
    session: SMTPServerSession,
    done: (error: Error | null, response?: SMTPServerAuthenticationResponse) => void,
  ): void {
    const judge = (): void => done(null, authenticate(auth, this.#users))
    const connection = this.#context.faults.armed ? this.#connectionOf(session) : undefined
    if (connection === undefined) judge()
    else connection.meetAuthFault(auth.username ?? '', { judge, refuse: () => done(new Error('refused')) })
  }

  /** Those that `--user` names, and those of the world. */
  get #users(): Users {
    const { delivery, users } = this.#context
    return users.with(delivery.world.index.world.submission.users)
  }

  #connectionOf(session: SMTPServerSession): ReceivingConnection | undefined {
    for (const connection of this.connections) {
      if (connection instanceof ReceivingConnection && connection.session === session) return connection
    }
    return undefined
  }

  /** Without a certificate of ours there is no TLS; smtp-server would fall back on one whose key is public. */
  override updateSecureContext(options?: TlsOptions | SMTPServerOptions | null): void {
    if (this.options.key === undefined) this.secureContext = new Map()
    else super.updateSecureContext(options)
  }
}
