import type { Duplex } from 'node:stream'
import type { ProtocolServer } from './protocol-server.ts'
import { factsOfSocket } from './stream-facts.ts'

/**
 * Stands in for the server of a protocol until its first client comes: what serves it is not loaded before, and
 * costs nothing where nobody uses the protocol.
 */
export function createLazyServer(create: () => Promise<ProtocolServer>): ProtocolServer {
  let created: Promise<ProtocolServer> | undefined
  let server: ProtocolServer | undefined

  /** Calls `use` with the server, unless the client has gone by then. */
  const serve = async (stream: Duplex, use: (server: ProtocolServer) => void): Promise<void> => {
    stream.on('error', () => {})
    server = await (created ??= create())
    if (!stream.destroyed) use(server)
  }
  return {
    handle(socket) {
      const facts = factsOfSocket(socket)
      void serve(socket, loaded => loaded.open(socket, facts))
    },
    open(stream, facts) {
      void serve(stream, loaded => loaded.open(stream, facts))
    },
    refuse(socket) {
      server?.refuse(socket)
    },
    async close() {
      await (await created)?.close()
    },
  }
}
