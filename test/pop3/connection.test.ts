import { once } from 'node:events'
import { createHash } from 'node:crypto'
import { Duplex, duplexPair } from 'node:stream'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { Users } from '../../server/net/users.ts'
import { Pop3Talk } from './pop3-talk.ts'
import { BOB, type Pop3 } from './start-pop3.ts'
import { usePop3 } from './use-pop3.ts'

const start = usePop3()

const FACTS = { address: '192.0.2.1', port: 4711, tls: false }

afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

/** Opens a session on a stream without a socket; what the server writes waits until it is read. */
function open(pop3: Pop3): Duplex {
  const [ours, theirs] = duplexPair()
  pop3.server.open(ours, FACTS)
  return theirs
}

/** Opens a session on a stream that keeps what is written, write by write. */
function openRecorded(pop3: Pop3): { stream: Duplex; writes: Buffer[] } {
  const writes: Buffer[] = []
  const stream = new Duplex({
    read() {},
    write(chunk: Buffer, _encoding, done) {
      writes.push(chunk)
      done()
    },
  })
  pop3.server.open(stream, FACTS)
  return { stream, writes }
}

describe('a POP3 connection', () => {
  test('writes the replies to pipelined commands together', async () => {
    const pop3 = await start()
    for (let number = 0; number < 50; number++) pop3.deliver('Subject: a\r\n\r\nhello\r\n')
    const { stream, writes } = openRecorded(pop3)
    const commands = Array.from({ length: 50 }, (_, index) => `RETR ${index + 1}\r\n`).join('')
    stream.push(`USER ${BOB}\r\nPASS x\r\n${commands}QUIT\r\n`)
    await once(stream, 'finish')
    expect(writes).toHaveLength(2)
    expect(String(writes[1]).match(/Subject: a/g)).toHaveLength(50)
    stream.destroy()
  })

  test('lets others have their turn between so many commands', async () => {
    const pop3 = await start()
    const { stream, writes } = openRecorded(pop3)
    stream.push(`USER ${BOB}\r\nPASS x\r\n${'NOOP\r\n'.repeat(250)}QUIT\r\n`)
    await once(stream, 'finish')
    const replies = writes.slice(1).map(chunk => String(chunk).match(/\r\n/g)?.length)
    expect(replies).toEqual([100, 100, 53])
    stream.destroy()
  })

  test('is kept by commands, as long as they come in time', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const pop3 = await start({ limits: { loginTime: 500, idleTime: 1000 } })
    const [ours, theirs] = duplexPair()
    pop3.server.open(ours, FACTS)
    const talk = await new Pop3Talk(theirs).logIn()
    for (let count = 0; count < 3; count++) {
      vi.advanceTimersByTime(999)
      expect(await talk.say('NOOP')).toBe('+OK nothing done')
    }
    // Half a line is no command.
    theirs.write('NOO')
    vi.advanceTimersByTime(999)
    expect(ours.destroyed).toBe(false)
    vi.advanceTimersByTime(1)
    expect(ours.destroyed).toBe(true)
  })

  test('leaves nothing behind when the client vanishes amid its commands', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const pop3 = await start()
    const { stream } = openRecorded(pop3)
    stream.push(`USER ${BOB}\r\nPASS x\r\n${'NOOP\r\n'.repeat(250)}`)
    await pop3.next('session.opened')
    stream.destroy()
    await once(stream, 'close')
    await new Promise(setImmediate)
    expect(pop3.sessions.list()).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
  })

  test('answers thousands of pipelined commands in order', async () => {
    const pop3 = await start()
    for (let number = 1; number <= 1000; number++)
      pop3.deliver(`Subject: ${number}\r\n\r\n${'x'.repeat(4000)}\r\n`)
    const socket = await pop3.connect()
    socket.write(`USER ${BOB}\r\nPASS x\r\n`)
    for (let number = 1; number <= 1000; number++) socket.write(`RETR ${number}\r\n`)
    socket.write('QUIT\r\n')
    const text = Buffer.concat(await socket.toArray()).toString()
    const subjects = Array.from(text.matchAll(/^Subject: (\d+)/gm), match => Number(match[1]))
    expect(subjects).toEqual(Array.from({ length: 1000 }, (_, index) => index + 1))
    expect(text).toMatch(/\+OK good-bye\r\n$/)
  })

  test('makes no more answers than the client takes, and lets others have their turn', async () => {
    const pop3 = await start()
    const size = 1024 * 1024
    pop3.deliver(Buffer.alloc(size, '.\r\n'))
    const [ours, theirs] = duplexPair()
    pop3.server.open(ours, FACTS)
    theirs.write(`USER ${BOB}\r\nPASS x\r\n${'RETR 1\r\n'.repeat(1000)}`)
    const other = await new Pop3Talk(open(pop3)).logIn('ci')
    expect(await other.say('STAT')).toBe(`+OK 1 ${size}`)
    expect(ours.writableNeedDrain).toBe(true)
    expect(ours.writableLength).toBeLessThan(size)
    theirs.destroy()
  })

  test('is kept while the client takes a large message, however slowly', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const pop3 = await start({ limits: { idleTime: 1000 } })
    pop3.deliver(Buffer.alloc(4 * 1024 * 1024, 'x'))
    let taken = 0
    let next: (() => void) | null = null
    const stream = new Duplex({
      read() {},
      write(chunk: Buffer, _encoding, done) {
        taken += chunk.length
        next = done
      },
    })
    const sip = async (): Promise<boolean> => {
      const go = next
      next = null
      go?.()
      for (let turn = 0; turn < 10; turn++) await new Promise(setImmediate)
      return next !== null
    }
    pop3.server.open(stream, FACTS)
    stream.push(`USER ${BOB}\r\nPASS x\r\n`)
    while (await sip());
    stream.push('RETR 1\r\n')
    do vi.advanceTimersByTime(400)
    while (await sip())
    expect(taken).toBeGreaterThan(4 * 1024 * 1024)
    expect(stream.destroyed).toBe(false)
    vi.advanceTimersByTime(1000)
    expect(stream.destroyed).toBe(true)
  })

  test('gives up on a client that takes nothing for too long', async () => {
    const pop3 = await start({ limits: { idleTime: 60 } })
    pop3.deliver(Buffer.alloc(1024 * 1024, 'x'))
    const stream = open(pop3)
    const closed = pop3.next('session.closed')
    stream.write(`USER ${BOB}\r\nPASS x\r\nRETR 1\r\n`)
    expect(await closed).toMatchObject({ user: BOB })
  })

  test('gives messages back byte for byte', async () => {
    const pop3 = await start()
    const raw = Buffer.concat([
      Buffer.from('Subject: bytes\r\n\r\n'),
      Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)),
      Buffer.from('\r\n.\r\n..\r\n.x\n.\r.\r\n'),
    ])
    pop3.deliver(raw)
    const socket = await pop3.connect()
    socket.write(`USER ${BOB}\r\nPASS x\r\nRETR 1\r\nQUIT\r\n`)
    const text = Buffer.concat(await socket.toArray()).toString('latin1')
    const [, body = ''] = /octets\r\n(?=Subject)(.*\r\n)\.\r\n\+OK good-bye/s.exec(text) ?? []
    expect(body.replaceAll('\r\n.', '\r\n')).toBe(raw.toString('latin1'))
  })

  test('ends the one session that meets a fault of ours, and tells of it', async () => {
    const pop3 = await start()
    pop3.deliver('Subject: a\r\n\r\nhello\r\n')
    const talk = await new Pop3Talk(await pop3.connect()).logIn()
    const fault = new Error('broken')
    vi.spyOn(pop3.store, 'apply').mockImplementation(() => {
      throw fault
    })
    expect(await talk.say('RETR 1')).toBe('-ERR [SYS/TEMP] a fault of this server ends the session')
    expect(await talk.line()).toBeNull()
    expect(pop3.faults).toEqual([fault])
    vi.restoreAllMocks()
    await new Pop3Talk(await pop3.connect()).logIn()
  })

  test('ends when the server closes, without a word', async () => {
    const pop3 = await start()
    const talk = await new Pop3Talk(await pop3.connect()).logIn()
    await pop3.server.close()
    expect(await talk.line()).toBeNull()
    expect(pop3.sessions.list()).toEqual([])
  })

  test('says that there are too many when the listener is full', async () => {
    const pop3 = await start()
    const [ours, theirs] = duplexPair()
    pop3.server.refuse(ours as never)
    expect(String((await once(theirs, 'data'))[0])).toBe(
      '-ERR [SYS/TEMP] too many connections, try again in a moment\r\n',
    )
  })
})

test('APOP takes the digest of the greeting and the right password', async () => {
  const pop3 = await start({ users: Users.parse(['anna:sesame']), hostname: 'mail.test' })
  const talk = new Pop3Talk(await pop3.connect())
  const [timestamp = ''] = /<[^>]+@mail\.test>/.exec((await talk.line()) ?? '') ?? []
  const digest = (password: string): string =>
    createHash('md5')
      .update(timestamp + password)
      .digest('hex')
  expect(await talk.say(`APOP anna ${digest('wrong')}`)).toMatch(/^-ERR \[AUTH\]/)
  expect(await talk.say(`APOP anna ${digest('sesame').toUpperCase()}`)).toMatch(/^\+OK/)
})
