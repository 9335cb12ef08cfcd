import { createHmac } from 'node:crypto'
import * as fc from 'fast-check'
import { createTransport } from 'nodemailer'
import { describe, expect, test } from 'vitest'
import { parseDsnParameters } from '../../server/message/report/dsn-parameters.ts'
import { decodeTranscript } from '../../server/net/transcript.ts'
import { Users } from '../../server/net/users.ts'
import { SMTP_LIMITS } from '../../server/smtp/limits.ts'
import { type Receiving, startReceiving } from './start-receiving.ts'
import { Talk } from './talk.ts'
import { limited, talkTo, useCertificate, useReceiving } from './use-receiving.ts'

const start = useReceiving()
const certificate = useCertificate()

describe('a captured message', () => {
  test('can be read when its 250 arrives, by the id that it names', async () => {
    const receiving = await start()
    const reply = await (await talkTo(receiving)).send('Subject: now\r\n\r\nhere')
    const id = /^250 2\.6\.0 Captured as (\S+)$/.exec(reply ?? '')?.[1] ?? ''
    expect(receiving.store.message(id)?.raw.toString()).toBe('Subject: now\r\n\r\nhere\r\n')
  })

  test('shares the facts of its session with the others, until these change', async () => {
    const receiving = await start()
    const talk = await talkTo(receiving)
    await talk.send('one')
    await talk.send('two')
    await talk.say('AUTH PLAIN AGFubmEAc2VzYW1l')
    await talk.send('three')
    const [one, two, three] = receiving.captured.map(({ session }) => session)
    expect(two).toBe(one)
    expect(one).toMatchObject({
      protocol: 'smtp',
      ehlo: 'client.test',
      address: '127.0.0.1',
      tls: null,
      auth: null,
    })
    expect(three).toMatchObject({ id: one?.id, auth: { method: 'PLAIN', user: 'anna' } })
  })

  test('bears the conversation of its connection and itself, not that of the messages before it', async () => {
    const receiving = await start()
    const talk = await talkTo(receiving)
    await talk.send('one', ['first@x.test'])
    await talk.say('NOOP')
    await talk.say('AUTH PLAIN AGFubmEAc2VzYW1l')
    await talk.send('two', ['second@x.test'])
    const lines = decodeTranscript(receiving.captured[1]?.transcript ?? Buffer.alloc(0))
    expect(
      lines.map(({ side, text }) => `${side}: ${text}`).filter(line => !line.startsWith('server: 250-')),
    ).toEqual([
      'server: 220 localhost ESMTP Facteur',
      'client: EHLO client.test',
      `server: 250 SIZE ${SMTP_LIMITS.messageSize}`,
      'client: NOOP',
      'server: 250 2.0.0 OK',
      'client: AUTH PLAIN ***',
      'server: 235 2.7.0 Authentication successful',
      'client: MAIL FROM:<anna@app.test>',
      'server: 250 2.1.0 Accepted',
      'client: RCPT TO:<second@x.test>',
      'server: 250 2.1.5 Accepted',
      'client: DATA',
      'server: 354 End data with <CR><LF>.<CR><LF>',
      'client: <5 bytes>',
      'server: 250 2.6.0 Captured',
    ])
  })

  test('keeps every one of 1,000 recipients, repeated ones too', async () => {
    const receiving = await start()
    const to = [...Array.from({ length: 998 }, (_, n) => `r${n}@x.test`), 'twice@x.test', 'twice@x.test']
    const talk = await talkTo(receiving)
    expect(await talk.send('many', to)).toMatch(/^250/)
    expect(receiving.captured[0]?.envelope.to.map(({ address }) => address)).toEqual(to)
    const transcript = decodeTranscript(receiving.captured[0]?.transcript ?? Buffer.alloc(0))
    expect(transcript.some(({ text }) => text.endsWith('lines left out'))).toBe(true)
    await talk.say('MAIL FROM:<a@x>')
    for (const address of to) await talk.say(`RCPT TO:<${address}>`)
    expect(await talk.say('RCPT TO:<one@more>')).toBe('452 4.5.3 Error: more than 1000 recipients')
  })
})

async function loginByCramMd5(receiving: Receiving, user: string, password: string): Promise<string | null> {
  const talk = await talkTo(receiving)
  const challenge = Buffer.from((await talk.say('AUTH CRAM-MD5'))?.slice(4) ?? '', 'base64')
  const digest = createHmac('md5', password).update(challenge).digest('hex')
  return talk.say(Buffer.from(`${user} ${digest}`).toString('base64'))
}

describe('CRAM-MD5', () => {
  test('takes anyone until users are named, then only them', async () => {
    const anyone = await start()
    expect(await loginByCramMd5(anyone, 'eve', 'anything')).toMatch(/^235/)
    const named = await start({ users: Users.parse(['anna:sesame']) })
    expect(await loginByCramMd5(named, 'anna', 'sesame')).toMatch(/^235/)
    expect(await loginByCramMd5(named, 'anna', 'wrong')).toMatch(/^535/)
    expect(await loginByCramMd5(named, 'eve', 'a password that nobody has')).toMatch(/^535/)
    expect(named.refused[0]).toMatchObject({
      reason: 'authentication',
      reply: expect.stringMatching(/^535 5.7.8/),
    })
  })
})

