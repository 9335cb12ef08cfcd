import { once } from 'node:events'
import { connect as connectTls } from 'node:tls'
import { describe, expect, test } from 'vitest'
import type { FaultAct, FaultMatch, FaultRule } from '../../server/delivery/faults/fault-rule.ts'
import { SMTP_LIMITS } from '../../server/smtp/limits.ts'
import { endOf, timeOf } from '../net/watching.ts'
import type { Receiving } from './start-receiving.ts'
import { Talk } from './talk.ts'
import { limited, talkTo, useCertificate, useReceiving } from './use-receiving.ts'

const start = useReceiving()
const certificate = useCertificate()

function startFaulty(match: FaultMatch, act: FaultAct, more: Parameters<typeof start>[0] = {}) {
  return start({ rules: [{ match, act }], ...more })
}

const stage = (name: FaultMatch['stage']): FaultMatch => ({ stage: name })

describe('at connect', () => {
  test('a connection is closed before anything is said', async () => {
    const receiving = await startFaulty(stage('connect'), { close: true })
    expect(await endOf(await receiving.connect())).toBe('end')
    expect(receiving.fired[0]).toMatchObject({ address: '127.0.0.1', envelope: null })
  })

  test('a connection is reset', async () => {
    const receiving = await startFaulty(stage('connect'), { reset: true })
    // The reset may come before the client knows that it is connected.
    const end = receiving.connect().then(endOf, (error: NodeJS.ErrnoException) => error.code)
    expect(await end).toBe('ECONNRESET')
  })

  test('a connection is left alone until the idle time is over', async () => {
    const limits = limited({ idleTimeout: 50 })
    const receiving = await startFaulty(stage('connect'), { silence: true }, limits)
    const socket = await receiving.connect()
    socket.write('EHLO x\r\n')
    expect(await timeOf(endOf(socket))).toBeGreaterThan(40)
    expect(receiving.sessions.count()).toBe(0)
  })

  test('a delay is one of the TLS handshake, where there is one', async () => {
    const tls = certificate()
    const receiving = await startFaulty(stage('connect'), { delay: '60ms' }, { tls, implicitTls: true })
    const socket = connectTls({ port: receiving.port, host: '127.0.0.1', ca: tls.cert })
    expect(await timeOf(once(socket, 'secureConnect'))).toBeGreaterThan(50)
    expect(await (await new Talk(socket).greet()).say('NOOP')).toMatch(/^250/)
    socket.destroy()
  })
})

describe('a connection is reset', () => {
  test('in the middle of a transaction', async () => {
    const receiving = await startFaulty(stage('rcpt'), { reset: true })
    const socket = await receiving.connect()
    const ended = endOf(socket)
    socket.write('EHLO x\r\nMAIL FROM:<a@x>\r\nRCPT TO:<b@x>\r\n')
    expect(await ended).toBe('ECONNRESET')
    expect(receiving.refused.map(({ reason, envelope }) => [reason, envelope?.to[0]?.address])).toEqual([
      ['fault', 'b@x'],
    ])
  })

  test('beneath its encryption, where that was there from the start', async () => {
    const tls = certificate()
    const receiving = await startFaulty(stage('mail'), { reset: true }, { tls, implicitTls: true })
    const socket = connectTls({ port: receiving.port, host: '127.0.0.1', ca: tls.cert })
    const ended = endOf(socket)
    socket.write('EHLO x\r\nMAIL FROM:<a@x>\r\n')
    expect(await ended).toBe('ECONNRESET')
  })

  test('beneath its encryption, where that came by STARTTLS', async () => {
    const tls = certificate()
    const receiving = await startFaulty(stage('mail'), { reset: true }, { tls })
    const plain = await receiving.connect()
    plain.write('STARTTLS\r\n')
    let said = ''
    while (!said.includes('Ready to start TLS')) said += String((await once(plain, 'data'))[0])
    plain.pause()
    const socket = connectTls({ socket: plain, ca: tls.cert })
    const ended = endOf(socket)
    socket.write('EHLO x\r\nMAIL FROM:<a@x>\r\n')
    expect(await ended).toBe('ECONNRESET')
  })
})

describe('a throttle', () => {
  const body = 'x'.repeat(500)

  test('takes a message in at the rate that it says', async () => {
    const receiving = await startFaulty(stage('data'), { throttle: 2500 })
    const talk = await talkTo(receiving)
    expect(await timeOf(talk.send(body))).toBeGreaterThan(190)
    expect(receiving.captured[0]?.raw.toString()).toBe(`${body}\r\n`)
  })

  test('holds on when the connection is encrypted, and is not taken for idleness', async () => {
    const tls = certificate()
    const limits = { ...SMTP_LIMITS, idleTimeout: 250 }
    const receiving = await startFaulty(stage('starttls'), { throttle: 1000 }, { tls, limits })
    const talk = await (await talkTo(receiving)).startTls(tls.cert)
    await talk.say('EHLO x')
    const sent = timeOf(talk.send(body))
    expect(await sent).toBeGreaterThan(400)
    expect(receiving.captured[0]?.size).toBe(502)
  })
})

