import { isIPv4 } from 'node:net'
import type { WorldIndex } from '../delivery/world/world-index.ts'
import { bindError } from '../net/bind-error.ts'
import { listen, type Listener } from '../net/listener.ts'
import { answerQuery } from './answer.ts'
import { type DatagramPort, openDatagramPort } from './datagram-port.ts'
import { DNS_LIMITS, type DnsLimits } from './limits.ts'
import { RESPONSE_CODE_NAMES } from './response-code.ts'
import { serveConnection } from './tcp-connection.ts'

export interface DnsServerOptions {
  /** The world as it is; asked for with every query. */
  readonly index: () => Pick<WorldIndex, 'zone'>
  /** IP addresses to bind. */
  readonly hosts: readonly string[]
  /** The number of the UDP port and of the TCP port; 0 takes any that is free as both, on all hosts. */
  readonly port: number
  /** The flag by which a user chooses the port; named in errors. */
  readonly option?: string
  /** Told of a fault of ours that cost a query its answer; printed, if not given. */
  readonly onFault?: (error: unknown) => void
  /** Where answers are counted, by the names of their codes, such as `NXDOMAIN`; `none` is no answer. */
  readonly counts?: Map<string, number>
  /** What is left out has its default. */
  readonly limits?: Partial<DnsLimits>
}

type Protocol = 'udp' | 'tcp'

/** How often port 0 is tried anew when the number that TCP chose is taken for UDP. */
const PORT_ATTEMPTS = 20

/**
 * Answers DNS queries from the zone of the world, over UDP and TCP.
 *
 * @returns the ports; its connections are those over TCP
 * @throws Error that says which port or address cannot be had, and which option chooses another
 */
export async function createDnsServer(options: DnsServerOptions): Promise<Listener> {
  for (let attempt = 1; ; attempt++) {
    const server = new DnsServer(options)
    try {
      await server.open()
      return server
    } catch (error) {
      await server.close()
      if (!(error instanceof PortTakenError) || attempt === PORT_ATTEMPTS) throw error
    }
  }
}

class PortTakenError extends Error {}

class DnsServer implements Listener {
  readonly #options: DnsServerOptions
  readonly #limits: DnsLimits
  readonly #datagramPorts: DatagramPort[] = []
  #tcp: Listener | undefined

  constructor(options: DnsServerOptions) {
    this.#options = options
    this.#limits = { ...DNS_LIMITS, ...options.limits }
  }

  get port(): number {
    return this.#tcp?.port ?? 0
  }

  get addresses(): string[] {
    return this.#tcp?.addresses ?? []
  }

  get connections(): number {
    return this.#tcp?.connections ?? 0
  }

  /** Binds TCP, which chooses the number when it is 0, then UDP on the same addresses. */
  async open(): Promise<void> {
    const { hosts, port, option } = this.#options
    const { query: maxQuery, idleTime, connections } = this.#limits
    const answer = (message: Buffer): Buffer | null => this.#answer(message, 'tcp')
    this.#tcp = await listen({
      hosts,
      port,
      ...(option !== undefined && { option }),
      maxConnections: connections,
      onConnection: socket => serveConnection(socket, { answer, maxQuery, idleTime }),
    })
    for (const host of this.addresses) this.#datagramPorts.push(await this.#openDatagramPort(host))
  }

  async close(): Promise<void> {
    await Promise.all(this.#datagramPorts.splice(0).map(port => port.close()))
    await this.#tcp?.close()
  }

  async #openDatagramPort(host: string): Promise<DatagramPort> {
    const { hosts, port, option = 'another port' } = this.#options
    try {
      return await openDatagramPort({
        host,
        port: this.port,
        ipv6Only: hosts.some(other => isIPv4(other)),
        answer: message => this.#answer(message, 'udp'),
        maxQuery: this.#limits.query,
        maxUnsent: this.#limits.unsent,
      })
    } catch (error) {
      const failure = error as NodeJS.ErrnoException
      if (failure.code === 'EADDRINUSE' && port === 0) throw new PortTakenError(failure.message)
      throw bindError(failure, { host, port: this.port, option })
    }
  }

  #answer(message: Buffer, protocol: Protocol): Buffer | null {
    const { index, counts } = this.#options
    try {
      const response = answerQuery(message, index().zone, { protocol, datagram: this.#limits.datagram })
      const code = response === null ? 'none' : RESPONSE_CODE_NAMES[response.code]
      counts?.set(code, (counts.get(code) ?? 0) + 1)
      return response?.message ?? null
    } catch (error) {
      const { onFault = console.error } = this.#options
      onFault(error)
      return null
    }
  }
}
