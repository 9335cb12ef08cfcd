import type net from 'node:net'
import tls from 'node:tls'
import type { TlsMaterial } from './certificate.ts'

/** Milliseconds a client may take for its handshake. */
const HANDSHAKE_TIMEOUT = 30_000

/**
 * Implicit TLS in front of a protocol: takes accepted connections, does the handshake and hands on the secured
 * socket. A client whose handshake fails or stalls is dropped; nothing else happens.
 */
export function createTlsGate(
  material: TlsMaterial,
  onSecure: (socket: tls.TLSSocket) => void,
): (socket: net.Socket) => void {
  // It never listens: the listener of the port feeds it, so that limits and closing are the same as without TLS.
  const server = tls.createServer(
    { key: material.key, cert: material.cert, handshakeTimeout: HANDSHAKE_TIMEOUT },
    socket => {
      // A record that cannot be read closes nothing by itself.
      socket.on('error', () => socket.destroy())
      onSecure(socket)
    },
  )
  server.on('tlsClientError', (_error, socket) => socket.destroy())
  return socket => server.emit('connection', socket)
}
