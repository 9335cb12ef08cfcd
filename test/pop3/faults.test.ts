import { once } from 'node:events'
import { duplexPair } from 'node:stream'
import { connect as connectTls } from 'node:tls'
import { describe, expect, test } from 'vitest'
import { FAULT_STAGES } from '../../server/delivery/faults/fault-stages.ts'
import { COMMANDS } from '../../server/pop3/commands.ts'
import { endOf, timeOf } from '../net/watching.ts'
import { useCertificate } from '../smtp/use-receiving.ts'
import { Pop3Talk } from './pop3-talk.ts'
import { BOB, type Pop3, type Pop3Settings } from './start-pop3.ts'
import { usePop3 } from './use-pop3.ts'

const start = usePop3()
const certificate = useCertificate()

/** A server at which one fault is set. */
function startFaulty(
  stage: string,
  act: object,
  more: object = {},
  settings: Pop3Settings = {},
): Promise<Pop3> {
  const { match = {}, ...rest } = more as { match?: object }
  return start({ rules: [{ match: { stage, ...match }, act, ...rest }], ...settings })
}

const talkTo = async (pop3: Pop3): Promise<Pop3Talk> => new Pop3Talk(await pop3.connect())

const loggedIn = async (pop3: Pop3, user = BOB): Promise<Pop3Talk> => (await talkTo(pop3)).logIn(user)

test('every command is a stage, and every stage is a command or the beginning', () => {
  const stages = FAULT_STAGES.filter(stage => stage.startsWith('pop3:')).map(stage => stage.slice(5))
  expect(stages.sort()).toEqual(
    ['connect', 'banner', ...[...COMMANDS.keys()].map(name => name.toLowerCase())].sort(),
  )
})

describe('at connect', () => {
  test('a connection is closed before anything is said', async () => {
    const pop3 = await startFaulty('pop3:connect', { close: true })
    expect(await (await talkTo(pop3)).line()).toBeNull()
    expect(pop3.fired).toMatchObject([
      { stage: 'pop3:connect', session: null, address: '127.0.0.1', user: null, message: null },
    ])
  })

  test('a connection is reset', async () => {
    const pop3 = await startFaulty('pop3:connect', { reset: true })
    const end = pop3.connect().then(endOf, (error: NodeJS.ErrnoException) => error.code)
    expect(await end).toBe('ECONNRESET')
  })

  test('a connection is left alone until the idle time is over', async () => {
    const pop3 = await startFaulty('pop3:connect', { silence: true }, {}, { limits: { idleTime: 50 } })
    const socket = await pop3.connect()
    socket.write('CAPA\r\n')
    expect(await timeOf(endOf(socket))).toBeGreaterThan(40)
    expect(pop3.sessions.count()).toBe(0)
  })

  test('a delayed connection is served then, and a server that ends does not wait for one', async () => {
    const delayed = await startFaulty('pop3:connect', { delay: '40ms' })
    const talk = await talkTo(delayed)
    expect(await timeOf(talk.line())).toBeGreaterThan(30)
    expect(await talk.say('NOOP')).toMatch(/^-ERR log in/)
    const stuck = await startFaulty('pop3:connect', { delay: '1h' })
    const waiting = await talkTo(stuck)
    while (stuck.fired.length === 0) await stuck.next('fault.fired')
    await stuck.close()
    expect(await waiting.line()).toBeNull()
  })
})

describe('at the greeting', () => {
  test('a refusal is all that a client is told', async () => {
    const reply = { code: 'SYS/TEMP', text: 'down for maintenance' }
    const pop3 = await startFaulty('pop3:banner', { reply })
    const talk = await talkTo(pop3)
    expect(await talk.line()).toBe('-ERR [SYS/TEMP] down for maintenance')
    expect(await talk.line()).toBeNull()
  })

  test('nothing is answered before a delayed greeting', async () => {
    const pop3 = await startFaulty('pop3:banner', { delay: '40ms' })
    const talk = await talkTo(pop3)
    const first = talk.say('CAPA')
    expect(await timeOf(first)).toBeGreaterThan(30)
    expect(await first).toMatch(/^\+OK Facteur POP3 server ready/)
    expect(await talk.line()).toBe('+OK this is offered')
  })
})

