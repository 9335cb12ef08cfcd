import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { duplexPair } from 'node:stream'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import { expect, onTestFinished, test } from 'vitest'
import { createTlsGate } from '../../server/net/tls-gate.ts'
import { useCertificate } from '../smtp/use-receiving.ts'

const certificate = useCertificate()

test('a connection ends when what comes after the handshake is no TLS', async () => {
  const secured = Promise.withResolvers<TLSSocket>()
  const listener = createServer(createTlsGate(certificate(), secured.resolve)).listen(0, '127.0.0.1')
  onTestFinished(() => void listener.close())
  await once(listener, 'listening')
  const socket = connect(listener.address() as { port: number; address: string })
  // The client speaks TLS through a pair, so that something else can be said past it.
  const [near, far] = duplexPair()
  far.on('data', chunk => socket.write(chunk))
  socket.on('data', chunk => far.write(chunk))
  const client = connectTls({ socket: near, rejectUnauthorized: false }).on('error', () => {})
  client.write('ping')
  const server = await secured.promise
  expect(String((await once(server, 'data'))[0])).toBe('ping')
  socket.write('this is no record of TLS')
  await once(socket, 'close')
  expect(server.destroyed).toBe(true)
  client.destroy()
})
