import { existsSync } from 'node:fs'
import type net from 'node:net'
import { fileURLToPath } from 'node:url'
import { MessageChecks } from './check/message-checks.ts'
import { type Client, createClient } from './client/client.ts'
import { SandboxClock } from './clock.ts'
import { flagOf, type OptionName, type Options, VERSION } from './config.ts'
import { Faults } from './delivery/faults/faults.ts'
import { JourneyNotes } from './delivery/journey/journey-notes.ts'
import { Delivery } from './delivery/submission.ts'
import { WorldHolder } from './delivery/world/world-holder.ts'
import { createHttpServer } from './http/server.ts'
import type { ImapServerOptions } from './imap/server.ts'
import { TAG_SOURCES } from './mailbox/sender-tags.ts'
import { Store } from './mailbox/store.ts'
import { ContentReader } from './message/content-reader.ts'
import type { TlsMaterial } from './net/certificate.ts'
import { createLazyServer } from './net/lazy-server.ts'
import { listen, type Listener } from './net/listener.ts'
import type { ProtocolServer } from './net/protocol-server.ts'
import { SessionRegistry } from './net/sessions.ts'
import { createTlsGate } from './net/tls-gate.ts'
import type { Pop3ServerOptions } from './pop3/server.ts'
import { completeOptions } from './sandbox/complete-options.ts'
import { beginWorld, checkCapabilities, parseUsers, readCertificate, readFaults } from './sandbox/inputs.ts'
import {
  checkLimits,
  httpLimits,
  imapLimits,
  pop3Limits,
  smtpLimits,
  storeLimits,
  withinTimers,
} from './sandbox/limits.ts'
import { createSecureEntrance } from './sandbox/secure-entrance.ts'
import { createSmtpReceiver, type SmtpReceiver } from './smtp/receiver.ts'

export type { Client } from './client/client.ts'
export type { Options } from './config.ts'

/** The ports that are open, by protocol; with TLS, `smtps`, `https`, `pop3s` and `imaps` too. */
export type Ports = Readonly<Record<'smtp' | 'http' | 'pop3' | 'imap', number>> &
  Readonly<Record<string, number>>

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
  /** Drops every message, account and fault, and sets the clock back to real time; sessions and ports stay open. */
  reset(): void
  /** Ends every session, closes every port; safe to call more than once. */
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

const FREE_PORTS = {
  smtpPort: 0,
  httpPort: 0,
  pop3Port: 0,
  imapPort: 0,
  smtpsPort: 0,
  httpsPort: 0,
  pop3sPort: 0,
  imapsPort: 0,
} satisfies Partial<Options>

/** What serves the connections of a port. */
interface Protocol {
  handle(socket: net.Socket): void
  /** Says good-bye to a connection over the limit. */
  refuse?(socket: net.Socket): void
}

/**
 * Starts a sandbox. Ports that are not named are any free ones; everything else has the defaults of the command.
 *
 * @throws ConfigError when options do not fit or contradict each other, Error when a port or a file cannot be had; the message
 *   says which, and what to do
 */