describe('a client that goes away while it is delayed', () => {
  test('leaves nothing behind, and its mail is noted as lost', async () => {
    const receiving = await startFaulty(stage('after-data'), { delay: '1h' })
    const socket = await receiving.connect()
    const fired = nextFired(receiving)
    socket.write('EHLO x\r\nMAIL FROM:<a@x>\r\nRCPT TO:<b@x>\r\nDATA\r\nlost\r\n.\r\n')
    await fired
    const noted = receiving.nextRefused()
    socket.resetAndDestroy()
    expect((await noted).reason).toBe('vanished')
    expect(receiving.sessions.count()).toBe(0)
    expect(receiving.captured).toEqual([])
  })
})

function nextFired(receiving: Receiving): Promise<void> {
  return new Promise(resolve => {
    const stop = receiving.store.feed.subscribe(event => {
      if (event.type !== 'fault.fired') return
      stop()
      resolve()
    })
  })
}

describe('closing', () => {
  test.each<[FaultMatch['stage'], FaultAct]>([
    ['connect', { delay: '1h' }],
    ['connect', { silence: true }],
    ['banner', { delay: '1h' }],
    ['ehlo', { silence: true }],
    ['ehlo', { throttle: 1 }],
  ])('does not wait for a fault at %s: %j', async (name, act) => {
    const receiving = await startFaulty(stage(name), act)
    const fired = nextFired(receiving)
    const socket = await receiving.connect()
    const ended = endOf(socket)
    socket.write(`EHLO x\r\n`)
    await fired
    socket.write('NOOP\r\n'.repeat(100))
    await receiving.close()
    expect(await ended).toMatch(/end|ECONNRESET/)
  })
})

test('a fault that is set while a client is connected takes effect at once, and no longer than it is there', async () => {
  const receiving = await start()
  const talk = await talkTo(receiving)
  const { id } = receiving.faults.add({ match: stage('mail'), act: { reply: { code: 450 } } })
  expect(await talk.say('MAIL FROM:<a@x>')).toBe('450 4.2.1 Error: simulated failure')
  receiving.faults.remove(id)
  expect(await talk.say('MAIL FROM:<a@x>')).toMatch(/^250/)
})

test('a message over the limit is refused as ever', async () => {
  const receiving = await startFaulty(stage('after-data'), { duplicate: true }, limited({ messageSize: 100 }))
  expect(await (await talkTo(receiving)).send('x'.repeat(200))).toMatch(/^552/)
  expect(receiving.fired).toEqual([])
})

test('a message that is to arrive twice arrives once where there is room for no more', async () => {
  const broken: unknown[] = []
  const receiving = await startFaulty(
    stage('after-data'),
    { duplicate: true },
    { onFault: error => broken.push(error) },
  )
  receiving.store.openAccount('bob@x.test')
  receiving.store.apply({
    type: 'set-quota',
    address: 'bob@x.test',
    quota: { octets: null, messages: 1 },
  })
  expect(await (await talkTo(receiving)).send('once')).toMatch(/^250/)
  expect(receiving.captured).toHaveLength(1)
  expect(broken).toEqual([])
})

test('a login that a fault has refused is no wrong one', async () => {
  const receiving = await startFaulty({ stage: 'auth', user: 'anna' }, { reply: { code: 535 } })
  const talk = await talkTo(receiving)
  expect(await talk.say('AUTH PLAIN AGFubmEAc2VzYW1l')).toMatch(/^535/)
  expect(receiving.refused.map(({ reason }) => reason)).toEqual(['fault'])
})

test('what a fault did before the first message, that message tells, and no other', async () => {
  const rules: FaultRule[] = [
    { match: stage('ehlo'), act: { reply: { code: 451 } }, uses: 1 },
    { match: stage('auth'), act: { delay: '1ms' } },
    { match: { stage: 'rcpt', attempt: { nth: 3 } }, act: { delay: '1ms' } },
  ]
  const receiving = await start({ rules })
  const talk = await talkTo(receiving)
  await talk.say('EHLO x')
  await talk.say('AUTH PLAIN AGFubmEAc2VzYW1l')
  for (let n = 0; n < 3; n++) await talk.send('hello')
  expect(receiving.captured.map(({ faulted }) => faulted)).toEqual([true, false, true])
})
