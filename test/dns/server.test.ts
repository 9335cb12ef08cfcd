import { once } from 'node:events'
import dgram from 'node:dgram'
import net from 'node:net'
import { encode } from 'dns-packet'
import { describe, expect, it, vi } from 'vitest'
import { indexOf } from './dns-zone.ts'
import { useDns } from './use-dns.ts'

const startDns = useDns()

function query(id: number, name = 'shop.test'): Buffer {
  return encode({ type: 'query', id, questions: [{ name, type: 'A' }] })
}

/** As it goes over TCP. */
function framed(...messages: Buffer[]): Buffer {
  return Buffer.concat(messages.flatMap(message => [Buffer.from([0, message.length]), message]))
}

/** The numbers of the answers that come over a connection, until there are as many as told. */
async function numbersOf(socket: net.Socket, count: number): Promise<number[]> {
  const numbers: number[] = []
  let bytes = Buffer.alloc(0)
  for await (const chunk of socket.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes = Buffer.concat([bytes, chunk])
    while (bytes.length >= 2 && bytes.length >= 2 + bytes.readUInt16BE(0)) {
      numbers.push(bytes.readUInt16BE(2))
      bytes = bytes.subarray(2 + bytes.readUInt16BE(0))
    }
    if (numbers.length >= count) break
  }
  return numbers
}

const numberOf = (reply: Buffer): number => reply.readUInt16BE(0)

