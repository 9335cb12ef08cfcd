import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import type { SessionFacts } from '../message/envelope.ts'

/** How a connection is encrypted; null when it is not. */
export function tlsFacts(socket: Socket): SessionFacts['tls'] {
  if (!(socket instanceof TLSSocket)) return null
  // Typed as a string, but `false` when the client named no server (RFC 6066 §3).
  const servername = (socket as { servername?: string | false }).servername
  return {
    protocol: socket.getProtocol() ?? 'unknown',
    cipher: socket.getCipher().name,
    servername: servername || null,
  }
}
