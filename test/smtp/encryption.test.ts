import { once } from 'node:events'
import { connect as connectTls } from 'node:tls'
import { describe, expect, test } from 'vitest'
import { decodeTranscript } from '../../server/net/transcript.ts'
import { createSmtpReceiver } from '../../server/smtp/receiver.ts'
import { Talk } from './talk.ts'
import { limited, useCertificate, useReceiving } from './use-receiving.ts'

const start = useReceiving()
const certificate = useCertificate()

describe('implicit TLS', () => {
  test('encrypts from the first byte, and says so in the facts', async () => {
    const receiving = await start({ tls: certificate(), implicitTls: true })
    const socket = connectTls({ port: receiving.port, servername: 'localhost', ca: certificate().cert })
    const talk = await new Talk(socket).greet()
    expect(receiving.sessions.list()).toMatchObject([{ protocol: 'smtp', tls: true, user: null }])
    await talk.send('hello')
    expect(receiving.captured[0]?.session.tls).toMatchObject({ protocol: 'TLSv1.3', servername: 'localhost' })
    expect(decodeTranscript(receiving.captured[0]?.transcript ?? Buffer.alloc(0))[0]?.text).toMatch(
      /^encrypted with TLS/,
    )
    expect(await talk.say('STARTTLS')).toMatch(/^503/)
    await talk.say('QUIT')
  })

  test('answers a client that ends its side behind the last command', async () => {
    const receiving = await start({ tls: certificate(), implicitTls: true })
    const socket = connectTls({ port: receiving.port, ca: certificate().cert })
    socket.end('HELO x\r\nNOOP')
    const talk = new Talk(socket)
    expect([await talk.reply(), await talk.reply(), await talk.reply(), await talk.reply()]).toEqual([
      '220 localhost ESMTP Facteur',
      '250 localhost greets you',
      '250 2.0.0 OK',
      null,
    ])
    while (receiving.sessions.count() > 0) await new Promise(setImmediate)
  })

  test('outlives clients that speak no TLS, go away or never finish the handshake', async () => {
    const receiving = await start({ tls: certificate(), implicitTls: true, ...limited({ idleTimeout: 50 }) })
    const plain = await receiving.connect()
    plain.write('EHLO x\r\n')
    plain.resume()
    const scanner = await receiving.connect()
    scanner.resetAndDestroy()
    const silent = await receiving.connect()
    await Promise.all([once(plain, 'close'), once(silent.resume(), 'close')])
    const talk = new Talk(connectTls({ port: receiving.port, ca: certificate().cert }))
    expect(await talk.reply()).toMatch(/^220/)
  })

  test('cannot do without a certificate', () => {
    const options = { implicitTls: true, tls: null } as Parameters<typeof createSmtpReceiver>[0]
    expect(() => createSmtpReceiver(options)).toThrow('needs a certificate')
  })
})

describe('the list of open sessions', () => {
  test('follows a session through TLS and login until it ends', async () => {
    const receiving = await start({ tls: certificate() })
    const socket = await receiving.connect()
    const talk = await new Talk(socket).greet()
    expect(receiving.sessions.list()).toMatchObject([
      { address: '127.0.0.1', port: socket.localPort, tls: false, user: null },
    ])
    await talk.say('AUTH PLAIN AGFubmEAc2VzYW1l')
    expect(receiving.sessions.list()).toMatchObject([{ tls: false, user: 'anna' }])
    // RFC 3207 §4.2: the login is forgotten with all else that was said in clear text.
    const encrypted = await talk.startTls(certificate().cert)
    await encrypted.say('EHLO client.test')
    expect(receiving.sessions.list()).toMatchObject([{ tls: true, user: null }])
    await encrypted.say('QUIT')
    expect(await encrypted.reply()).toBeNull()
    while (receiving.sessions.count() > 0) await new Promise(setImmediate)
    expect(receiving.sessions.list()).toEqual([])
  })
})