describe('the DNS server', () => {
  it('has the same port for UDP and TCP, on every address', async () => {
    const { listener } = await startDns({ hosts: ['127.0.0.1', '127.0.0.2', '::1'] })
    expect(listener.addresses).toEqual(expect.arrayContaining(['127.0.0.1', '127.0.0.2']))
    for (const host of listener.addresses) {
      const socket = dgram.createSocket(net.isIPv6(host) ? 'udp6' : 'udp4')
      socket.send(query(1), listener.port, host)
      const [reply] = (await once(socket, 'message')) as [Buffer]
      socket.close()
      expect(numberOf(reply)).toBe(1)
      const connection = net.connect(listener.port, host)
      connection.write(framed(query(2)))
      expect(await numbersOf(connection, 1)).toEqual([2])
      connection.destroy()
    }
  })

  it('tries another number when the one that is free for TCP is taken for UDP', async () => {
    const taken = dgram.createSocket('udp4')
    const bind = vi.spyOn(taken, 'bind').mockImplementationOnce(() => {
      queueMicrotask(() => taken.emit('error', Object.assign(new Error('taken'), { code: 'EADDRINUSE' })))
      return taken
    })
    vi.spyOn(dgram, 'createSocket').mockReturnValueOnce(taken)
    const { resolver } = await startDns()
    expect(bind).toHaveBeenCalledOnce()
    expect(await resolver.resolve4('shop.test')).toEqual(['192.0.2.80'])
  })

  it('says which port is taken, though for UDP alone, and leaves TCP free', async () => {
    const other = dgram.createSocket('udp4')
    other.bind(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address()
    await expect(startDns({ port, option: '--dns-port' })).rejects.toThrow(
      `port ${port} on 127.0.0.1 is in use by another program; stop that one or choose --dns-port`,
    )
    other.close()
    await once(other, 'close')
    expect((await startDns({ port })).listener.port).toBe(port)
  })

  it('is closed at once, connections and all', async () => {
    const { listener, connect } = await startDns()
    const socket = await connect()
    socket.write(framed(query(1)))
    await numbersOf(socket, 1)
    socket.resume()
    await Promise.all([once(socket, 'close'), listener.close()])
    expect((await startDns({ port: listener.port })).listener.port).toBe(listener.port)
  })

  it('survives a fault of ours, which costs one query its answer', async () => {
    const onFault = vi.fn<(error: unknown) => void>()
    const index = indexOf({})
    const worlds = [() => index, () => { throw new Error('a fault') }] // prettier-ignore
    const { firstReply } = await startDns({ index: () => worlds.pop()!(), onFault })
    expect(numberOf(await firstReply(query(1), query(2)))).toBe(2)
    expect(onFault).toHaveBeenCalledExactlyOnceWith(new Error('a fault'))
  })
})

describe('over TCP', () => {
  it('answers many queries of one connection, in order, however they are cut', async () => {
    const { connect } = await startDns()
    const socket = await connect()
    const bytes = framed(query(1), query(2), query(3, 'nowhere.test'))
    for (const byte of bytes) socket.write(Buffer.of(byte))
    expect(await numbersOf(socket, 3)).toEqual([1, 2, 3])
  })

  it('goes on behind a query whose domain times out', async () => {
    const { connect } = await startDns()
    const socket = await connect()
    socket.write(framed(query(1, 'silent.test'), query(2)))
    expect(await numbersOf(socket, 1)).toEqual([2])
  })

  it('answers what was asked before the client ended its side', async () => {
    const { connect } = await startDns()
    const socket = await connect()
    socket.end(framed(query(1)))
    const ended = once(socket, 'end')
    expect(await numbersOf(socket, 1)).toEqual([1])
    await ended
  })

  it('answers no faster than the client reads', async () => {
    const records = [{ name: 'x.test', type: 'TXT', value: 'x'.repeat(9000) }]
    const index = indexOf({ records })
    // Few enough to come as one chunk, whose answers are more than the system holds for a client.
    const count = 2000
    let asked = 0
    // RFC 1035 §4.1: lengths, header, question, and a record of 36 strings.
    let left = count * (2 + 12 + 12 + 18 + 9000 + 36)
    const { connect } = await startDns({
      index: () => {
        asked++
        return index
      },
    })
    const socket = await connect()
    socket.pause()
    const question = encode({ type: 'query', questions: [{ name: 'x.test', type: 'TXT' }] })
    socket.write(framed(...Array.from({ length: count }, () => question)))
    await vi.waitFor(() => expect(asked).toBeGreaterThan(0))
    const other = await connect()
    other.write(framed(query(1)))
    await numbersOf(other, 1)
    expect(asked).toBeLessThan(count)
    for await (const chunk of socket as AsyncIterable<Buffer>) {
      left -= chunk.length
      if (left <= 0) break
    }
    expect({ asked, left }).toEqual({ asked: count + 1, left: 0 })
  })
})

describe('limits', () => {
  it('drops a datagram that is longer than a query may be', async () => {
    const { firstReply } = await startDns({ limits: { query: 40 } })
    const long = query(1, `${'a'.repeat(40)}.test`)
    expect(numberOf(await firstReply(long, query(2)))).toBe(2)
  })

  it('ends a connection with a message that is longer than a query may be', async () => {
    const { connect } = await startDns({ limits: { query: 40 } })
    const socket = await connect()
    socket.write(Buffer.of(0, 41))
    await once(socket.resume(), 'close')
  })

  it('drops answers when too many wait to be sent', async () => {
    const { resolver } = await startDns({ limits: { unsent: 0 }, patience: 100 })
    await expect(resolver.resolve4('shop.test')).rejects.toMatchObject({ code: 'ETIMEOUT' })
  })

  it('closes connections beyond those that may be open', async () => {
    const { listener, connect } = await startDns({ limits: { connections: 1 } })
    const first = await connect()
    const second = await connect()
    await once(second.resume(), 'close')
    first.write(framed(query(1)))
    expect(await numbersOf(first, 1)).toEqual([1])
    expect(listener.connections).toBe(1)
  })

  it.each([
    ['asks nothing', Buffer.alloc(0)],
    ['never ends its query', framed(query(1)).subarray(0, -1)],
  ])('closes a connection that %s for long', async (_what, bytes) => {
    const { connect } = await startDns({ limits: { idleTime: 50 } })
    const socket = await connect()
    socket.write(bytes)
    await once(socket.resume(), 'close')
  })
})
