import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'

/**
 * Breaks a connection off by a TCP reset; of an encrypted one, what it runs on. A stream that is no connection, such
 * as a tunnel, is destroyed.
 */
export function resetConnection(stream: Duplex): void {
  // TLS sockets refuse to be reset, and Node tells of the socket beneath them nowhere else.
  const { _parent: beneath } = stream as { _parent?: Duplex | null }
  const lowest = beneath ?? stream
  if (lowest instanceof Socket) lowest.resetAndDestroy()
  stream.destroy()
}
