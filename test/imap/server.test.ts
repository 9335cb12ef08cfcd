import { once } from 'node:events'
import { createDeflateRaw, createInflateRaw, constants } from 'node:zlib'
import { connect } from 'node:net'
import { Duplex, duplexPair } from 'node:stream'
import { connect as connectTls } from 'node:tls'
import { describe, expect, test } from 'vitest'
import type { FeedEvent } from '../../server/mailbox/feed-event.ts'
import { Users } from '../../server/net/users.ts'
import { useCertificate } from '../smtp/use-receiving.ts'
import { Client } from './client.ts'
import { BOB, type Imap } from './start-imap.ts'
import { Terminal } from './terminal.ts'
import { useImap } from './use-imap.ts'

const startImap = useImap()
const certificate = useCertificate()

/** A client that has taken the greeting. */
async function greeted(imap: Imap): Promise<Client> {
  const client = new Client(await imap.connect())
  await client.line()
  return client
}

async function loggedIn(imap: Imap, user = BOB): Promise<Client> {
  return new Client(await imap.connectAs(user))
}

describe('limits', () => {
  const REFUSAL = '* BYE [UNAVAILABLE] Too many connections, try again in a moment'

  test('connections in all', async () => {
    const imap = await startImap({ limits: { connections: 2 } })
    await greeted(imap)
    const second = await greeted(imap)
    const third = new Client(await imap.connect())
    expect(await third.line()).toBe(REFUSAL)
    expect(await third.line()).toBeNull()
    await second.say('LOGOUT')
    second.stream.end()
    await once(second.stream, 'close')
    expect(await new Client(await imap.connect()).line()).toMatch(/^\* OK/)
  })

  test('connections of one address', async () => {
    const imap = await startImap({ limits: { connectionsPerAddress: 1 } })
    await greeted(imap)
    expect(await new Client(await imap.connect()).line()).toBe(REFUSAL)
  })

  test('connections from elsewhere are counted apart', async () => {
    const imap = await startImap({ limits: { connectionsPerAddress: 1 } })
    await greeted(imap)
    const [near, far] = duplexPair()
    imap.server.open(near, { address: '192.0.2.1', port: 1, tls: false })
    expect(await new Client(far).line()).toMatch(/^\* OK/)
  })

  test('literals that do not wait, with LITERAL-', async () => {
    const imap = await startImap({ literalMinus: true })
    const client = await loggedIn(imap)
    const small = 'x'.repeat(4096)
    expect(await client.say(`LSUB "" {4096+}\r\n${small}`)).toEqual(['OK That is all'])
    expect(await client.say(`LSUB "" {4097+}\r\n${small}x`)).toEqual([
      'NO [TOOBIG] a literal has at most 4096 octets here, this one has 4097',
    ])
    expect(await client.say('NOOP')).toEqual(['OK Nothing done'])
  })

  test('a client that does not read is not answered without bound', async () => {
    const imap = await startImap({ limits: { unread: 100_000 } })
    const [near, far] = duplexPair()
    imap.server.open(near, { address: '192.0.2.1', port: 1, tls: false })
    let sent = 0
    let blocked = false
    for (let n = 0; n < 20_000 && !blocked; n++) {
      blocked = !far.write('a CAPABILITY\r\n')
      sent++
      await new Promise(setImmediate)
    }
    expect(blocked, 'the server stopped reading').toBe(true)
    expect(near.writableLength).toBeLessThan(400_000)
    const client = new Client(far)
    let answers = 0
    while (answers < sent) if ((await client.line())?.startsWith('a OK')) answers++
  })
})

/** What the feed tells of sessions from now on. */
function sessionEvents({ store }: Imap): string[] {
  const events: string[] = []
  store.feed.subscribe((event: FeedEvent) => {
    if (event.type === 'session.opened' || event.type === 'session.closed') {
      events.push(`${event.type} ${event.protocol} ${event.user} ${event.address}`)
    }
  })
  return events
}

