import { once } from 'node:events'
import net from 'node:net'
import { networkInterfaces } from 'node:os'
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect, test } from 'vitest'
import { type ListenOptions, type Listener, listen } from '../../server/net/listener.ts'

const open: { close(): unknown }[] = []

afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

async function start(options: Partial<ListenOptions> = {}): Promise<Listener> {
  const listener = await listen({
    hosts: ['127.0.0.1'],
    port: 0,
    maxConnections: 10,
    onConnection: () => {},
    ...options,
  })
  open.push(listener)
  return listener
}

async function connect(port: number, host = '127.0.0.1'): Promise<net.Socket> {
  const socket = net.connect(port, host)
  socket.on('error', () => {})
  await once(socket, 'connect')
  return socket
}

describe('listen', () => {
  test('takes the same free port on every address', async () => {
    const listener = await start({
      hosts: ['127.0.0.1', '127.0.0.2'],
      onConnection: socket => socket.end('hello'),
    })
    expect(listener.port).toBeGreaterThan(0)
    expect(listener.addresses).toEqual(['127.0.0.1', '127.0.0.2'])
    for (const host of listener.addresses)
      expect(await text(await connect(listener.port, host))).toBe('hello')
  })

  test('binds ::1 too, and does without it on a machine that has none', async () => {
    const known = Object.values(networkInterfaces()).flat()
    const loopback = known.filter(address => address?.address === '::1').map(() => '::1')
    const listener = await start({ hosts: ['127.0.0.1', '::1'] })
    expect(listener.addresses).toEqual(['127.0.0.1', ...loopback])
  })

  test('says which port is taken, where, and which option chooses another', async () => {
    const { port } = await start()
    await expect(start({ port, option: '--smtp-port' })).rejects.toThrow(
      `port ${port} on 127.0.0.1 is in use by another program; stop that one or choose --smtp-port`,
    )
  })

  test('leaves nothing bound when one address of several fails', async () => {
    const { port } = await start({ hosts: ['127.0.0.2'] })
    await expect(start({ hosts: ['127.0.0.1', '127.0.0.2'], port })).rejects.toThrow('127.0.0.2')
    expect((await start({ port })).port).toBe(port)
  })

  test('says which address is none of this machine', async () => {
    await expect(start({ hosts: ['192.0.2.1'] })).rejects.toThrow(
      '192.0.2.1 is not an address of this machine',
    )
  })

  test('says which name is that of no machine', async () => {
    await expect(start({ hosts: ['no such host'] })).rejects.toThrow(/no such host is no address.*--host/)
  })

  test('hands connections over the limit to be refused, and closes them', async () => {
    const listener = await start({
      maxConnections: 2,
      onConnection: socket => socket.resume().on('end', () => socket.end()),
      onRefused: socket => socket.write('full'),
    })
    const first = await connect(listener.port)
    await connect(listener.port)
    expect(await text(await connect(listener.port))).toBe('full')
    expect(listener.connections).toBe(2)
    first.destroy()
    await once(first, 'close')
    while (listener.connections === 2) await new Promise(setImmediate)
    const next = await connect(listener.port)
    expect(next.readable).toBe(true)
  })

  test('answers a client that has ended its side', async () => {
    const listener = await start({
      onConnection: socket => {
        socket.setEncoding('utf8')
        socket.on('data', (word: string) => socket.on('end', () => socket.end(`heard ${word}`)))
      },
    })
    const socket = await connect(listener.port)
    socket.end('you')
    expect(await text(socket)).toBe('heard you')
  })

  test('outlives resets', async () => {
    const accepted: net.Socket[] = []
    const listener = await start({ onConnection: socket => accepted.push(socket.resume()) })
    for (let n = 0; n < 5; n++) (await connect(listener.port)).resetAndDestroy()
    while (accepted.length < 5 || listener.connections > 0) await new Promise(setImmediate)
    expect(accepted).toHaveLength(5)
  })

  test('ends every open connection when it closes, also of peers that do not listen', async () => {
    const listener = await start({ onConnection: socket => socket.write(Buffer.alloc(8 * 1024 * 1024)) })
    const deaf = await connect(listener.port)
    deaf.pause()
    const listening = await connect(listener.port)
    const ended = once(listening.resume(), 'close')
    await listener.close()
    await ended
    expect(listener.connections).toBe(0)
    deaf.destroy()
    await expect(connect(listener.port)).rejects.toThrow('ECONNREFUSED')
  })
})
