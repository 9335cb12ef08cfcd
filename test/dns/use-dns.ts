import { once } from 'node:events'
import dgram from 'node:dgram'
import { Resolver } from 'node:dns/promises'
import net from 'node:net'
import { afterEach } from 'vitest'
import { createDnsServer, type DnsServerOptions } from '../../server/dns/server.ts'
import type { Listener } from '../../server/net/listener.ts'
import { indexOf, WORLD } from './dns-zone.ts'

export interface Dns {
  readonly listener: Listener
  readonly resolver: Resolver
  /** Sends datagrams from one socket, and gives the first that comes back. */
  firstReply(...messages: Buffer[]): Promise<Buffer>
  connect(): Promise<net.Socket>
}

interface DnsOptions extends Partial<DnsServerOptions> {
  /** Milliseconds that the resolver waits for an answer. */
  readonly patience?: number
}

/** Gives a function that starts DNS servers; they and what is connected to them are closed after each test. */
export function useDns(): (options?: DnsOptions) => Promise<Dns> {
  const open: (() => unknown)[] = []
  afterEach(async () => {
    for (const close of open.splice(0)) await close()
  })
  return async ({ patience = 5000, ...options } = {}) => {
    const index = indexOf(WORLD)
    const listener = await createDnsServer({
      index: () => index,
      hosts: ['127.0.0.1'],
      port: 0,
      ...options,
    })
    open.push(() => listener.close())
    const resolver = new Resolver({ timeout: patience, tries: 1 })
    resolver.setServers([`127.0.0.1:${listener.port}`])
    return {
      listener,
      resolver,
      async firstReply(...messages) {
        const socket = dgram.createSocket('udp4')
        open.push(() => socket.close())
        for (const message of messages) socket.send(message, listener.port, '127.0.0.1')
        const [reply] = (await once(socket, 'message')) as [Buffer]
        return reply
      },
      async connect() {
        const socket = net.connect(listener.port, '127.0.0.1')
        socket.on('error', () => {})
        open.push(() => socket.destroy())
        await once(socket, 'connect')
        return socket
      },
    }
  }
}
