import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { Duplex, duplexPair } from 'node:stream'
import { connect as connectTls } from 'node:tls'
import { createDeflateRaw, createInflateRaw, constants } from 'node:zlib'
import { describe, expect, test, vi } from 'vitest'
import { FAULT_STAGES } from '../../server/delivery/faults/fault-stages.ts'
import { endOf, timeOf } from '../net/watching.ts'
import { useCertificate } from '../smtp/use-receiving.ts'
import { Client } from './client.ts'
import { BOB, type Imap, type ImapSettings } from './start-imap.ts'
import { useImap } from './use-imap.ts'

const start = useImap()
const certificate = useCertificate()

/** A server at which one fault is set. */
function startFaulty(
  stage: string,
  act: object,
  more: object = {},
  settings: ImapSettings = {},
): Promise<Imap> {
  const { match = {}, ...rest } = more as { match?: object }
  return start({ rules: [{ match: { stage, ...match }, act, ...rest }], ...settings })
}

/** A client that has taken the greeting. */
async function greeted(imap: Imap): Promise<Client> {
  const client = new Client(await imap.connect())
  await client.line()
  return client
}

const loggedIn = async (imap: Imap, user = BOB): Promise<Client> => new Client(await imap.connectAs(user))

/** The tagged answer to a command. */
const answerTo = async (client: Client, command: string): Promise<string | undefined> =>
  (await client.say(command)).at(-1)

test('every command is a stage, and every stage is a command or the beginning', () => {
  const commands = readdirSync(new URL('../../server/imap/commands', import.meta.url))
  const stages = FAULT_STAGES.filter(stage => stage.startsWith('imap:')).map(stage => stage.slice(5))
  // EXAMINE shares its file with SELECT.
  const names = ['connect', 'banner', 'examine', ...commands.map(file => file.replace('.ts', ''))]
  expect(stages.sort()).toEqual(names.sort())
})

describe('at connect', () => {
  test.each([
    [{ close: true }, 'end'],
    [{ reset: true }, 'ECONNRESET'],
  ])('%j ends a connection before anything is said', async (act, expected) => {
    const imap = await startFaulty('imap:connect', act)
    const end = imap.connect().then(endOf, (error: NodeJS.ErrnoException) => error.code)
    expect(await end).toBe(expected)
    expect(imap.fired).toMatchObject([{ stage: 'imap:connect', session: null, address: '127.0.0.1' }])
    expect(imap.sessions.count()).toBe(0)
  })

  test('a delayed connection is served then', async () => {
    const imap = await startFaulty('imap:connect', { delay: '40ms' })
    const client = new Client(await imap.connect())
    expect(await timeOf(client.line())).toBeGreaterThan(30)
    expect(await client.say('NOOP')).toEqual(['OK Nothing done'])
  })
})

