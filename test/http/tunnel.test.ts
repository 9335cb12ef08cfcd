import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { describe, expect, it, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import type { Problem } from '../../server/http/contract.ts'
import type { StreamFacts } from '../../server/net/stream-facts.ts'
import { createTestApp, startTestServer } from './http-fixture.ts'

const FRAME = 64 * 1024

/** An engine that greets; the streams and facts that it was given. */
class FakeEngine {
  readonly streams: Duplex[] = []
  readonly facts: StreamFacts[] = []
  #wake: (stream: Duplex) => void = () => {}

  readonly open = (stream: Duplex, facts: StreamFacts): void => {
    stream.on('error', () => {})
    this.streams.push(stream)
    this.facts.push(facts)
    stream.write('+OK hello\r\n')
    this.#wake(stream)
  }

  /** The stream of the next session. */
  next(): Promise<Duplex> {
    return new Promise(resolve => (this.#wake = resolve))
  }
}

/** A server with an engine, a client that has opened a tunnel to it, and the stream at the engine's end. */
async function startTunnel() {
  const engine = new FakeEngine()
  const server = await startTestServer({ tunnels: { pop3: engine.open } })
  server.store.openAccount('bob@x.test')
  const client = connect(`${server.url}/api/v1/accounts/bob%40x.test/pop3`)
  const [stream] = await Promise.all([engine.next(), once(client, 'open')])
  return { ...server, engine, client, stream }
}

function connect(url: string, options: object = {}): WebSocket {
  const client = new WebSocket(url.replace(/^http/, 'ws'), options)
  client.on('error', () => {})
  onTestFinished(() => client.terminate())
  return client
}

async function nextFrame(client: WebSocket): Promise<[text: string, isBinary: boolean]> {
  const [data, isBinary] = (await once(client, 'message')) as [Buffer, boolean]
  return [data.toString(), isBinary]
}

async function refusal(client: WebSocket): Promise<number | undefined> {
  const [, response] = (await once(client, 'unexpected-response')) as [unknown, IncomingMessage]
  response.resume()
  return response.statusCode
}

describe('a tunnel', () => {
  it('is a session from its greeting on, and carries bytes both ways', async () => {
    const engine = new FakeEngine()
    const { url, store } = await startTestServer({ tunnels: { imap: engine.open } })
    store.openAccount('bob@x.test')
    const client = connect(`${url}/api/v1/accounts/bob%40x.test/imap`)
    expect(await nextFrame(client)).toEqual(['+OK hello\r\n', true])
    expect(engine.facts).toEqual([{ address: '127.0.0.1', port: expect.any(Number), tls: false }])
    const [stream] = engine.streams
    client.send(Buffer.from('CA'))
    client.send(Buffer.from('PA\r\n'))
    let text = ''
    for await (const chunk of stream!) {
      text += String(chunk)
      if (text.endsWith('\r\n')) break
    }
    expect(text).toBe('CAPA\r\n')
  })

  it('ends when the engine ends it, after all that was said', async () => {
    const { client, stream } = await startTunnel()
    stream.write('last')
    stream.end('words')
    const frames: string[] = []
    client.on('message', data => frames.push((data as Buffer).toString()))
    const [code] = (await once(client, 'close')) as [number]
    expect(code).toBe(1000)
    expect(frames.slice(-2)).toEqual(['last', 'words'])
  })

  it.each<[string, (client: WebSocket) => void]>([
    ['closes', client => client.close()],
    ['vanishes', client => client.terminate()],
  ])('ends when the client %s', async (_what, leave) => {
    const { client, stream } = await startTunnel()
    stream.resume()
    leave(client)
    await once(stream, 'close')
    expect(stream.readableEnded).toBe(true)
    expect(stream.destroyed).toBe(true)
  })

  it('cuts off the client when the engine destroys the stream', async () => {
    const { client, stream } = await startTunnel()
    stream.destroy()
    expect(((await once(client, 'close')) as [number])[0]).toBe(1006)
  })

  it('ends when the server closes', async () => {
    const { close, stream, client } = await startTunnel()
    stream.resume()
    await Promise.all([once(stream, 'close'), once(client, 'close'), close()])
  })

  it('takes frames of 64 KB, and ends upon one that is larger', async () => {
    const { client, stream } = await startTunnel()
    client.send(Buffer.alloc(FRAME, 'x'))
    let bytes = 0
    stream.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes === FRAME) client.send(Buffer.alloc(FRAME + 1, 'y'))
    })
    expect(((await once(client, 'close')) as [number])[0]).toBe(1009)
    expect(bytes).toBe(FRAME)
  })

  it('ends upon a text frame', async () => {
    const { client, stream } = await startTunnel()
    stream.resume()
    client.send('CAPA\r\n')
    expect(((await once(client, 'close')) as [number])[0]).toBe(1003)
  })
})

describe('the address of a tunnel', () => {
  it('is not there for an unknown account, which it does not make', async () => {
    const engine = new FakeEngine()
    const { url, store } = await startTestServer({ tunnels: { pop3: engine.open } })
    expect(await refusal(connect(`${url}/api/v1/accounts/eve%40x.test/pop3`))).toBe(404)
    expect(store.account('eve@x.test')).toBeUndefined()
    expect(engine.streams).toEqual([])
  })

  it('is there for protocols that are served, and no others', async () => {
    const { url } = await startTestServer({ tunnels: { pop3: new FakeEngine().open } })
    expect(await refusal(connect(`${url}/api/v1/accounts/all/imap`))).toBe(404)
  })

  it('is guarded against foreign pages', async () => {
    const engine = new FakeEngine()
    const { url } = await startTestServer({ tunnels: { pop3: engine.open } })
    const client = connect(`${url}/api/v1/accounts/all/pop3`, { origin: 'http://evil.test' })
    expect(await refusal(client)).toBe(403)
    expect(engine.streams).toEqual([])
  })

  it('asks for a WebSocket', async () => {
    const { app } = await createTestApp({ tunnels: { pop3: new FakeEngine().open } })
    const response = await app.inject('/api/v1/accounts/all/pop3')
    expect(response.statusCode).toBe(426)
    expect(response.headers.upgrade).toBe('websocket')
    expect(response.json<Problem>().code).toBe('upgrade-required')
  })

  it('is documented', async () => {
    const { app } = await createTestApp({ tunnels: { pop3: new FakeEngine().open } })
    const { paths } = (await app.inject('/api/v1/openapi.json')).json<{ paths: Record<string, object> }>()
    expect(paths['/api/v1/accounts/{address}/pop3']).toMatchObject({
      get: { summary: 'Talk POP3, by WebSocket', responses: { 101: { description: 'A WebSocket.' } } },
    })
    expect(paths).not.toHaveProperty('/api/v1/accounts/{address}/imap')
    const page = await app.inject('/api/docs')
    expect(page.body).toContain('websocat --binary')
    expect(page.body).toContain('/api/v1/accounts/bob@x.test/pop3')
  })
})
