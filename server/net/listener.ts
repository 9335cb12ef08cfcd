import net from 'node:net'
import { bindError } from './bind-error.ts'

export interface ListenOptions {
  /** IP addresses to bind, such as `['127.0.0.1', '::1']`. */
  readonly hosts: readonly string[]
  /** The port number, the same on every host; 0 takes any that is free on all of them. */
  readonly port: number
  /** The flag by which a user chooses this port, such as `--smtp-port`; named in errors. */
  readonly option?: string
  /** Connections open at the same time, over all hosts. */
  readonly maxConnections: number
  /**
   * Takes over a connection. Sockets are half-open: when the peer has ended its side, ours stays open until the
   * protocol ends it, so that what was sent before the end is still answered.
   */
  readonly onConnection: (socket: net.Socket) => void
  /** Says good-bye to a connection over the limit; it is closed soon after, whatever this does. */
  readonly onRefused?: (socket: net.Socket) => void
}

/** One port number on one or several addresses of this machine. */
export interface Listener {
  readonly port: number
  /** The addresses that are bound; `::1` is missing on a machine without IPv6. */
  readonly addresses: string[]
  /** How many connections are open. */
  readonly connections: number
  /** Stops listening and ends every open connection. */
  close(): Promise<void>
}

/** How often port 0 is tried anew when another host has the chosen number in use. */
const PORT_ATTEMPTS = 20

/** Milliseconds that a connection which is being ended may take to read what was written to it. */
const LINGER = 250

class PortTakenError extends Error {}

/** Fails with the system's own error. */
function bind(server: net.Server, host: string, port: number, ipv6Only: boolean): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port, ipv6Only }, () => {
      server.off('error', reject)
      resolve((server.address() as net.AddressInfo).port)
    })
  })
}

/** Writes what is pending, then closes, without waiting long for a peer that does not read; done when it is closed. */
function endSoon(socket: net.Socket): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(() => socket.destroy(), LINGER)
    socket.once('close', () => {
      clearTimeout(timer)
      resolve()
    })
    socket.resume()
    socket.destroySoon()
  })
}

/** The addresses of a port, the connections that came in by them, and the limit on these. */
class PortListener implements Listener {
  port = 0
  readonly addresses: string[] = []
  readonly #options: ListenOptions
  readonly #servers: net.Server[] = []
  readonly #sockets = new Set<net.Socket>()

  constructor(options: ListenOptions) {
    this.#options = options
  }

  get connections(): number {
    return this.#sockets.size
  }

  /** Binds every host, the first one deciding the number when it is 0. */
  async open(): Promise<void> {
    const { hosts, port } = this.#options
    this.port = port
    for (const host of hosts) await this.#bind(host)
    if (this.addresses.length === 0) {
      throw new Error(
        `none of the addresses ${hosts.join(', ')} exists on this machine; choose others with --host`,
      )
    }
  }

  async #bind(host: string): Promise<void> {
    const server = net.createServer({ allowHalfOpen: true, noDelay: true }, socket => this.#accept(socket))
    try {
      // Alone, `::` serves IPv4 too; beside an IPv4 address it must leave that one's port alone.
      const ipv6Only = this.#options.hosts.some(other => net.isIPv4(other))
      this.port = await bind(server, host, this.port, ipv6Only)
    } catch (error) {
      this.#explain(error as NodeJS.ErrnoException, host)
      return
    }
    // Running out of file descriptors shows up here: the next connection may be accepted again.
    server.on('error', () => {})
    this.addresses.push(host)
    this.#servers.push(server)
  }

  /** Passes over a missing loopback address; throws any other failure, in words that say what to do. */
  #explain(error: NodeJS.ErrnoException, host: string): void {
    const { port, option = 'another port' } = this.#options
    const isMissing = error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT'
    if (isMissing && host === '::1') return
    if (error.code === 'EADDRINUSE' && port === 0) {
      throw new PortTakenError(`port ${this.port} is in use on ${host}`)
    }
    throw bindError(error, { host, port, option })
  }

  #accept(socket: net.Socket): void {
    // Without a listener, a reset by any port scanner would end the process.
    socket.on('error', () => {})
    if (this.#sockets.size >= this.#options.maxConnections) {
      this.#options.onRefused?.(socket)
      void endSoon(socket)
      return
    }
    this.#sockets.add(socket)
    socket.once('close', () => this.#sockets.delete(socket))
    this.#options.onConnection(socket)
  }

  async close(): Promise<void> {
    const closed = this.#servers.map(server => new Promise(resolve => server.close(resolve)))
    await Promise.all([...closed, ...Array.from(this.#sockets, endSoon)])
  }
}

/**
 * Opens one port number on every host, for a protocol that takes over the sockets.
 *
 * @throws Error that says which port or address cannot be had, and which option chooses another
 */
export async function listen(options: ListenOptions): Promise<Listener> {
  for (let attempt = 1; ; attempt++) {
    const listener = new PortListener(options)
    try {
      await listener.open()
      return listener
    } catch (error) {
      await listener.close()
      if (!(error instanceof PortTakenError) || attempt === PORT_ATTEMPTS) throw error
    }
  }
}
