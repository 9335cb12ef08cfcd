import { once } from 'node:events'
import { Duplex } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { afterEach, expect, test, vi } from 'vitest'
import { BOB } from '../start-imap.ts'
import { Client } from '../client.ts'
import { useImap } from '../use-imap.ts'

const startImap = useImap()

afterEach(() => {
  vi.useRealTimers()
})

/** More than the operating system keeps for a client that does not read. */
const MAIL = `Subject: x\r\n\r\n${'0123456789abcde\n'.repeat(8 * 1024)}`
const MAILS = 300

test('a client that does not read holds up nobody else, and gets what is still there when it reads', async () => {
  const imap = await startImap({ limits: { unread: 64 * 1024 } })
  for (let n = 0; n < MAILS; n++) imap.deliver(MAIL)
  const slow = await imap.connectAs(BOB)
  slow.pause()
  slow.write('a SELECT INBOX\r\nb FETCH 1:* BODY[TEXT]\r\n')
  await once(slow, 'readable')
  const other = new Client(await imap.connectAs(BOB))
  expect((await other.say('SELECT INBOX')).at(-1)).toContain('OK [READ-WRITE]')
  // The last ones are not \Seen yet, as nobody has fetched them.
  const unseen = imap.store.account(BOB)?.inbox.unseen ?? 0
  expect(unseen).toBeGreaterThan(0)
  const doomed = imap.store.messages.slice(MAILS - 10).map(message => message.id)
  imap.store.apply({ type: 'delete-message', ids: doomed })
  let text = ''
  slow.on(
    'data',
    (chunk: Buffer) => (text = (text + chunk.toString('latin1')).replaceAll('0123456789abcde\n', '')),
  )
  slow.resume()
  while (!/^b (?:OK|NO)/m.test(text)) await once(slow, 'data')
  expect(text.match(/ FETCH \(BODY\[TEXT\] \{131072\}/g)).toHaveLength(MAILS - 10)
  expect(text).not.toContain(`* ${MAILS - 9} FETCH`)
  expect(imap.store.account(BOB)?.inbox.unseen).toBe(0)
})

test('a client that goes away ends its FETCH', async () => {
  const imap = await startImap({ limits: { unread: 64 * 1024 } })
  for (let n = 0; n < MAILS; n++) imap.deliver(MAIL)
  const socket = await imap.connectAs(BOB)
  socket.pause()
  socket.write('a SELECT INBOX\r\nb FETCH 1:* BODY[TEXT]\r\n')
  await once(socket, 'readable')
  const gone = new Promise<void>(resolve => {
    const end = imap.store.feed.subscribe(({ type }) => {
      if (type !== 'session.closed') return
      end()
      resolve()
    })
  })
  socket.destroy()
  await gone
  expect(imap.store.account(BOB)?.inbox.unseen).toBeGreaterThan(0)
})

/** A connection whose other end takes nothing before it is told to. */
class Held extends Duplex {
  taken = ''
  #waiting: (() => void) | null = () => {}

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.taken += chunk.toString('latin1').replaceAll('0123456789abcde\n', '')
    if (this.#waiting === null) done()
    else this.#waiting = done
  }

  release(): void {
    const go = this.#waiting
    this.#waiting = null
    go?.()
  }
}

test('of one message, too, no more waits for a client that does not read than it may', async () => {
  const imap = await startImap({ limits: { unread: 64 * 1024 } })
  imap.deliver(MAIL)
  const stream = new Held()
  imap.server.open(stream, { address: '127.0.0.1', port: 1, tls: false })
  const items = Array<string>(99).fill('BODY[TEXT]').join(' ')
  stream.push(`a LOGIN ${BOB} any\r\nb SELECT INBOX\r\nc FETCH 1 (${items} UID)\r\n`)
  while (stream.listenerCount('drain') < 2) await setImmediate()
  expect(stream.writableLength).toBeLessThan(3 * MAIL.length)
  stream.release()
  while (!/^c (?:OK|NO)/m.test(stream.taken)) await setImmediate()
  expect(stream.taken).toMatch(
    /^\* 1 FETCH \((?:BODY\[TEXT\] \{131072\}\r\n ){99}UID 1 FLAGS \(\\Seen \\Recent\)\)\r$/m,
  )
})

/** A connection whose other end takes one write at a time, when it is told to: what goes out together is two or three. */
class Sip extends Duplex {
  said = Buffer.alloc(0)
  #next: (() => void) | null = null

  /** The last of it. */
  get tail(): string {
    return this.said.toString('latin1', Math.max(this.said.length - 100, 0))
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.said = Buffer.concat([this.said, chunk])
    this.#next = done
  }

  /** Takes what waits, and lets the server write more. */
  async sip(): Promise<boolean> {
    const go = this.#next
    this.#next = null
    go?.()
    for (let turn = 0; turn < 10; turn++) await setImmediate()
    return this.#next !== null
  }
}

/** A client that has asked for a message of 4 MB, and sips. */
async function sipping(commands: string): Promise<Sip> {
  const limits = { idleTime: 1000, loginTime: 1000, unread: 64 * 1024 }
  const imap = await startImap({ limits })
  imap.deliver(`Subject: x\r\n\r\n${'0123456789abcde\n'.repeat(256 * 1024)}`)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const stream = new Sip()
  imap.server.open(stream, { address: '127.0.0.1', port: 1, tls: false })
  stream.push(`a LOGIN ${BOB} any\r\nb SELECT INBOX\r\n`)
  while (!stream.said.includes('\r\nb OK')) await stream.sip()
  while (await stream.sip());
  stream.push(commands)
  for (let turn = 0; turn < 10; turn++) await setImmediate()
  return stream
}

test('a client that needs longer for a message than it may be silent gets all of it', async () => {
  const stream = await sipping('c FETCH 1 BODY[]\r\n')
  let sips = 0
  do {
    vi.advanceTimersByTime(400)
    sips++
  } while (await stream.sip())
  expect(sips).toBeGreaterThan(10)
  expect(stream.tail).toMatch(/abcde\n FLAGS \(\\Seen \\Recent\)\)\r\nc OK FETCH done\r\n$/)
  // From here on it is silent.
  vi.advanceTimersByTime(999)
  expect(await stream.sip()).toBe(false)
  vi.advanceTimersByTime(1)
  await stream.sip()
  expect(stream.tail).toMatch(/BYE You were silent for too long\r\n$/)
})

test('a client that takes nothing more of a message is given up when the idle time is over', async () => {
  const stream = await sipping('c FETCH 1 BODY[]\r\n')
  vi.advanceTimersByTime(900)
  await stream.sip()
  vi.advanceTimersByTime(1000 + 250)
  expect(stream.destroyed).toBe(true)
  expect(stream.said.length).toBeLessThan(2 * 1024 * 1024)
})

test('who says LOGOUT behind a FETCH gets all that was asked for', async () => {
  const stream = await sipping('c FETCH 1 BODY[]\r\nd LOGOUT\r\n')
  do vi.advanceTimersByTime(400)
  while (await stream.sip())
  expect(stream.tail).toMatch(/c OK FETCH done\r\n\* BYE Good-bye\r\nd OK Logged out\r\n$/)
  expect(stream.destroyed).toBe(false)
  vi.advanceTimersByTime(250)
  expect(stream.destroyed).toBe(true)
})
