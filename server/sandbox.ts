import { existsSync } from 'node:fs'
import type net from 'node:net'
import { fileURLToPath } from 'node:url'
import { type Client, createClient } from './client/client.ts'
import { SandboxClock } from './clock.ts'
import { ConfigError, defaultOptions, flagOf, type OptionName, type Options, VERSION } from './config.ts'
import { Delivery } from './delivery/submission.ts'
import { createHttpServer } from './http/server.ts'
import { Store } from './mailbox/store.ts'
import { STORE_LIMITS } from './mailbox/store-limits.ts'
import { ContentReader } from './message/content-reader.ts'
import { loadCertificate, type TlsMaterial } from './net/certificate.ts'
import { listen, type Listener } from './net/listener.ts'
import { SessionRegistry } from './net/sessions.ts'
import { createTlsGate } from './net/tls-gate.ts'
import { Users } from './net/users.ts'
import { createSmtpReceiver, type SmtpReceiver } from './smtp/receiver.ts'

export type { Client } from './client/client.ts'
export type { Options } from './config.ts'

/** The ports that are open, by protocol: `smtp`, `http` and, with TLS, `smtps` and `https`. */
export type Ports = { readonly smtp: number; readonly http: number } & Readonly<Record<string, number>>

/** A whole Facteur in this process: mail servers, store, API and inbox. Any number may run side by side. */
export interface Sandbox {
  readonly ports: Ports
  /** Where each protocol listens, such as `{ smtp: ['127.0.0.1:1025', '[::1]:1025'] }`. */
  readonly addresses: Readonly<Record<string, readonly string[]>>
  /** Base URL of the inbox and the API, such as `http://localhost:8025`. */
  readonly url: string
  /** The public HTTP client, connected to this sandbox. */
  readonly client: Client
  readonly clock: SandboxClock
  /** The mailboxes themselves, for those who need no HTTP between. */
  readonly store: Store
  /** Drops every message and account and sets the clock back to real time; sessions and ports stay open. */
  reset(): void
  /** Ends every session, closes every port; safe to call more than once. */
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

const FREE_PORTS: Pick<Options, 'smtpPort' | 'httpPort' | 'smtpsPort' | 'httpsPort'> = {
  smtpPort: 0,
  httpPort: 0,
  smtpsPort: 0,
  httpsPort: 0,
}

/** What serves the connections of a port. */
interface Protocol {
  handle(socket: net.Socket): void
  /** Says good-bye to a connection over the limit. */
  refuse?(socket: net.Socket): void
}

/**
 * Starts a sandbox. Ports that are not named are any free ones; everything else has the defaults of the command.
 *
 * @throws ConfigError when options contradict each other, Error when a port or a file cannot be had; the message
 *   says which, and what to do
 */
export async function createSandbox(options: Partial<Options> = {}): Promise<Sandbox> {
  const sandbox = new RunningSandbox({ ...defaultOptions(), ...FREE_PORTS, ...options })
  try {
    await sandbox.open()
  } catch (error) {
    await sandbox.close()
    throw error
  }
  return sandbox
}

/** The only place that knows all rooms: it makes their parts, joins them and takes them down again. */
class RunningSandbox implements Sandbox {
  readonly clock = new SandboxClock()
  readonly store: Store
  readonly #options: Options
  readonly #sessions = new SessionRegistry()
  readonly #content = new ContentReader()
  readonly #delivery: Delivery
  readonly #listeners = new Map<string, Listener>()
  /** What to close, in the order in which it was opened. */
  readonly #closers: (() => Promise<void>)[] = []
  #client: Client | undefined
  #closed: Promise<void> | undefined

  constructor(options: Options) {
    this.#options = options
    this.store = new Store({
      clock: this.clock,
      limits: {
        ...STORE_LIMITS,
        messages: options.maxMessages,
        bytes: options.maxStoreSize,
        age: options.maxAge,
        accounts: options.maxAccounts,
      },
    })
    this.store.feed.subscribe(event => {
      if (event.type === 'message.deleted') this.#content.forget(event.id)
    })
    this.#delivery = new Delivery(this.store)
  }

  async open(): Promise<void> {
    const tls = await this.#loadTls()
    await this.#openSmtp(tls)
    await this.#openHttp(tls)
    this.#client = createClient({ baseUrl: this.url, ...basicCredentials(this.#options.httpUser[0]) })
  }