describe('limits', () => {
  test('a connection over the limit is told to come again', async () => {
    const receiving = await start(limited({ connections: 2 }))
    const first = await talkTo(receiving)
    await talkTo(receiving)
    const third = new Talk(await receiving.connect())
    expect(await third.reply()).toBe('421 4.3.2 localhost Too many connections, try again in a moment')
    expect(await third.reply()).toBeNull()
    expect(await first.say('NOOP')).toMatch(/^250/)
  })

  test('a command line over the limit ends the session', async () => {
    const receiving = await start(limited({ commandLine: 100 }))
    const talk = await talkTo(receiving)
    expect(await talk.say(`NOOP ${'x'.repeat(95)}`)).toMatch(/^250/)
    expect(await talk.say(`NOOP ${'x'.repeat(96)}`)).toBe('421 4.4.2 Error: Command line too long')
    expect(await talk.reply()).toBeNull()
  })

  test('a message of exactly the limit is taken, one byte more is not', async () => {
    const receiving = await start(limited({ messageSize: 100_000 }))
    const talk = await talkTo(receiving)
    expect(await talk.send('x'.repeat(99_998))).toMatch(/^250/)
    expect(await talk.send('x'.repeat(99_999))).toMatch(/^552 5\.3\.4/)
    expect(await talk.send('next')).toMatch(/^250/)
    expect(receiving.captured.map(({ size }) => size)).toEqual([100_000, 6])
  })

  test('an idle client is sent away, without a note when it was sending nothing', async () => {
    const receiving = await start(limited({ idleTimeout: 30 }))
    const talk = await talkTo(receiving)
    expect(await talk.reply()).toBe('421 4.4.2 Timeout - closing connection')
    expect(await talk.reply()).toBeNull()
    expect(receiving.refused).toEqual([])
  })
})

describe('closing', () => {
  test('tells clients, notes what was on its way, and leaves nothing open', async () => {
    const receiving = await startReceiving()
    const idle = await talkTo(receiving)
    const busy = await talkTo(receiving)
    await busy.say('MAIL FROM:<a@x>')
    const noted = receiving.nextRefused()
    await receiving.close()
    expect(await idle.reply()).toBe('421 4.4.2 Server shutting down')
    expect(await idle.reply()).toBeNull()
    expect((await noted).reason).toBe('closed')
    expect(receiving.sessions.count()).toBe(0)
    await expect(receiving.connect()).rejects.toThrow('ECONNREFUSED')
  })
})

describe('any client', () => {
  test('may send any bytes: the next one is served all the same', async () => {
    const receiving = await start({ tls: certificate() })
    const word = fc.constantFrom(
      'EHLO x\r\n',
      'MAIL FROM:<a@x>\r\n',
      'RCPT TO:<a@x>\r\n',
      'DATA\r\n',
      'STARTTLS\r\n',
      '\r\n.\r\n',
    )
    const part = fc.oneof(
      word.map(text => Buffer.from(text)),
      fc.uint8Array({ maxLength: 50 }).map(bytes => Buffer.from(bytes)),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 12 }), fc.boolean(), async (parts, reset) => {
        const socket = await receiving.connect()
        socket.on('error', () => {})
        socket.resume()
        socket.write(Buffer.concat(parts))
        await new Promise(setImmediate)
        if (reset) socket.resetAndDestroy()
        else socket.destroy()
        const next = await receiving.connect()
        expect(await new Talk(next).reply()).toMatch(/^220/)
        next.destroy()
      }),
      { numRuns: 100 },
    )
  })

  test.each([
    ['plain', {}],
    ['with STARTTLS and a login', { requireTLS: true, auth: { user: 'anna', pass: 'sesame' } }],
    ['with CRAM-MD5', { authMethod: 'CRAM-MD5', auth: { user: 'anna', pass: 'sesame' } }],
    ['pooled', { pool: true, maxConnections: 2 }],
  ])('nodemailer, %s', async (_how, options) => {
    const receiving = await start({ tls: certificate() })
    const transport = createTransport({
      host: '127.0.0.1',
      port: receiving.port,
      tls: { ca: certificate().cert },
      ...options,
    })
    const mail = {
      from: 'anna@app.test',
      to: ['jörg@bücher.test', 'bob@x.test'],
      subject: 'Grüße',
      text: '.\n..\nend',
    }
    const sent = await Promise.all([
      transport.sendMail(mail),
      transport.sendMail(mail),
      transport.sendMail(mail),
    ])
    transport.close()
    expect(sent.map(({ response }) => response)).toEqual(
      receiving.captured.map(({ id }) => `250 2.6.0 Captured as ${id}`),
    )
    for (const { raw } of receiving.captured) expect(raw.toString()).toContain('\r\n\r\n.\r\n..\r\nend\r\n')
  })

  test('nodemailer, asking for reports of its delivery', async () => {
    const receiving = await start()
    const transport = createTransport({ host: '127.0.0.1', port: receiving.port, ignoreTLS: true })
    await transport.sendMail({
      from: 'anna@app.test',
      to: 'bob@x.test',
      text: 'report',
      dsn: {
        id: 'order 4711',
        return: 'headers',
        notify: ['success', 'failure'],
        recipient: 'bob+list@x.test',
      },
    })
    transport.close()
    const { from, to } = receiving.captured[0]?.envelope ?? {}
    expect(parseDsnParameters(from?.parameters ?? {})).toMatchObject({
      returnContent: 'HDRS',
      envelopeId: 'order 4711',
    })
    expect(parseDsnParameters(to?.[0]?.parameters ?? {})).toMatchObject({
      notify: new Set(['SUCCESS', 'FAILURE']),
      originalRecipient: { type: 'rfc822', address: 'bob+list@x.test' },
    })
  })
})
