import type net from 'node:net'
import type { Duplex } from 'node:stream'
import type { StreamFacts } from './stream-facts.ts'
import { factsOfSocket } from './stream-facts.ts'

/** Serves one protocol on whatever stream it is given. */
export interface ProtocolServer {
  /** Takes over a connection that was just accepted, plain or TLS. */
  handle(socket: net.Socket): void
  /** Begins a session on any stream, such as a tunnel: the same as on a connection. */
  open(stream: Duplex, facts: StreamFacts): void
  /** Says that there are too many connections; whoever accepted this one closes it. */
  refuse(socket: net.Socket): void
  /** Ends every session and waits until all are gone; what lingers is cut off. */
  close(): Promise<void>
}

/** One connection of a protocol, from its greeting to its end. */
export interface ProtocolConnection {
  /** Takes leave of the client and closes the stream; may be called more than once. */
  end(): void
}

/** How many connections a protocol takes. */
export interface ConnectionLimits {
  readonly connections: number
  readonly connectionsPerAddress: number
}

export interface ProtocolServerOptions {
  readonly limits: ConnectionLimits
  /** The line, without its end, that greets a client for whom there is no room. */
  readonly refusal: string
  /** Greets and serves a client, until the stream is closed. */
  readonly connect: (stream: Duplex, facts: StreamFacts) => ProtocolConnection
}

/** Milliseconds that clients have to take the good-bye. */
const GOODBYE_TIME = 250

/** The connections of one protocol, counted in all and by the client's address. */
class ConnectionSet implements ProtocolServer {
  readonly #options: ProtocolServerOptions
  readonly #open = new Map<Duplex, ProtocolConnection>()
  readonly #byAddress = new Map<string, number>()
  #wake: () => void = () => {}

  constructor(options: ProtocolServerOptions) {
    this.#options = options
  }

  handle(socket: net.Socket): void {
    this.open(socket, factsOfSocket(socket))
  }

  open(stream: Duplex, facts: StreamFacts): void {
    // Without a listener, a reset would end the process; the close that follows it is what counts.
    stream.on('error', () => {})
    if (!this.#hasRoom(facts.address)) return this.#turnAway(stream)
    this.#count(facts.address, 1)
    stream.once('close', () => {
      this.#count(facts.address, -1)
      this.#open.delete(stream)
      if (this.#open.size === 0) this.#wake()
    })
    this.#open.set(stream, this.#options.connect(stream, facts))
  }

  refuse(socket: net.Socket): void {
    socket.write(`${this.#options.refusal}\r\n`)
  }

  async close(): Promise<void> {
    if (this.#open.size === 0) return
    const gone = new Promise<void>(resolve => (this.#wake = resolve))
    for (const connection of this.#open.values()) connection.end()
    const timer = setTimeout(() => {
      for (const stream of this.#open.keys()) stream.destroy()
    }, GOODBYE_TIME)
    await gone
    clearTimeout(timer)
  }

  #hasRoom(address: string): boolean {
    const { connections, connectionsPerAddress } = this.#options.limits
    return this.#open.size < connections && (this.#byAddress.get(address) ?? 0) < connectionsPerAddress
  }

  #turnAway(stream: Duplex): void {
    const timer = setTimeout(() => stream.destroy(), GOODBYE_TIME)
    stream.once('close', () => clearTimeout(timer))
    stream.end(`${this.#options.refusal}\r\n`)
    stream.resume()
  }

  #count(address: string, change: 1 | -1): void {
    const count = (this.#byAddress.get(address) ?? 0) + change
    if (count === 0) this.#byAddress.delete(address)
    else this.#byAddress.set(address, count)
  }
}

/** Makes the server of a protocol from what serves one connection. */
export function createProtocolServer(options: ProtocolServerOptions): ProtocolServer {
  return new ConnectionSet(options)
}
