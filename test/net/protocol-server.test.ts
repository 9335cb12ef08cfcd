import { once } from 'node:events'
import { type Duplex, PassThrough, duplexPair } from 'node:stream'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { createProtocolServer } from '../../server/net/protocol-server.ts'
import type { ConnectionLimits } from '../../server/net/protocol-server.ts'
import { factsOfSocket } from '../../server/net/stream-facts.ts'
import { BOB } from '../pop3/start-pop3.ts'
import { usePop3 } from '../pop3/use-pop3.ts'
import { Pop3Talk } from '../pop3/pop3-talk.ts'

afterEach(() => {
  vi.useRealTimers()
})

const start = usePop3()

/** A server whose connections greet, and end when they are asked to, if at all. */
function startServer(limits: Partial<ConnectionLimits>, ending: 'obedient' | 'stubborn' = 'obedient') {
  return createProtocolServer({
    limits: { connections: 10, connectionsPerAddress: 10, ...limits },
    refusal: 'no room',
    connect(stream) {
      stream.write('welcome')
      return { end: () => (ending === 'obedient' ? void stream.destroy() : undefined) }
    },
  })
}

const facts = (address: string) => ({ address, port: 4711, tls: false })

async function firstWords(stream: Duplex): Promise<string> {
  return String((await once(stream, 'data'))[0])
}

describe('createProtocolServer', () => {
  test('has room for so many connections in all', async () => {
    const server = startServer({ connections: 1 })
    const [ours, theirs] = duplexPair()
    server.open(ours, facts('127.0.0.1'))
    expect(await firstWords(theirs)).toBe('welcome')
    const [other, refused] = duplexPair()
    server.open(other, facts('127.0.0.2'))
    refused.end()
    expect(Buffer.concat(await refused.toArray()).toString()).toBe('no room\r\n')
    ours.destroy()
    await once(ours, 'close')
    const [third, welcome] = duplexPair()
    server.open(third, facts('127.0.0.3'))
    expect(await firstWords(welcome)).toBe('welcome')
  })

  test('has room for so many connections of one address', async () => {
    const server = startServer({ connectionsPerAddress: 1 })
    const words = async (address: string): Promise<string> => {
      const [ours, theirs] = duplexPair()
      server.open(ours, facts(address))
      return firstWords(theirs)
    }
    expect(await words('127.0.0.1')).toBe('welcome')
    expect(await words('127.0.0.1')).toBe('no room\r\n')
    expect(await words('::1')).toBe('welcome')
  })

  test('cuts off who was turned away and does not go', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const server = startServer({ connections: 0 })
    const [ours] = duplexPair()
    server.open(ours, facts('127.0.0.1'))
    vi.advanceTimersByTime(250)
    expect(ours.destroyed).toBe(true)
  })

  test('survives a reset', async () => {
    const server = startServer({})
    const [ours] = duplexPair()
    server.open(ours, facts('127.0.0.1'))
    ours.destroy(new Error('reset'))
    await once(ours, 'close').catch(() => {})
    await server.close()
  })

  test('is closed when all connections are, and cuts off those that linger', async () => {
    await startServer({}).close()
    const [ours] = duplexPair()
    const obedient = startServer({})
    obedient.open(ours, facts('127.0.0.1'))
    await obedient.close()
    expect(ours.destroyed).toBe(true)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const stream = new PassThrough()
    const stubborn = startServer({}, 'stubborn')
    stubborn.open(stream, facts('127.0.0.1'))
    const closed = stubborn.close()
    vi.advanceTimersByTime(249)
    expect(stream.destroyed).toBe(false)
    vi.advanceTimersByTime(1)
    await closed
    expect(stream.destroyed).toBe(true)
  })
})

test('a tunnel is a session like a connection', async () => {
  const pop3 = await start()
  pop3.deliver('Subject: a\r\n\r\nhello\r\n')
  const [ours, theirs] = duplexPair()
  pop3.server.open(ours, { address: '192.0.2.1', port: 4711, tls: true })
  const talk = await new Pop3Talk(theirs).logIn(BOB)
  expect(await talk.say('STAT')).toBe('+OK 1 21')
  expect(pop3.sessions.list()).toMatchObject([{ address: '192.0.2.1', port: 4711, tls: true, user: BOB }])
  expect(await talk.say('QUIT')).toBe('+OK good-bye')
  expect(await talk.line()).toBeNull()
})

describe('factsOfSocket', () => {
  test.each([
    ['127.0.0.1', '127.0.0.1'],
    ['::ffff:127.0.0.1', '127.0.0.1'],
    ['::ffff:1', '::ffff:1'],
    [undefined, ''],
  ])('gives %s as %s', (remoteAddress, address) => {
    const socket = Object.assign(new PassThrough(), { remoteAddress, remotePort: 4711 })
    expect(factsOfSocket(socket as never)).toEqual({ address, port: 4711, tls: false })
  })
})