describe('a reply', () => {
  test('is said in place of the answer, and nothing is done', async () => {
    const pop3 = await startFaulty('pop3:quit', { reply: { code: 'SYS/TEMP' } })
    pop3.deliver('Subject: x\r\n\r\nbody\r\n')
    const talk = await loggedIn(pop3)
    await talk.say('DELE 1')
    expect(await talk.say('QUIT')).toBe('-ERR [SYS/TEMP] Error: simulated failure')
    talk.vanish()
    await pop3.next('session.closed')
    expect((await (await loggedIn(pop3, 'all')).say('STAT'))?.split(' ')[1]).toBe('1')
  })

  test.each([
    ['pop3:pass', ['USER bob@x.test', 'PASS secret']],
    ['pop3:apop', ['APOP bob@x.test 0123456789abcdef0123456789abcdef']],
    ['pop3:auth', [`AUTH PLAIN ${Buffer.from('\0bob@x.test\0secret').toString('base64')}`]],
    ['pop3:auth', ['AUTH PLAIN', Buffer.from('\0bob@x.test\0secret').toString('base64')]],
  ])('at %s refuses the login of the user who is meant', async (stage, lines) => {
    const act = { reply: { code: 'IN-USE', text: 'come back later' } }
    const pop3 = await startFaulty(stage, act, { match: { user: 'bob@*' }, uses: 1 })
    const talk = await talkTo(pop3)
    await talk.line()
    const say = async (): Promise<string | null> => {
      let answer: string | null = null
      for (const line of lines) answer = await talk.say(line)
      return answer
    }
    expect(await say()).toBe('-ERR [IN-USE] come back later')
    expect(await talk.say('STAT')).toBe('-ERR log in first')
    expect(await say()).toMatch(/^\+OK maildrop/)
    expect(pop3.fired).toMatchObject([{ stage, user: BOB, session: expect.stringMatching(/-/) }])
  })
})

describe('a fault of one user', () => {
  test('befalls nobody else, by name or by scope', async () => {
    const act = { reply: { text: 'not for you' } }
    const pop3 = await start({
      rules: [
        { match: { stage: 'pop3:stat', user: BOB }, act },
        { match: { stage: 'pop3:list' }, act, scope: `user:${BOB}` },
      ],
    })
    const bob = await loggedIn(pop3)
    const eve = await loggedIn(pop3, 'eve@x.test')
    for (const command of ['STAT', 'LIST']) {
      expect(await bob.say(command)).toBe('-ERR not for you')
      expect(await eve.say(command)).toMatch(/^\+OK/)
      if (command === 'LIST') await eve.rest()
    }
  })

  test('counts attempts for each of them, over all their connections', async () => {
    const pop3 = await startFaulty('pop3:pass', { reply: {} }, { match: { attempt: { first: 2 } } })
    const tries = async (user: string): Promise<boolean[]> => {
      const results: boolean[] = []
      for (let count = 0; count < 3; count++) {
        const talk = await talkTo(pop3)
        await talk.line()
        await talk.say(`USER ${user}`)
        results.push((await talk.say('PASS x'))?.startsWith('+OK') === true)
        talk.vanish()
      }
      return results
    }
    expect(await tries(BOB)).toEqual([false, false, true])
    expect(await tries('eve@x.test')).toEqual([false, false, true])
  })
})

describe('a fault of one message', () => {
  const rule = { match: { stage: 'pop3:retr', query: 'subject:Invoice' }, act: { reply: { text: 'no' } } }

  test('befalls RETR of that one, and is told with it', async () => {
    const pop3 = await start({ rules: [rule] })
    pop3.deliver('Subject: Welcome\r\n\r\nbody\r\n')
    const { id } = pop3.deliver('Subject: Invoice\r\n\r\nbody\r\n')
    const talk = await loggedIn(pop3)
    expect(await talk.say('RETR 1')).toMatch(/^\+OK/)
    await talk.rest()
    expect(await talk.say('RETR 2')).toBe('-ERR no')
    expect(await talk.say('RETR 3')).toMatch(/^-ERR/)
    expect(pop3.fired).toMatchObject([
      { user: BOB, message: id, envelope: { to: [{ address: BOB }] }, act: { reply: { text: 'no' } } },
    ])
  })

  test.each(['TOP 1 0', 'DELE 1'])('befalls %s by its sender', async command => {
    const stage = `pop3:${command.slice(0, 4).trim().toLowerCase()}`
    const pop3 = await startFaulty(stage, { reply: {} }, { match: { sender: '@app.test' } })
    pop3.deliver('Subject: x\r\n\r\nbody\r\n')
    const talk = await loggedIn(pop3)
    expect(await talk.say(command)).toBe('-ERR Error: simulated failure')
    expect(await talk.say('STAT')).toMatch(/^\+OK 1 /)
  })
})