export async function createSandbox(options: Partial<Options> = {}): Promise<Sandbox> {
  const sandbox = new RunningSandbox(withinTimers(completeOptions(options, FREE_PORTS)))
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
  readonly clock = new SandboxClock({ onChange: () => this.#tellClock() })
  readonly store: Store
  readonly #options: Options
  readonly #sessions = new SessionRegistry()
  readonly #content = new ContentReader()
  readonly #world: WorldHolder
  readonly #checks: MessageChecks
  readonly #delivery: Delivery
  readonly #journeys: JourneyNotes
  #faults!: Faults
  readonly #listeners = new Map<string, Listener>()
  readonly #dnsQueries = new Map<string, number>()
  /** What to close, in the order in which it was opened. */
  readonly #closers: (() => Promise<void>)[] = []
  #client: Client | undefined
  #closed: Promise<void> | undefined

  constructor(options: Options) {
    this.#options = options
    this.store = new Store({
      clock: this.clock,
      tagSources: TAG_SOURCES.filter(source => !options.ignoreTags.includes(source)),
      limits: storeLimits(options),
    })
    this.store.feed.subscribe(event => {
      if (event.type === 'message.deleted') this.#content.forget(event.id)
    })
    this.#world = new WorldHolder({
      clock: this.clock,
      readyMade: options.readyMade !== 'off',
      plusAddresses: options.readyMade === 'plus',
    })
    this.#world.onChange(() => this.store.feed.publish({ type: 'world.changed' }, this.clock.now()))
    this.#checks = new MessageChecks(this.#world, checkLimits(options))
    this.#delivery = new Delivery({
      store: this.store,
      clock: this.clock,
      world: this.#world,
      limits: { queued: options.maxQueue },
    })
    this.#journeys = new JourneyNotes(this.store)
  }

  async open(): Promise<void> {
    await checkCapabilities(this.#options.imapDisable)
    const tls = await readCertificate(this.#options)
    this.#faults = await this.#readFaults()
    if (this.#options.world !== null) await beginWorld(this.#world, this.#options.world)
    await this.#openSmtp(tls)
    const pop3 = this.#createPop3Server(tls)
    const imap = this.#createImapServer(tls)
    await this.#openMailboxes('pop3', pop3, tls)
    await this.#openMailboxes('imap', imap, tls)
    await this.#openDns()
    await this.#openHttp(tls, { pop3, imap })
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
    this.#faults.reset()
    this.#delivery.reset()
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
    await this.#checks.close()
    this.#delivery.close()
    this.#journeys.close()
    this.store.close()
    this.clock.close()
  }

  #tellClock(): void {
    this.store.feed.publish({ type: 'clock.changed', rate: this.clock.rate }, this.clock.now())
  }

  async #readFaults(): Promise<Faults> {
    const { faults: file, maxFaults } = this.#options
    const rules = file === null ? [] : await readFaults(file)
    return new Faults({ clock: this.clock, feed: this.store.feed, limits: { rules: maxFaults }, rules })
  }

  async #openHttp(tls: TlsMaterial | null, tunnels: Record<'pop3' | 'imap', ProtocolServer>): Promise<void> {
    const options = this.#options
    const http = await createHttpServer({
      store: this.store,
      delivery: this.#delivery,
      faults: this.#faults,
      journeys: this.#journeys,
      world: this.#world,
      content: this.#content,
      checks: this.#checks,
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
      limits: httpLimits(options),
      tunnels: {
        imap: (stream, facts) => tunnels.imap.open(stream, facts),
        pop3: (stream, facts) => tunnels.pop3.open(stream, facts),
      },
      webRoot: findWebRoot(),
      ...(options.dnsPort !== null && { dnsQueries: this.#dnsQueries }),
    })
    this.#closers.push(() => http.close())
    const handle = (socket: net.Socket): void => http.handle(socket)
    await this.#listen('http', 'httpPort', { handle })
    if (tls !== null) await this.#listen('https', 'httpsPort', { handle: createTlsGate(tls, handle) })
  }

  async #openSmtp(tls: TlsMaterial | null): Promise<void> {
    await this.#listen('smtp', 'smtpPort', this.#createReceiver(tls, false))
    if (tls !== null) await this.#listen('smtps', 'smtpsPort', this.#createReceiver(tls, true))
  }

  #createReceiver(tls: TlsMaterial | null, implicitTls: boolean): SmtpReceiver {
    const options = this.#options
    const receiver = createSmtpReceiver({
      delivery: this.#delivery,
      faults: this.#faults,
      feed: this.store.feed,
      sessions: this.#sessions,
      clock: this.clock,
      users: parseUsers('user', options.user),
      tls,
      implicitTls,
      limits: smtpLimits(options),
    })
    this.#closers.push(() => receiver.close())
    return receiver
  }

  #createPop3Server(tls: TlsMaterial | null): ProtocolServer {
    const limits = pop3Limits(this.#options)
    const serverOptions: Pop3ServerOptions = { ...this.#mailboxServices(tls), limits }
    return createLazyServer(async () => (await import('./pop3/server.ts')).createPop3Server(serverOptions))
  }

  #createImapServer(tls: TlsMaterial | null): ProtocolServer {
    const options = this.#options
    const serverOptions: ImapServerOptions = {
      ...this.#mailboxServices(tls),
      limits: imapLimits(options),
      disabled: options.imapDisable,
      literalMinus: options.imapLiteralMinus,
      version: VERSION,
    }
    return createLazyServer(async () => (await import('./imap/server.ts')).createImapServer(serverOptions))
  }

  /** What the servers stand on by which mailboxes are read. */
  #mailboxServices(tls: TlsMaterial | null) {
    const users = parseUsers('user', this.#options.user)
    const { store, clock } = this
    return { store, clock, sessions: this.#sessions, users, tls, faults: this.#faults }
  }

  /** Opens the ports of a protocol by which mailboxes are read. */
  async #openMailboxes(
    name: 'pop3' | 'imap',
    server: ProtocolServer,
    tls: TlsMaterial | null,
  ): Promise<void> {
    this.#closers.push(() => server.close())
    await this.#listen(name, `${name}Port`, server)
    if (tls === null) return
    const idleTime = this.#options[`${name}IdleTimeout`]
    const fault = { faults: this.#faults, stage: `${name}:connect`, idleTime } as const
    await this.#listen(`${name}s`, `${name}sPort`, { handle: createSecureEntrance(tls, server, fault) })
  }

  /** Answers from the world's zone, if it is asked for. */
  async #openDns(): Promise<void> {
    const { dnsPort, host, maxDnsConnections, dnsIdleTimeout } = this.#options
    if (dnsPort === null) return
    const { createDnsServer } = await import('./dns/server.ts')
    const server = await createDnsServer({
      index: () => this.#world.index,
      hosts: host,
      port: dnsPort,
      option: flagOf('dnsPort'),
      limits: { connections: maxDnsConnections, idleTime: dnsIdleTimeout },
      counts: this.#dnsQueries,
    })
    this.#listeners.set('dns', server)
  }

  async #listen(name: string, option: OptionName, protocol: Protocol): Promise<void> {
    const { maxConnections, maxHttpConnections } = this.#options
    const listener = await listen({
      hosts: this.#options.host,
      port: this.#options[option] as number,
      option: flagOf(option),
      maxConnections: name.startsWith('http') ? maxHttpConnections : maxConnections,
      onConnection: socket => protocol.handle(socket),
      onRefused: socket => protocol.refuse?.(socket),
    })
    this.#listeners.set(name, listener)
  }
}

/** The host part of a URL that reaches one of these addresses from this machine. */
function urlHost(addresses: readonly string[]): string {
  // Not `::1`: where nothing else is bound, `localhost` may well be 127.0.0.1 alone.
  const local = new Set(['127.0.0.1', '0.0.0.0', '::'])
  const [first = 'localhost'] = addresses
  if (addresses.some(address => local.has(address))) return 'localhost'
  return first.includes(':') ? `[${first}]` : first
}

function basicCredentials(user: string | undefined): { authorization?: string } {
  if (user === undefined) return {}
  return { authorization: `Basic ${Buffer.from(user).toString('base64')}` }
}

/** The built inbox: `web/dist` beside `server/` in the project, and beside `dist/` in the package. */
function findWebRoot(): string | null {
  const folder = fileURLToPath(new URL('../web/dist', import.meta.url))
  return existsSync(folder) ? folder : null
}