describe('sessions', () => {
  test('are told in the feed and listed from login to logout', async () => {
    const imap = await startImap()
    const events = sessionEvents(imap)
    const client = await loggedIn(imap)
    expect(events).toEqual([`session.opened imap ${BOB} 127.0.0.1`])
    expect(imap.sessions.list()).toMatchObject([{ protocol: 'imap', user: BOB, tls: false }])
    await client.say('LOGOUT')
    expect(await client.line()).toBeNull()
    expect(events).toEqual([`session.opened imap ${BOB} 127.0.0.1`, `session.closed imap ${BOB} 127.0.0.1`])
    expect(imap.sessions.count()).toBe(0)
  })

  test('that never logged in are listed, and not told', async () => {
    const imap = await startImap()
    const events = sessionEvents(imap)
    const client = await greeted(imap)
    expect(imap.sessions.list()).toMatchObject([{ user: null }])
    await client.say('LOGOUT')
    expect(await client.line()).toBeNull()
    expect(events).toEqual([])
  })

  test('end when the connection breaks, also in the middle of a command', async () => {
    const imap = await startImap()
    const closed = new Promise(resolve =>
      imap.store.feed.subscribe(event => event.type === 'session.closed' && resolve(event)),
    )
    const socket = await imap.connectAs(BOB)
    socket.write('a IDLE\r\nb APPEND INBOX {100+}\r\nhalf of it')
    socket.resetAndDestroy()
    await closed
    expect(imap.sessions.count()).toBe(0)
  })
})

test('close says good-bye and waits until all are gone', async () => {
  const imap = await startImap()
  const clients = await Promise.all([greeted(imap), loggedIn(imap), loggedIn(imap)])
  clients[1].stream.write('a IDLE\r\n')
  expect(await clients[1].line()).toMatch(/^\+/)
  const began = performance.now()
  const closing = imap.server.close()
  for (const client of clients) {
    expect(await client.line()).toBe('* BYE Facteur shuts down')
    expect(await client.line()).toBeNull()
  }
  await closing
  expect(performance.now() - began).toBeLessThan(200)
  expect(imap.sessions.count()).toBe(0)
})

test('close cuts off a client that does not go', async () => {
  const imap = await startImap()
  const socket = connect({ port: imap.port, host: '127.0.0.1', allowHalfOpen: true })
  const client = new Client(socket)
  await client.line()
  await imap.server.close()
  expect(imap.sessions.count()).toBe(0)
  expect(await client.line()).toBe('* BYE Facteur shuts down')
  socket.destroy()
})

test('a fault of ours ends that session alone, and is reported', async () => {
  class BrokenUsers extends Users {
    override verify(): boolean {
      throw new Error('broken')
    }
  }
  const faults: unknown[] = []
  const imap = await startImap({ users: new BrokenUsers(), onFault: (error, id) => faults.push(error, id) })
  const other = await greeted(imap)
  const client = await greeted(imap)
  const id = imap.sessions.list()[1]?.id
  expect(await client.say('LOGIN bob@x.test secret')).toEqual([
    '* BYE [SERVERBUG] Something went wrong here that is not your fault; please report it',
  ])
  expect(faults).toEqual([new Error('broken'), id])
  expect(await other.say('NOOP')).toEqual(['OK Nothing done'])
})

describe('speed', () => {
  test('2,000 NOOPs, each sent after the answer to the one before', async () => {
    const client = await loggedIn(await startImap())
    let best = Infinity
    // Other work on the machine is to be left out.
    for (let round = 0; round < 5 && best >= 330; round++) {
      const began = performance.now()
      for (let n = 0; n < 2_000; n++) await client.say('NOOP')
      best = Math.min(best, performance.now() - began)
    }
    expect(best).toBeLessThan(330)
  })

  test('a client that sends many commands at once holds up no other', async () => {
    const imap = await startImap()
    const terminal = new Terminal()
    imap.server.open(terminal, { address: '192.0.2.1', port: 1, tls: false })
    await terminal.type(`a LOGIN ${BOB} any`, 'a OK')
    terminal.push(`${'b LIST "" "*"\r\n'.repeat(4_000)}c NOOP\r\n`)
    let turns = 0
    for (; !terminal.said.includes('c OK'); turns++) await new Promise(setImmediate)
    expect(turns).toBeGreaterThan(4)
  })

  test('the answers to what came together go out together', async () => {
    const imap = await startImap()
    const socket = await imap.connectAs(BOB)
    socket.write(Array.from({ length: 100 }, (_, n) => `${n} NOOP\r\n`).join(''))
    const [chunk] = (await once(socket, 'data')) as [Buffer]
    expect(chunk.toString().split('\r\n')).toHaveLength(101)
  })
})

