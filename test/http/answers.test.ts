import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, it, vi } from 'vitest'
import { problemKinds } from '../../server/http/problem.ts'
import { PROBLEM_CODES } from '../../server/http/contract.ts'
import { createApp } from '../../server/http/app.ts'
import { capture, captureMany, createGround, createTestApp } from './http-fixture.ts'

describe('problems', () => {
  it.each([
    ['GET', '/api/v1/nothing', 404, 'not-found'],
    ['GET', '/api/nothing', 404, 'not-found'],
    ['POST', '/nothing', 404, 'not-found'],
    ['GET', '/assets/nothing.js', 404, 'not-found'],
    ['PUT', '/api/v1/messages', 405, 'method-not-allowed'],
    ['POST', '/api/v1/messages/x', 405, 'method-not-allowed'],
    ['GET', '/api/v1/accounts/a@b/folders/INBOX/entries/1/copy', 405, 'method-not-allowed'],
    ['HEAD', '/api/v1/events', 405, 'method-not-allowed'],
    ['POST', '/livez', 405, 'method-not-allowed'],
    ['POST', '/', 405, 'method-not-allowed'],
    ['GET', '/api/v1/messages/%ff', 400, 'bad-request'],
    ['GET', `/api/v1/messages/${'a'.repeat(10_000)}`, 400, 'invalid-request'],
    ['GET', `/api/v1/messages/${'a'.repeat(101)}`, 400, 'invalid-request'],
  ] as const)('of %s %s', async (method, url, status, code) => {
    const { app } = await createTestApp()
    const response = await app.inject({ method, url })
    expect(response.statusCode).toBe(status)
    if (method === 'HEAD') return
    expect(response.headers['content-type']).toContain('application/problem+json')
    expect(response.json()).toMatchObject({ status, code, type: `/api/docs#${code}` })
    expect(Object.keys(response.json<object>())).toEqual(expect.arrayContaining(['title', 'detail']))
  })

  it('of a method that is not taken tell which are', async () => {
    const { app } = await createTestApp()
    const response = await app.inject({ method: 'PUT', url: '/api/v1/messages' })
    expect(String(response.headers.allow).split(', ').sort()).toEqual([
      'DELETE',
      'GET',
      'HEAD',
      'PATCH',
      'POST',
    ])
  })

  it('are none when the methods of an address are asked for', async () => {
    const { app } = await createTestApp()
    const options = (url: string) => app.inject({ method: 'OPTIONS', url })
    const response = await options('/api/v1/messages/x')
    expect(response.statusCode).toBe(204)
    expect(response.headers).toMatchObject({ allow: 'GET, HEAD, PATCH, DELETE' })
    expect((await options('/api/v1/nothing')).json()).toMatchObject({ status: 404, code: 'not-found' })
  })

  it('tell who wants JSON from the first page that there is none', async () => {
    const { app } = await createTestApp()
    const response = await app.inject({ url: '/', headers: { accept: 'application/json' } })
    expect(response.json()).toMatchObject({ status: 404, code: 'not-found' })
  })

  it('of our own are told to the log, and say nothing of the inside', async () => {
    const { app, store, content, errors } = await createTestApp()
    const { id } = capture(store)
    content.read = () => Promise.reject(new Error('secret detail'))
    const response = await app.inject(`/api/v1/messages/${id}`)
    expect(response.json()).toMatchObject({ status: 500, code: 'internal-error' })
    expect(response.payload).not.toContain('secret')
    expect(errors).toMatchObject([{ message: 'secret detail' }])
  })

  it('of our own come as a warning of the process, with their stack, when nobody takes them', async () => {
    const { onError: _, ...ground } = createGround()
    const { app, hub, waits } = await createApp(ground)
    const { id } = capture(ground.store)
    ground.content.read = () => Promise.reject(new Error('secret detail'))
    const warnings: (Error & { detail?: string })[] = []
    const listen = (warning: Error): unknown => warnings.push(warning)
    process.on('warning', listen)
    await app.inject(`/api/v1/messages/${id}`)
    const ours = () => warnings.find(({ name }) => name === 'FacteurWarning')
    await vi.waitUntil(ours)
    process.off('warning', listen)
    expect(ours()?.message).toMatch(new RegExp(`^GET /api/v1/messages/${id} \\(.+\\) failed$`))
    expect(ours()?.detail).toMatch(/secret detail\n +at /)
    hub.close()
    waits.close()
    await app.close()
  })

  it('are not to be kept, whatever the route had said', async () => {
    const { app } = await createTestApp()
    const response = await app.inject('/api/v1/messages/x/raw')
    expect(response.headers['cache-control']).toBe('no-store')
    expect(response.headers).not.toHaveProperty('etag')
  })

  it('have a status and a title for every code', () => {
    expect(problemKinds().map(kind => kind.code)).toEqual([...PROBLEM_CODES])
    expect(PROBLEM_CODES).toEqual([...PROBLEM_CODES].sort())
  })

  it('bound the bodies of requests', async () => {
    const { app, store } = await createTestApp({ limits: { body: 100 } })
    const { id } = capture(store)
    const response = await app.inject({
      method: 'PATCH',
      url: `/api/v1/messages/${id}`,
      payload: { tags: ['a'.repeat(100)] },
    })
    expect(response.json()).toMatchObject({ status: 413, code: 'payload-too-large' })
  })
})