describe('a message that is corrupted', () => {
  test.each([
    ['RETR 1', 'Subject: x\r\n\r\nabcd\r\n', ['Subject: x', '', 'abce']],
    ['TOP 1 1', 'Subject: x\r\n\r\nabcd\r\nmore\r\n', ['Subject: x', '', 'abce']],
    ['RETR 1', 'Subject: x\r\n\r\nab\r\n.\r\n/\r\n', ['Subject: x', '', 'ac', '..', '/']],
  ])('by %s of %j is whole, but for one character', async (command, raw, lines) => {
    const stage = command.startsWith('TOP') ? 'pop3:top' : 'pop3:retr'
    const pop3 = await startFaulty(stage, { corrupt: true }, { uses: 1 })
    const { id } = pop3.deliver(raw)
    const talk = await loggedIn(pop3)
    expect(await talk.say(command)).toMatch(/^\+OK/)
    expect(await talk.rest()).toEqual(lines)
    expect(pop3.store.message(id)?.raw.toString()).toBe(raw)
    await talk.say('RETR 1')
    expect((await talk.rest()).join('\r\n').replaceAll('\r\n..', '\r\n.')).toBe(raw.slice(0, -2))
  })
})

describe('a connection', () => {
  test.each(['by its end', 'by a reset'])('is cut off %s, after what was answered before', async how => {
    const pop3 = await startFaulty('pop3:stat', how === 'by its end' ? { close: true } : { reset: true })
    const socket = await pop3.connect()
    await once(socket, 'data')
    socket.write('USER bob@x.test\r\nPASS x\r\n')
    await once(socket, 'data')
    const ended = endOf(socket)
    socket.write('STAT\r\nNOOP\r\n')
    expect(await ended).toBe(how === 'by its end' ? 'end' : 'ECONNRESET')
    expect(pop3.sessions.count()).toBe(0)
  })

  test('is reset beneath its encryption, which came by STLS', async () => {
    const tls = certificate()
    const pop3 = await startFaulty('pop3:noop', { reset: true }, {}, { tls })
    const plain = await pop3.connect()
    await once(plain, 'data')
    plain.write('STLS\r\n')
    await once(plain, 'data')
    const socket = connectTls({ socket: plain, ca: tls.cert })
    const ended = endOf(socket)
    socket.write('USER bob@x.test\r\nPASS x\r\nNOOP\r\n')
    expect(await ended).toBe('ECONNRESET')
  })

  test('of a tunnel is broken off as one of a socket is', async () => {
    const pop3 = await startFaulty('pop3:user', { reset: true })
    const [ours, theirs] = duplexPair()
    pop3.server.open(ours, { address: '192.0.2.7', port: 1, tls: false })
    const talk = new Pop3Talk(theirs)
    await talk.line()
    expect(await talk.say('USER x')).toBeNull()
    expect(pop3.fired).toMatchObject([{ address: '192.0.2.7' }])
  })

  test('that is silent is closed when the idle time is over', async () => {
    const pop3 = await startFaulty('pop3:stat', { silence: true }, {}, { limits: { idleTime: 150 } })
    const talk = await loggedIn(pop3)
    const ended = talk.say('STAT')
    expect(await timeOf(ended)).toBeGreaterThan(130)
    expect(await ended).toBeNull()
  })

  test('that goes away while it is delayed leaves nothing behind', async () => {
    const pop3 = await startFaulty('pop3:stat', { delay: '1h' })
    const socket = await pop3.connect()
    await once(socket, 'data')
    socket.write('USER bob@x.test\r\nPASS x\r\nSTAT\r\n')
    await pop3.next('fault.fired')
    const closed = pop3.next('session.closed')
    socket.resetAndDestroy()
    await closed
    expect(pop3.sessions.count()).toBe(0)
  })
})

