import { once } from 'node:events'
import http from 'node:http'
import net from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startTestServer } from './http-fixture.ts'

/** A connection that one writes to by hand. */
async function connect(
  port: number,
): Promise<{ socket: net.Socket; read: (until: RegExp) => Promise<string> }> {
  const socket = net.connect(port, '127.0.0.1')
  socket.on('error', () => {})
  onTestFinished(() => {
    socket.destroy()
  })
  await once(socket, 'connect')
  let text = ''
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString('latin1')
  })
  const read = async (until: RegExp): Promise<string> => {
    while (!until.test(text)) await once(socket, 'data')
    const found = text
    text = ''
    return found
  }
  return { socket, read }
}

describe('a connection', () => {
  it('that offers another protocol is served as it is, requests with a body too', async () => {
    const { port, store } = await startTestServer()
    const { socket, read } = await connect(port)
    const offer =
      'Host: localhost\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA\r\n'
    const body = 'Subject: a\r\n\r\nb'
    socket.write(
      `POST /api/v1/messages?to=b@x.test HTTP/1.1\r\n${offer}Content-Type: message/rfc822\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    )
    expect(await read(/"id":"[^"]+"\}/)).toMatch(/^HTTP\/1.1 201 /)
    expect(store.latest?.raw.toString()).toBe(body)
    socket.write(`GET /livez HTTP/1.1\r\n${offer}\r\n`)
    expect(await read(/ok\n/)).toMatch(/^HTTP\/1.1 200 /)
    socket.write('GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n')
    expect(await read(/ok\n/)).toMatch(/^HTTP\/1.1 200 /)
  })

  it.each([
    ['is no HTTP', 'EHLO app.test\r\n\r\n', 400, 'bad-request'],
    [
      'has too large a header',
      `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`,
      431,
      'headers-too-large',
    ],
  ])('that %s is answered by a problem', async (_, request, status, code) => {
    const { port } = await startTestServer()
    const { socket, read } = await connect(port)
    socket.write(request)
    const answer = await read(/\}$/)
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(answer).toContain('Content-Type: application/problem+json')
    expect(JSON.parse(answer.slice(answer.indexOf('{')))).toMatchObject({ status, code })
  })

  it.each([
    ['no key', 'Sec-WebSocket-Version: 13'],
    ['another version', 'Sec-WebSocket-Version: 7\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=='],
  ])('whose handshake for a WebSocket has %s is answered by a problem', async (_, fields) => {
    const { port } = await startTestServer()
    const { socket, read } = await connect(port)
    socket.write(
      `GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n${fields}\r\n\r\n`,
    )
    const answer = await read(/\}$/)
    expect(answer).toMatch(/^HTTP\/1.1 400 .*\r\nSec-WebSocket-Version: 13\r\n/s)
    expect(JSON.parse(answer.slice(answer.indexOf('{')))).toMatchObject({ status: 400, code: 'bad-request' })
  })

  it('that sends too large a body reads why, once it has sent it all', async () => {
    const { port } = await startTestServer({ limits: { body: 100 } })
    const socket = net.connect(port, '127.0.0.1')
    const body = Buffer.alloc(20_000_000, ' ')
    socket.write(
      `POST /api/v1/clock/advance HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`,
    )
    await new Promise((resolve, reject) => {
      socket.write(body, error => (error ? reject(error) : resolve(null)))
    })
    expect(await text(socket)).toMatch(/^HTTP\/1.1 413 .*"code":"payload-too-large"/s)
  })

  it('that announces too large a body reads why, though it sends none of it', async () => {
    const { port } = await startTestServer({ limits: { body: 100 } })
    const { socket, read } = await connect(port)
    socket.write(
      'POST /api/v1/clock/advance HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 200\r\n\r\n',
    )
    expect(await read(/\}$/)).toMatch(/^HTTP\/1.1 413 .*"code":"payload-too-large"/s)
  })

  it('that expects what nobody knows is served as it is', async () => {
    const { port } = await startTestServer()
    const { socket, read } = await connect(port)
    socket.write('GET /livez HTTP/1.1\r\nHost: localhost\r\nExpect: miracles\r\n\r\n')
    expect(await read(/ok\n|\r\n\r\n$/)).toMatch(/^HTTP\/1.1 200 /)
  })

  it('whose request does not come to its end in time is told so', async () => {
    const { port } = await startTestServer({ limits: { requestTime: 50 } })
    const { socket, read } = await connect(port)
    socket.write(
      'POST /api/v1/messages?to=b@x.test HTTP/1.1\r\nHost: localhost\r\nContent-Type: message/rfc822\r\nContent-Length: 100\r\n\r\nab',
    )
    expect(await read(/\}$/)).toMatch(/^HTTP\/1.1 408 .*"code":"request-timeout"/s)
  })

  it('that ends the server closes at once, idle or busy', async () => {
    const { port, close } = await startTestServer()
    const agent = new http.Agent({ keepAlive: true })
    onTestFinished(() => agent.destroy())
    await new Promise<void>(resolve => {
      http.get({ port, agent, path: '/livez' }, response => response.resume().on('end', resolve))
    })
    const idle = await connect(port)
    const busy = await connect(port)
    busy.socket.write('POST /api/v1/messages HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nab')
    const ended = [idle, busy].map(({ socket }) => new Promise(resolve => socket.once('close', resolve)))
    await close()
    await Promise.all(ended)
  })

  it('that sends nonsense while an answer is under way ends, with nothing put into that answer', async () => {
    const { port } = await startTestServer()
    const socket = net.connect(port, '127.0.0.1')
    socket.write('GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n')
    let answer = ''
    while (!answer.includes('"type":"hello"')) answer += String((await once(socket, 'data'))[0])
    socket.write('nonsense\r\n\r\n')
    expect(await text(socket)).not.toContain('HTTP/1.1 400')
  })

  it('that is reset does no harm', async () => {
    const { port, url } = await startTestServer()
    for (let round = 0; round < 20; round++) {
      const { socket } = await connect(port)
      socket.write('GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n')
      socket.resetAndDestroy()
    }
    expect((await fetch(`${url}/livez`)).status).toBe(200)
  })
})

describe('servers', () => {
  it('are started and closed side by side', async () => {
    const servers = await Promise.all(Array.from({ length: 10 }, () => startTestServer()))
    const answers = await Promise.all(servers.map(async ({ url }) => (await fetch(`${url}/livez`)).text()))
    expect(answers).toEqual(Array.from({ length: 10 }, () => 'ok\n'))
    await Promise.all(servers.map(server => server.close()))
  })
})
