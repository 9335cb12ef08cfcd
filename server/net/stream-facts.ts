import type net from 'node:net'

/** What a protocol engine knows of the other end of its stream, be it a socket or a tunnel. */
export interface StreamFacts {
  /** The client's IP address. */
  readonly address: string
  readonly port: number
  /** Whether the stream is encrypted already. */
  readonly tls: boolean
}

/** IPv4 clients of a socket that serves both families (RFC 4291 §2.5.5.2). */
const IPV4_MAPPED = /^::ffff:(?=\d+\.)/i

/** The facts of an accepted connection, plain or TLS. */
export function factsOfSocket(socket: net.Socket): StreamFacts {
  return {
    address: (socket.remoteAddress ?? '').replace(IPV4_MAPPED, ''),
    port: socket.remotePort ?? 0,
    tls: 'encrypted' in socket,
  }
}
