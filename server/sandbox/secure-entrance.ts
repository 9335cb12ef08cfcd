import type net from 'node:net'
import { type ConnectFaultOptions, meetConnectFault } from '../delivery/faults/connect-fault.ts'
import type { TlsMaterial } from '../net/certificate.ts'
import type { ProtocolServer } from '../net/protocol-server.ts'
import { factsOfSocket } from '../net/stream-facts.ts'
import { createTlsGate } from '../net/tls-gate.ts'

/** Implicit TLS in front of a protocol: connections that a fault befalls at the very start do not come to their handshake. */
export function createSecureEntrance(
  material: TlsMaterial,
  server: ProtocolServer,
  fault: Omit<ConnectFaultOptions, 'client'>,
): (socket: net.Socket) => void {
  const secure = createTlsGate(material, socket => server.handle(socket))
  return socket => {
    const { address: client } = factsOfSocket(socket)
    meetConnectFault(socket, { ...fault, client }, () => secure(socket))
  }
}