/** A stream that compresses what is written, and inflates what comes. */
function deflated(stream: Duplex): Duplex {
  const writable = createDeflateRaw({ flush: constants.Z_SYNC_FLUSH })
  writable.pipe(stream)
  return Duplex.from({
    writable,
    readable: stream.pipe(createInflateRaw()),
  } as unknown as AsyncIterable<Buffer>)
}

describe('COMPRESS=DEFLATE', () => {
  test('compresses both directions, once', async () => {
    const imap = await startImap()
    const plain = await loggedIn(imap)
    expect(await plain.say('COMPRESS DEFLATE')).toEqual(['OK From here on, all is deflated'])
    const client = new Client(deflated(plain.release()))
    const [capabilities] = await client.say('CAPABILITY')
    expect(capabilities).toContain('REPLACE')
    expect(capabilities).not.toContain('COMPRESS')
    expect(await client.say('COMPRESS DEFLATE')).toEqual([
      'NO [COMPRESSIONACTIVE] The connection is compressed already',
    ])
    expect(await client.say('LOGOUT')).toEqual(['* BYE Good-bye', 'OK Logged out'])
    expect(await client.line()).toBeNull()
  })

  test('lies over TLS', async () => {
    const imap = await startImap({ tls: certificate() })
    const plain = await greeted(imap)
    await plain.say('STARTTLS')
    const encrypted = connectTls({ socket: plain.release(), ca: certificate().cert })
    await once(encrypted, 'secureConnect')
    const secure = new Client(encrypted)
    await secure.say(`LOGIN ${BOB} any`)
    await secure.say('COMPRESS DEFLATE')
    const client = new Client(deflated(secure.release()))
    expect(await client.say('NOOP')).toEqual(['OK Nothing done'])
    expect(imap.sessions.list()).toMatchObject([{ tls: true }])
  })

  test('what is no deflated data ends the connection', async () => {
    const imap = await startImap()
    const client = await loggedIn(imap)
    await client.say('COMPRESS DEFLATE')
    client.stream.write('this is in clear text\r\n')
    await once(client.stream, 'close')
    expect(imap.sessions.count()).toBe(0)
  })
})

describe('a tunnel', () => {
  test('is served like a connection, STARTTLS included', async () => {
    const imap = await startImap({ tls: certificate() })
    const [near, far] = duplexPair()
    imap.server.open(near, { address: '192.0.2.1', port: 50_000, tls: false })
    const client = new Client(far)
    expect(await client.line()).toMatch(/STARTTLS/)
    expect(await client.say('STARTTLS')).toEqual(['OK Begin the handshake'])
    const encrypted = connectTls({ socket: client.release(), ca: certificate().cert })
    await once(encrypted, 'secureConnect')
    const secure = new Client(encrypted)
    await secure.say(`LOGIN ${BOB} any`)
    expect(imap.sessions.list()).toMatchObject([{ user: BOB, tls: true, address: '192.0.2.1', port: 50_000 }])
  })

  test('ends with LOGOUT', async () => {
    const imap = await startImap()
    const [near, far] = duplexPair()
    imap.server.open(near, { address: '192.0.2.1', port: 50_000, tls: true })
    const client = new Client(far)
    await client.line()
    expect(await client.say('LOGOUT')).toEqual(['* BYE Good-bye', 'OK Logged out'])
    expect(await client.line()).toBeNull()
    expect(imap.sessions.count()).toBe(0)
  })
})

test('a handshake that fails ends the session without a word to the log', async () => {
  const imap = await startImap({ tls: certificate() })
  const client = await greeted(imap)
  await client.say('STARTTLS')
  client.stream.write('this is no handshake\r\n')
  await once(client.stream, 'close')
  expect(imap.sessions.count()).toBe(0)
})