describe('compression', () => {
  it.each([
    ['gzip', 'gzip', gunzipSync],
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['br;q=0, gzip;q=0.5', 'gzip', gunzipSync],
  ])('is done for who accepts %s, by %s', async (accepted, encoding, decompress) => {
    const { app, store } = await createTestApp()
    captureMany(store, 50)
    const plain = await app.inject('/api/v1/messages')
    const response = await app.inject({ url: '/api/v1/messages', headers: { 'accept-encoding': accepted } })
    expect(response.headers['content-encoding']).toBe(encoding)
    expect(response.headers.vary).toContain('accept-encoding')
    expect(Number(response.headers['content-length'])).toBe(response.rawPayload.length)
    expect(response.rawPayload.length).toBeLessThan(plain.rawPayload.length / 4)
    expect(decompress(response.rawPayload).toString()).toBe(plain.payload)
  })

  it.each([undefined, 'identity', 'gzip;q=0', 'br;q=0.000', 'zstd'])(
    'is not done for who accepts %s',
    async accepted => {
      const { app, store } = await createTestApp()
      captureMany(store, 50)
      const headers = accepted === undefined ? {} : { 'accept-encoding': accepted }
      const response = await app.inject({ url: '/api/v1/messages', headers })
      expect(response.headers).not.toHaveProperty('content-encoding')
    },
  )

  it('is not taken of requests, whose bytes would be kept as a message', async () => {
    const { app, store } = await createTestApp()
    const post = (encoding: string) =>
      app.inject({
        method: 'POST',
        url: '/api/v1/messages?to=b@x.test',
        headers: { 'content-type': 'message/rfc822', 'content-encoding': encoding },
        payload: gzipSync('Subject: Hello\r\n\r\n'),
      })
    expect((await post('gzip')).json()).toMatchObject({ status: 415, code: 'unsupported-media-type' })
    expect(store.count).toBe(0)
    expect((await post('Identity')).statusCode).toBe(201)
  })

  it('is not done of what is short, nor of the bytes of messages', async () => {
    const { app, store } = await createTestApp()
    const { id } = capture(store, { raw: `\r\n${'a'.repeat(10_000)}` })
    const headers = { 'accept-encoding': 'gzip' }
    for (const url of ['/api/v1/info', `/api/v1/messages/${id}/raw`]) {
      expect((await app.inject({ url, headers })).headers).not.toHaveProperty('content-encoding')
    }
  })

  it('weakens the entity tag, which is then still known', async () => {
    const { app, store } = await createTestApp()
    const raw = `Content-Type: text/plain\r\n\r\n${'a'.repeat(10_000)}`
    const { id } = capture(store, { raw })
    const url = `/api/v1/messages/${id}/parts/1`
    const headers = { 'accept-encoding': 'gzip' }
    const etag = String((await app.inject({ url, headers })).headers.etag)
    expect(etag).toBe(`W/"${id}-1"`)
    const again = await app.inject({ url, headers: { ...headers, 'if-none-match': etag } })
    expect(again.statusCode).toBe(304)
    expect(again.headers.vary).toBe('accept-encoding')
  })
})
