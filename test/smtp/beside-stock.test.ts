import { once } from 'node:events'
import { type AddressInfo, type Socket, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import * as fc from 'fast-check'
import { SMTPServer } from 'smtp-server'
import { SMTPConnection } from 'smtp-server/lib/smtp-connection.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SMTP_LIMITS } from '../../server/smtp/limits.ts'
import { type Receiving, startReceiving } from './start-receiving.ts'
import { chunksOf } from './wire.ts'

interface Captured {
  readonly from: string
  readonly to: readonly string[]
  readonly raw: string
}

interface Played {
  /** Codes with their enhanced status; the words differ. */
  readonly replies: readonly string[]
  readonly captured: readonly Captured[]
}

/** smtp-server without its wait for early talkers, which it would refuse. */
class StockServer extends SMTPServer {
  readonly captured: Captured[] = []

  constructor() {
    super({
      name: 'localhost',
      authOptional: true,
      allowInsecureAuth: true,
      authMethods: ['PLAIN', 'LOGIN', 'CRAM-MD5', 'XOAUTH2'],
      disabledCommands: ['STARTTLS', 'WIZ', 'SHELL', 'KILL', 'XCLIENT', 'XFORWARD'],
      disableReverseLookup: true,
      hideENHANCEDSTATUSCODES: false,
      hideDSN: false,
      size: SMTP_LIMITS.messageSize,
      logger: false,
      onConnect: (_session, done) => done(),
      onAuth: (_auth, _session, done) => done(null, { user: 'anyone' }),
      onData: (stream, { envelope }, done) => {
        const chunks: Buffer[] = []
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address
        const to = envelope.rcptTo.map(({ address }) => address)
        stream.on('data', (chunk: Buffer) => chunks.push(chunk))
        stream.on('end', () => {
          this.captured.push({ from, to, raw: Buffer.concat(chunks).toString('latin1') })
          done()
        })
      },
    })
    this.on('error', () => {})
  }

  override connect(socket: Socket): void {
    const connection = new SMTPConnection(this, socket)
    this.connections.add(connection)
    connection.on('error', () => {})
    connection._setListeners(() => connection.connectionReady())
  }
}

/** Leads to the end of the session, whether a message is being received or not. */
const GOODBYE = Buffer.from('\r\nQUIT\r\n.\r\nQUIT\r\n')

/** Sends all at once, without waiting for the greeting, and takes down what comes back. */
async function play(port: number, chunks: readonly Buffer[]): Promise<string[]> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  socket.on('error', () => {})
  await once(socket, 'connect')
  for (const chunk of chunks) {
    socket.write(chunk)
    await new Promise(setImmediate)
  }
  socket.write(GOODBYE)
  const said = await text(socket)
  return said.split('\r\n').map(line => line.replace(/^(\d{3}[- ](?:\d\.\d\.\d)?).*$/, '$1'))
}

const PARTS = [
  [
    'HELO x\r\n',
    'HELO x\r\n',
    'EHLO y\r\n',
    'EHLO\r\n',
    'NOOP\r\n',
    'RSET\r\n',
    'QUIT\r\n',
    'FOO\r\n',
    '\r\n',
    'VRFY a\r\n',
  ],
  ['MAIL FROM:<a@x.test>\r\n', 'MAIL FROM:<>\r\n', 'mail from:<b@x.test> BODY=8BITMIME\r\n', 'MAIL FROM\r\n'],
  [
    'RCPT TO:<c@x.test>\r\n',
    'rcpt to:<d@x.test>\n',
    'RCPT TO:<>\r\n',
    'DATA\r\n',
    'DATA\r\n',
    'HELP\r\n',
    'EXPN a\r\n',
  ],
  [
    'AUTH PLAIN AGFubmEAc2VzYW1l\r\n',
    'AUTH LOGIN\r\n',
    'AUTH FOO\r\n',
    '*\r\n',
    'STARTTLS\r\n',
    'GET / HTTP/1.1\r\n',
  ],
  ['..\r\n', '.\r\n', '.x\r\n', 'Subject: y\r\n', '\r\n.\r\n', '\r\n.\r\n'],
  [
    'HELO x\r\nMAIL FROM:<a@x.test>\r\nRCPT TO:<c@x.test>\r\nDATA\r\nhi\r\n.\r\n',
    'MAIL FROM:<a@x.test>\r\nRCPT TO:<c@x.test>\r\nRCPT TO:<d@x.test>\r\nDATA\r\n..\r\n',
  ],
].flat()

let ours: Receiving
const stock = new StockServer()

beforeAll(async () => {
  ours = await startReceiving()
  await once(stock.listen(0, '127.0.0.1'), 'listening')
})

afterAll(async () => {
  await ours.close()
  await new Promise<void>(resolve => stock.close(resolve))
})

async function playOurs(chunks: readonly Buffer[]): Promise<Played> {
  const before = ours.captured.length
  const replies = await play(ours.port, chunks)
  const captured = ours.captured.slice(before).map(({ envelope, raw }) => {
    const to = [...new Set(envelope.to.map(({ address }) => address))]
    return { from: envelope.from.address, to, raw: raw.toString('latin1') }
  })
  return { replies, captured }
}

async function playStock(chunks: readonly Buffer[]): Promise<Played> {
  stock.captured.length = 0
  const replies = await play((stock.server.address() as AddressInfo).port, chunks)
  return { replies, captured: [...stock.captured] }
}

test('answers and captures whatever a client sends, early or late and cut anywhere, as smtp-server does', async () => {
  await fc.assert(
    fc.asyncProperty(chunksOf(PARTS), async chunks => {
      expect(await playOurs(chunks)).toEqual(await playStock(chunks))
    }),
    { numRuns: 150 },
  )
}, 60_000)