  get ports(): Ports {
    return Object.fromEntries([...this.#listeners].map(([name, { port }]) => [name, port])) as Ports
  }

  get addresses(): Record<string, string[]> {
    return Object.fromEntries(
      [...this.#listeners].map(([name, { addresses, port }]) => [
        name,
        addresses.map(address => (address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`)),
      ]),
    )
  }

  get url(): string {
    const listener = this.#listeners.get('http')
    if (listener === undefined) throw new Error('the sandbox is not open')
    return `http://${urlHost(listener.addresses)}:${listener.port}`
  }

  get client(): Client {
    if (this.#client === undefined) throw new Error('the sandbox is not open')
    return this.#client
  }

  reset(): void {
    this.store.reset()
    this.clock.reset()
  }

  close(): Promise<void> {
    this.#closed ??= this.#close()
    return this.#closed
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  async #close(): Promise<void> {
    await Promise.all(this.#closers.map(close => close()))
    await Promise.all([...this.#listeners.values()].map(listener => listener.close()))
    await this.#content.close()
    this.store.close()
    this.clock.close()
  }

  async #loadTls(): Promise<TlsMaterial | null> {
    const { tls, tlsCert, tlsKey, tlsHost, stateDir } = this.#options
    if (!tls) return null
    if ((tlsCert === null) !== (tlsKey === null)) {
      throw new ConfigError(
        '--tls-cert and --tls-key go together; give both files, or none for a generated one',
      )
    }
    return loadCertificate({
      ...(tlsCert !== null && { certFile: tlsCert }),
      ...(tlsKey !== null && { keyFile: tlsKey }),
      hosts: [...tlsHost],
      directory: stateDir,
    })
  }

  async #openHttp(tls: TlsMaterial | null): Promise<void> {
    const options = this.#options
    const http = await createHttpServer({
      store: this.store,
      delivery: this.#delivery,
      content: this.#content,
      sessions: this.#sessions,
      clock: this.clock,
      info: () => ({
        version: VERSION,
        ports: this.ports,
        limits: {
          ...this.store.limits,
          messageSize: options.maxMessageSize,
          recipients: options.maxRecipients,
        },
      }),
      allowHosts: options.allowHost,
      allowOrigins: options.allowOrigin,
      users: parseUsers('httpUser', options.httpUser),
      limits: {
        messageSize: options.maxMessageSize,
        recipients: options.maxRecipients,
        eventStreams: options.maxEventStreams,
      },
      webRoot: findWebRoot(),
    })
    this.#closers.push(() => http.close())
    const handle = (socket: net.Socket): void => http.handle(socket)
    await this.#listen('http', 'httpPort', { handle })
    if (tls !== null) await this.#listen('https', 'httpsPort', { handle: createTlsGate(tls, handle) })
  }

  async #openSmtp(tls: TlsMaterial | null): Promise<void> {
    const plain = this.#createReceiver(tls, false)
    await this.#listen('smtp', 'smtpPort', plain)
    if (tls === null) return
    const secure = this.#createReceiver(tls, true)
    await this.#listen('smtps', 'smtpsPort', secure)
  }

  #createReceiver(tls: TlsMaterial | null, implicitTls: boolean): SmtpReceiver {
    const options = this.#options
    const receiver = createSmtpReceiver({
      delivery: this.#delivery,
      feed: this.store.feed,
      sessions: this.#sessions,
      clock: this.clock,
      users: parseUsers('user', options.user),
      tls,
      implicitTls,
      limits: {
        messageSize: options.maxMessageSize,
        recipients: options.maxRecipients,
        connections: options.maxConnections,
        idleTimeout: options.idleTimeout,
        commandLine: options.maxCommandLine,
      },
    })
    this.#closers.push(() => receiver.close())
    return receiver
  }

  async #listen(name: string, option: OptionName, protocol: Protocol): Promise<void> {
    const listener = await listen({
      hosts: this.#options.host,
      port: this.#options[option] as number,
      option: flagOf(option),
      maxConnections: this.#options.maxConnections,
      onConnection: socket => protocol.handle(socket),
      onRefused: socket => protocol.refuse?.(socket),
    })
    this.#listeners.set(name, listener)
  }
}

/** The host part of a URL that reaches one of these addresses from this machine. */
function urlHost(addresses: readonly string[]): string {
  const local = new Set(['127.0.0.1', '::1', '0.0.0.0', '::'])
  const [first = 'localhost'] = addresses
  if (addresses.some(address => local.has(address))) return 'localhost'
  return first.includes(':') ? `[${first}]` : first
}

function basicCredentials(user: string | undefined): { authorization?: string } {
  if (user === undefined) return {}
  return { authorization: `Basic ${Buffer.from(user).toString('base64')}` }
}

function parseUsers(option: OptionName, entries: readonly string[]): Users {
  try {
    return Users.parse(entries)
  } catch (error) {
    throw new ConfigError(`${flagOf(option)}: ${(error as Error).message}`, { cause: error })
  }
}

/** The built inbox: `web/dist` beside `server/` in the project, and beside `dist/` in the package. */
function findWebRoot(): string | null {
  const folder = fileURLToPath(new URL('../web/dist', import.meta.url))
  return existsSync(folder) ? folder : null
}
