import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { lowestStream } from './lowest-stream.ts'

/**
 * Breaks a connection off by a TCP reset; of an encrypted one, what it runs on. A stream that is no connection, such
 * as a tunnel, is destroyed.
 */
export function resetConnection(stream: Duplex): void {
  // TLS sockets refuse to be reset.
  const lowest = lowestStream(stream)
  if (!(lowest instanceof Socket)) return void stream.destroy()
  // The end of the socket destroys what lies over it, later: done at once, at the end of the handshake, it would take
  // the state of TLS away from under OpenSSL, which crashes the process.
  lowest.resetAndDestroy()
}
