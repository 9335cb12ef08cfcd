import type { Duplex } from 'node:stream'
import { TLSSocket } from 'node:tls'
import type { ProtocolConnection } from '../../net/protocol-server.ts'
import { type ConnectFaultOptions, meetConnectFault } from './connect-fault.ts'

/**
 * Begins to serve a connection, unless a fault befalls it; then perhaps later, or never. What it gives ends what has
 * begun by then, or cuts off what has not.
 */
export function beginUnlessFaulted(
  stream: Duplex,
  options: ConnectFaultOptions,
  begin: () => ProtocolConnection,
): ProtocolConnection {
  // On a port with implicit TLS a connection has met it before its handshake.
  if (stream instanceof TLSSocket || !options.faults.watches(options.stage)) return begin()
  let connection: ProtocolConnection = { end: () => stream.destroy() }
  meetConnectFault(stream, options, () => {
    connection = begin()
  })
  return { end: () => connection.end() }
}