describe('at the greeting', () => {
  test('a refusal is BYE, and the end', async () => {
    const reply = { code: 'UNAVAILABLE', text: 'down for maintenance' }
    const client = new Client(await (await startFaulty('imap:banner', { reply })).connect())
    expect(await client.line()).toBe('* BYE [UNAVAILABLE] down for maintenance')
    expect(await client.line()).toBeNull()
  })

  test('nothing is answered before a delayed greeting', async () => {
    const imap = await startFaulty('imap:banner', { delay: '40ms' })
    const client = new Client(await imap.connect())
    const answered = client.say('NOOP')
    expect(await timeOf(answered)).toBeGreaterThan(30)
    expect(await answered).toEqual([expect.stringMatching(/^\* OK \[CAPABILITY/), 'OK Nothing done'])
  })

  test('a silent one ends when the idle time is over', async () => {
    const imap = await startFaulty('imap:banner', { silence: true }, {}, { limits: { idleTime: 60 } })
    const client = new Client(await imap.connect())
    const line = client.line()
    expect(await timeOf(line)).toBeGreaterThan(50)
    expect(await line).toBeNull()
  })
})

describe('a reply', () => {
  test.each([
    [{}, 'NO Error: simulated failure'],
    [{ code: 'OVERQUOTA', text: 'the disk is full' }, 'NO [OVERQUOTA] the disk is full'],
    [{ status: 'BAD', text: 'what?' }, 'BAD what?'],
  ])('%j is said in place of the answer, and nothing is done', async (reply, expected) => {
    const imap = await startFaulty('imap:store', { reply }, { uses: 2 })
    imap.deliver('Subject: x\r\n\r\nbody\r\n')
    const client = await loggedIn(imap)
    await client.say('SELECT INBOX')
    expect(await client.say('STORE 1 +FLAGS (\\Deleted)')).toEqual([expected])
    expect(await client.say('UID STORE 1 +FLAGS (\\Deleted)')).toEqual([expected])
    expect(await client.say('UID FETCH 1 FLAGS')).not.toContain('\\Deleted')
    expect(await answerTo(client, 'STORE 1 +FLAGS (\\Deleted)')).toBe('OK Stored')
  })

  test('of BYE ends the connection', async () => {
    const imap = await startFaulty('imap:select', { reply: { status: 'BYE', code: 'UNAVAILABLE' } })
    const client = await loggedIn(imap)
    expect(await client.say('SELECT INBOX')).toEqual(['* BYE [UNAVAILABLE] Error: simulated failure'])
    expect(imap.sessions.count()).toBe(0)
  })

  test.each([
    ['imap:login', 'LOGIN bob@x.test x'],
    ['imap:authenticate', `AUTHENTICATE PLAIN ${Buffer.from('\0bob@x.test\0x').toString('base64')}`],
  ])('at %s refuses the login of the user who is meant', async (stage, command) => {
    const reply = { code: 'UNAVAILABLE', text: 'come back later' }
    const imap = await startFaulty(stage, { reply }, { match: { user: 'BOB@*' }, uses: 1 })
    const client = await greeted(imap)
    expect(await client.say(command)).toEqual(['NO [UNAVAILABLE] come back later'])
    expect(await answerTo(client, 'SELECT INBOX')).toBe('BAD SELECT: log in first')
    expect(await answerTo(client, command)).toMatch(/^OK \[CAPABILITY/)
    expect(imap.fired).toMatchObject([{ stage, user: BOB, session: expect.stringMatching(/-/) }])
  })

  test('is for commands that may be given: others are refused as ever', async () => {
    const imap = await startFaulty('imap:fetch', { reply: { text: 'no' } })
    expect(await (await greeted(imap)).say('FETCH 1 UID')).toEqual(['BAD FETCH: log in first'])
    expect(imap.fired).toEqual([])
  })
})

describe('a fault of one user', () => {
  test('befalls nobody else, by name or by scope', async () => {
    const act = { reply: { text: 'not for you' } }
    const imap = await start({
      rules: [
        { match: { stage: 'imap:select', user: BOB }, act },
        { match: { stage: 'imap:list' }, act, scope: `user:${BOB}` },
      ],
    })
    const bob = await loggedIn(imap)
    const eve = await loggedIn(imap, 'eve@x.test')
    for (const command of ['SELECT INBOX', 'LIST "" *']) {
      expect(await answerTo(bob, command)).toBe('NO not for you')
      expect(await answerTo(eve, command)).toMatch(/^OK/)
    }
  })

  test('counts attempts for each of them, over all their connections', async () => {
    const imap = await startFaulty('imap:login', { reply: {} }, { match: { attempt: { nth: 2 } } })
    const tries = async (user: string): Promise<string[]> => {
      const answers: string[] = []
      for (let count = 0; count < 3; count++) {
        const answer = await answerTo(await greeted(imap), `LOGIN ${user} x`)
        answers.push(answer?.split(' ')[0] ?? '')
      }
      return answers
    }
    expect(await tries(BOB)).toEqual(['OK', 'NO', 'OK'])
    expect(await tries('eve@x.test')).toEqual(['OK', 'NO', 'OK'])
  })
})

describe('a connection', () => {
  test.each([
    [{ close: true }, 'end'],
    [{ reset: true }, 'ECONNRESET'],
  ])('is cut off by %j', async (act, expected) => {
    const imap = await startFaulty('imap:select', act)
    const socket = await imap.connectAs(BOB)
    const ended = endOf(socket)
    socket.write('a SELECT INBOX\r\nb NOOP\r\n')
    expect(await ended).toBe(expected)
    expect(imap.sessions.count()).toBe(0)
  })

  test('is closed without a word in the middle of a login', async () => {
    const client = await greeted(await startFaulty('imap:login', { close: true }))
    expect(await client.say('LOGIN bob@x.test x')).toEqual([])
  })

  test('is reset beneath its encryption, which came by STARTTLS', async () => {
    const tls = certificate()
    const imap = await startFaulty('imap:noop', { reset: true }, {}, { tls })
    const client = await greeted(imap)
    await client.say('STARTTLS')
    const socket = connectTls({ socket: client.release(), ca: tls.cert })
    const ended = endOf(socket)
    socket.write('a NOOP\r\n')
    expect(await ended).toBe('ECONNRESET')
  })

  test('of a tunnel is broken off as one of a socket is', async () => {
    const imap = await startFaulty('imap:noop', { reset: true })
    const [ours, theirs] = duplexPair()
    imap.server.open(ours, { address: '192.0.2.7', port: 1, tls: false })
    const client = new Client(theirs)
    await client.line()
    theirs.write('a NOOP\r\n')
    expect(await client.line()).toBeNull()
    expect(imap.fired).toMatchObject([{ address: '192.0.2.7' }])
  })

  test('that is silent is closed when the idle time is over', async () => {
    const imap = await startFaulty('imap:noop', { silence: true }, {}, { limits: { idleTime: 150 } })
    const client = await loggedIn(imap)
    const answered = client.say('NOOP')
    expect(await timeOf(answered)).toBeGreaterThan(130)
    expect(await answered).toEqual([])
  })

  test.each([{ reset: true }, { silence: true }, { delay: '1h' }])(
    'that goes away while it is delayed, and was then to meet %j, leaves nothing behind',
    async act => {
      const match = { stage: 'imap:noop' }
      const imap = await start({
        rules: [
          { match, act: { delay: '1h' }, uses: 1 },
          { match, act },
        ],
      })
      const socket = await imap.connectAs(BOB)
      const fired = new Promise<void>(resolve => {
        imap.store.feed.subscribe(({ type }) => type === 'fault.fired' && resolve())
      })
      socket.write('a NOOP\r\nb NOOP\r\n')
      await fired
      socket.resetAndDestroy()
      await vi.waitFor(() => expect(imap.sessions.count()).toBe(0))
    },
  )

  test('that is delayed is told when the server shuts down', async () => {
    const imap = await startFaulty('imap:noop', { delay: '1h' })
    const client = await loggedIn(imap)
    const fired = new Promise<void>(resolve => {
      imap.store.feed.subscribe(({ type }) => type === 'fault.fired' && resolve())
    })
    const answered = client.say('NOOP')
    await fired
    await imap.close()
    expect(await answered).toEqual(['* BYE Facteur shuts down'])
  })
})

describe('a delay', () => {
  test('is not taken for idleness, and what is pipelined behind it is answered in order', async () => {
    const limits = { idleTime: 20 }
    const imap = await startFaulty('imap:noop', { delay: '60ms' }, { uses: 1 }, { limits })
    const client = await greeted(imap)
    // In one go, so that the client itself is not silent for too long.
    client.stream.write(`l LOGIN ${BOB} x\r\na NOOP\r\nb NOOP\r\n`)
    await client.line()
    expect(await timeOf(client.line())).toBeGreaterThan(40)
    expect(await client.line()).toBe('b OK Nothing done')
  })

  test('does not hold up what was answered before', async () => {
    const client = await loggedIn(await startFaulty('imap:select', { delay: '1h' }))
    client.stream.write('a NOOP\r\nb SELECT INBOX\r\n')
    expect(await client.line()).toBe('a OK Nothing done')
  })
})

const TEXT = 'x'.repeat(500)

describe('a throttle', () => {
  test('gives messages out at the rate that it says, and holds on', async () => {
    const limits = { idleTime: 150 }
    const imap = await startFaulty('imap:fetch', { throttle: 2000 }, { uses: 1 }, { limits })
    imap.deliver(`Subject: x\r\n\r\n${TEXT}\r\n`)
    const client = await loggedIn(imap)
    await client.say('SELECT INBOX')
    for (let count = 0; count < 2; count++) {
      const fetched = client.say('UID FETCH 1 BODY.PEEK[TEXT]')
      expect(await timeOf(fetched)).toBeGreaterThan(220)
      expect(await fetched).toContain(TEXT)
    }
    expect(await client.say('LOGOUT')).toEqual(['* BYE Good-bye', 'OK Logged out'])
    expect(await client.line()).toBeNull()
  })

  test('holds on when the connection is encrypted and compressed, and may be changed', async () => {
    const tls = certificate()
    const imap = await start({
      rules: [
        { match: { stage: 'imap:starttls' }, act: { throttle: 4000 } },
        { match: { stage: 'imap:noop' }, act: { throttle: 100_000_000 } },
      ],
      tls,
    })
    imap.deliver(`Subject: x\r\n\r\n${TEXT}\r\n`)
    imap.deliver('x'.repeat(200_000))
    const plain = await greeted(imap)
    await plain.say('STARTTLS')
    const encrypted = new Client(connectTls({ socket: plain.release(), ca: tls.cert }))
    await encrypted.say(`LOGIN ${BOB} x`)
    await encrypted.say('COMPRESS DEFLATE')
    const client = new Client(inflated(encrypted.release()))
    await client.say('SELECT INBOX')
    expect(await timeOf(client.say('FETCH 1 BODY.PEEK[TEXT]'))).toBeGreaterThan(110)
    await client.say('NOOP')
    // As slowly as before, it would take longer than a test may.
    expect((await client.say('FETCH 2 BODY.PEEK[TEXT]')).at(-1)).toBe('OK FETCH done')
  })
})

describe('a client that goes away while a throttle lets the answer pass', () => {
  test.each([
    ['imap:compress', 'COMPRESS DEFLATE'],
    ['imap:starttls', 'STARTTLS'],
  ])('at %s leaves nothing behind', async (stage, command) => {
    const imap = await startFaulty(stage, { throttle: 50 }, {}, { tls: certificate() })
    const socket = stage === 'imap:compress' ? await imap.connectAs(BOB) : await imap.connect()
    const fired = new Promise<void>(resolve => {
      imap.store.feed.subscribe(({ type }) => type === 'fault.fired' && resolve())
    })
    socket.write(`a ${command}\r\n`)
    await fired
    socket.resetAndDestroy()
    await vi.waitFor(() => expect(imap.sessions.count()).toBe(0))
  })
})

/** The other end of COMPRESS. */
function inflated(stream: Duplex): Duplex {
  const writable = createDeflateRaw({ flush: constants.Z_SYNC_FLUSH })
  writable.pipe(stream)
  const readable = stream.pipe(createInflateRaw({ finishFlush: constants.Z_SYNC_FLUSH }))
  return Duplex.from({ writable, readable } as unknown as Iterable<unknown>)
}

describe('a fault is over', () => {
  test('when its time is over, by the clock of the sandbox', async () => {
    const imap = await startFaulty('imap:noop', { reply: {} }, { for: '10m' })
    const client = await loggedIn(imap)
    expect(await answerTo(client, 'NOOP')).toMatch(/^NO/)
    imap.clock.advance(10 * 60_000)
    expect(await answerTo(client, 'NOOP')).toMatch(/^OK/)
  })
})

/** How 40 attempts end, as first characters of their answers. */
const outcome = async (seed: number): Promise<string> => {
  const imap = await startFaulty('imap:noop', { reply: {} }, { match: { probability: 0.5, seed } })
  const client = await loggedIn(imap)
  let answers = ''
  for (let count = 0; count < 40; count++) answers += (await answerTo(client, 'NOOP'))?.charAt(0)
  return answers
}

test('with the same seed the same attempts are befallen', async () => {
  const first = await outcome(7)
  expect(first).toMatch(/N.*O|O.*N/)
  expect(await outcome(7)).toBe(first)
  expect(await outcome(8)).not.toBe(first)
})

test('a connection that nothing befalls is met at no stage', async () => {
  const imap = await startFaulty('imap:append', { close: true })
  const client = await loggedIn(imap)
  await client.say('SELECT INBOX')
  expect(imap.fired).toEqual([])
  client.stream.write('a APPEND INBOX {3+}\r\nabc\r\n')
  await once(client.stream, 'end')
  expect(imap.fired).toMatchObject([{ stage: 'imap:append' }])
  expect(imap.store.account(BOB)?.inbox.entries.length).toBe(0)
})