describe('a delay', () => {
  test('is not taken for idleness, and what is pipelined behind it is answered in order', async () => {
    const limits = { idleTime: 20 }
    const pop3 = await startFaulty('pop3:stat', { delay: '60ms' }, { uses: 1 }, { limits })
    const talk = await talkTo(pop3)
    await talk.line()
    // In one go, so that the client itself is not silent for too long.
    await talk.say(`USER ${BOB}\r\nPASS x\r\nSTAT\r\nNOOP`)
    await talk.line()
    expect(await timeOf(talk.line())).toBeGreaterThan(40)
    expect(await talk.line()).toBe('+OK nothing done')
  })

  test('does not hold up what was answered before', async () => {
    const talk = await loggedIn(await startFaulty('pop3:stat', { delay: '1h' }))
    expect(await talk.say('NOOP\r\nSTAT')).toBe('+OK nothing done')
  })
})

describe('a throttle', () => {
  const raw = `Subject: x\r\n\r\n${'x'.repeat(498)}\r\n`

  test('gives messages out at the rate that it says, and holds on', async () => {
    const limits = { idleTime: 150 }
    const pop3 = await startFaulty('pop3:retr', { throttle: 2000 }, { uses: 1 }, { limits })
    pop3.deliver(raw)
    const talk = await loggedIn(pop3)
    for (let count = 0; count < 2; count++) {
      const began = performance.now()
      await talk.say('RETR 1')
      expect((await talk.rest()).at(-1)).toHaveLength(498)
      expect(performance.now() - began).toBeGreaterThan(220)
    }
    const last = talk.say('QUIT')
    expect(await last).toBe('+OK good-bye')
    expect(await talk.line()).toBeNull()
  })

  test('holds on when the connection is encrypted, and may be changed', async () => {
    const tls = certificate()
    const pop3 = await start({
      rules: [
        { match: { stage: 'pop3:stls' }, act: { throttle: 4000 } },
        { match: { stage: 'pop3:noop' }, act: { throttle: 100_000_000 } },
      ],
      tls,
    })
    pop3.deliver(raw)
    pop3.deliver('x'.repeat(200_000))
    const plain = await talkTo(pop3)
    await plain.line()
    const talk = await plain.startTls()
    await talk.say(`USER ${BOB}`)
    await talk.say('PASS x')
    expect(await timeOf(talk.say('RETR 1').then(() => talk.rest()))).toBeGreaterThan(110)
    await talk.say('NOOP')
    // As slowly as before, it would take longer than a test may.
    await talk.say('RETR 2')
    expect((await talk.rest())[0]).toHaveLength(200_000)
  })
})

describe('a fault is over', () => {
  test('after its uses', async () => {
    const pop3 = await startFaulty('pop3:noop', { reply: {} }, { uses: 2 })
    const talk = await loggedIn(pop3)
    const answers = [await talk.say('NOOP'), await talk.say('NOOP'), await talk.say('NOOP')]
    expect(answers.map(answer => answer?.slice(0, 4))).toEqual(['-ERR', '-ERR', '+OK '])
  })

  test('when its time is over, by the clock of the sandbox', async () => {
    const pop3 = await startFaulty('pop3:noop', { reply: {} }, { for: '10m' })
    const talk = await loggedIn(pop3)
    expect(await talk.say('NOOP')).toMatch(/^-ERR/)
    pop3.clock.advance(10 * 60_000)
    expect(await talk.say('NOOP')).toMatch(/^\+OK/)
  })
})

/** How 40 attempts end, as first characters of their answers. */
const outcome = async (seed: number): Promise<string> => {
  const pop3 = await startFaulty('pop3:noop', { reply: {} }, { match: { probability: 0.5, seed } })
  const talk = await loggedIn(pop3)
  let answers = ''
  for (let count = 0; count < 40; count++) answers += (await talk.say('NOOP'))?.charAt(0)
  return answers
}

test('with the same seed the same attempts are befallen', async () => {
  const first = await outcome(7)
  expect(first).toMatch(/\+/)
  expect(first).toMatch(/-/)
  expect(await outcome(7)).toBe(first)
  expect(await outcome(8)).not.toBe(first)
})
