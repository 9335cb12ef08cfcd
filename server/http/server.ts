import type { Socket } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { createApp } from './app.ts'
import type { HttpOptions } from './route-context.ts'

export type { HttpOptions } from './route-context.ts'

/** The HTTP side of a sandbox: the API, the event stream and the inbox. Its sockets come from a listener. */
export interface HttpServer {
  /** Serves a connection; a TLS socket is served as HTTPS. */
  handle(socket: Socket): void
  /** Ends every connection, event streams too; those who wait are told. */
  close(): Promise<void>
}

/** Makes the HTTP side, ready for connections. */
export async function createHttpServer(options: HttpOptions): Promise<HttpServer> {
  const { app, hub, waits } = await createApp(options)
  const { server } = app
  const sockets = new Set<Socket>()
  // Node begins to watch over slow and idle connections when its server listens; ours is handed its connections.
  server.emit('listening')
  return {
    handle(socket) {
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
      server.emit('connection', socket)
    },
    async close() {
      hub.close()
      waits.close()
      server.close()
      // What the waits are answered is written by then.
      await setImmediate()
      for (const socket of sockets) socket.destroy()
      await app.close()
    },
  }
}
