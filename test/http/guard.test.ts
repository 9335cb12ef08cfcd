import net from 'node:net'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { Users } from '../../server/net/users.ts'
import { createTestApp, startTestServer } from './http-fixture.ts'

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`

/** What a server answers to bytes, as far as they come at once. */
async function exchange(request: string): Promise<string> {
  const { port } = await startTestServer()
  const socket = net.connect(port, '127.0.0.1')
  socket.write(request)
  const [answer] = (await once(socket, 'data')) as [Buffer]
  socket.destroy()
  return String(answer)
}

describe('requests for a foreign host', () => {
  it.each(['/', '/api/v1/messages', '/api/docs', '/livez', '/metrics', '/no/such/thing', '/assets/x.js'])(
    'are refused at %s',
    async url => {
      const { app } = await createTestApp()
      const response = await app.inject({ url, headers: { host: 'evil.test' } })
      expect(response.json()).toMatchObject({ status: 403, code: 'foreign-host' })
      expect(response.json<{ detail: string }>().detail).toContain('--allow-host evil.test')
    },
  )

  it('are answered when the name is allowed', async () => {
    const { app } = await createTestApp({ allowHosts: ['facteur.test'] })
    const get = (host: string) => app.inject({ url: '/livez', headers: { host } })
    expect((await get('facteur.test:8025')).statusCode).toBe(200)
    expect((await get('evil.test')).statusCode).toBe(403)
  })

  it.each([
    ['they name none', 'GET /livez HTTP/1.0\r\n\r\n', 403, 'foreign-host'],
    ['they name none as they must', 'GET /livez HTTP/1.1\r\n\r\n', 400, 'bad-request'],
    ['their name is empty', 'GET /livez HTTP/1.1\r\nHost:\r\n\r\n', 403, 'foreign-host'],
    [
      'they name two',
      'GET /livez HTTP/1.1\r\nHost: localhost\r\nhost: evil.test\r\n\r\n',
      400,
      'bad-request',
    ],
    [
      'their target names another one',
      'GET http://evil.test/livez HTTP/1.1\r\nHost: localhost\r\n\r\n',
      403,
      'foreign-host',
    ],
  ])('are refused when %s', async (_, request, status, code) => {
    const answer = await exchange(request)
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(answer).toContain('content-type: application/problem+json')
    expect(answer).toContain(`"code":"${code}"`)
    expect(answer).not.toContain('--allow-host .')
  })

  it.each([
    ['http://localhost:8025/livez', /^HTTP\/1.1 200 /],
    ['HTTP://LOCALHOST/livez?full=1', /^HTTP\/1.1 200 /],
    ['http://localhost/api/v1/info', /"version":"1.2.3"/],
    ['http://localhost?a', /^HTTP\/1.1 503 .*inbox is not built/s],
  ])('are none when the target %s names ours, whatever the field says', async (target, expected) => {
    expect(await exchange(`GET ${target} HTTP/1.1\r\nHost: evil.test\r\n\r\n`)).toMatch(expected)
  })
})

describe('requests of a foreign origin', () => {
  it.each([
    ['another site', 'http://evil.test'],
    ['null', 'null'],
    ['another port of this machine', 'http://localhost:3000'],
    ['another scheme', 'https://localhost:80'],
  ])('are refused: %s', async (_, origin) => {
    const { app } = await createTestApp()
    for (const method of ['GET', 'POST', 'DELETE', 'OPTIONS'] as const) {
      const response = await app.inject({ method, url: '/api/v1/messages', headers: { origin } })
      expect(response.json()).toMatchObject({ status: 403, code: 'foreign-origin' })
      expect(response.headers).not.toHaveProperty('access-control-allow-origin')
    }
  })

  it('are answered without CORS when the origin is our own', async () => {
    const { app } = await createTestApp()
    const headers = { host: 'localhost:8025', origin: 'http://localhost:8025' }
    const response = await app.inject({ url: '/api/v1/messages', headers })
    expect(response.statusCode).toBe(200)
    expect(response.headers).not.toHaveProperty('access-control-allow-origin')
  })

  it('are answered with CORS when the origin is allowed', async () => {
    const origin = 'http://localhost:3000'
    const { app } = await createTestApp({ allowOrigins: [origin] })
    const response = await app.inject({ url: '/api/v1/messages', headers: { origin } })
    expect(response.headers).toMatchObject({ 'access-control-allow-origin': origin })
    expect(response.headers.vary).toContain('origin')
    const problem = await app.inject({ url: '/api/v1/messages/x', headers: { origin } })
    expect(problem.statusCode).toBe(404)
    expect(problem.headers).toMatchObject({ 'access-control-allow-origin': origin })
  })

  it('may ask beforehand, without a password, when the origin is allowed', async () => {
    const origin = 'http://localhost:3000'
    const { app, store } = await createTestApp({ allowOrigins: [origin], users: Users.parse(['a:b']) })
    const headers = {
      origin,
      'access-control-request-method': 'DELETE',
      'access-control-request-private-network': 'true',
    }
    const response = await app.inject({ method: 'OPTIONS', url: '/api/v1/messages', headers })
    expect(response.statusCode).toBe(204)
    expect(response.headers['access-control-allow-methods']).toContain('DELETE')
    expect(response.headers).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-private-network': 'true',
    })
    expect(store.count).toBe(0)
  })
})

describe('with users', () => {
  const users = Users.parse(['anna:secret'])

  it.each([
    ['no password', undefined],
    ['a wrong password', basic('anna:wrong')],
    ['an unknown name', basic('bob:secret')],
    ['another scheme', 'Bearer secret'],
    ['nonsense', 'Basic ***'],
  ])('a request with %s is asked for one', async (_, authorization) => {
    const { app } = await createTestApp({ users })
    for (const url of [
      '/',
      '/api/v1/messages',
      '/api/docs',
      '/metrics',
      '/livez/../api/v1/messages',
      '/livezx',
      '/api/v1/info?/livez',
    ]) {
      const response = await app.inject({
        url,
        headers: authorization === undefined ? {} : { authorization },
      })
      expect(response.json()).toMatchObject({ status: 401, code: 'unauthorized' })
      expect(response.headers['www-authenticate']).toBe('Basic realm="Facteur", charset="UTF-8"')
    }
  })

  it('a request with the right password is answered, and a probe without', async () => {
    const { app } = await createTestApp({ users })
    const headers = { authorization: basic('anna:secret') }
    expect((await app.inject({ url: '/api/v1/messages', headers })).statusCode).toBe(200)
    for (const probe of ['/livez', '/readyz', '/livez?full=1'])
      expect((await app.inject(probe)).statusCode).toBe(200)
  })
})

describe('every answer', () => {
  it.each(['/api/v1/messages', '/api/v1/messages/none', '/livez', '/api/docs', '/', '/metrics'])(
    'of %s keeps browsers strict',
    async url => {
      const { app } = await createTestApp()
      const { headers } = await app.inject(url)
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
      })
      expect(headers['content-security-policy']).toContain("default-src 'none'")
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
    },
  )
})
