import type { Socket } from 'node:net'

/** Breaks a connection off by a TCP reset; of an encrypted one, what it runs on. */
export function resetConnection(socket: Socket): void {
  // TLS sockets refuse to be reset, and Node tells of the socket beneath them nowhere else.
  const { _parent: beneath } = socket as { _parent?: Socket | null }
  ;(beneath ?? socket).resetAndDestroy()
  socket.destroy()
}
