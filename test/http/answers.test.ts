import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { problemKinds } from '../../server/http/problem.ts'
import { PROBLEM_CODES } from '../../server/http/contract.ts'
import { capture, captureMany, createTestApp } from './http-fixture.ts'

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

  it('of our own are told to the log, and say nothing of the inside', async () => {
    const { app, store, content, errors } = await createTestApp()
    const { id } = capture(store)
    content.read = () => Promise.reject(new Error('secret detail'))
    const response = await app.inject(`/api/v1/messages/${id}`)
    expect(response.json()).toMatchObject({ status: 500, code: 'internal-error' })
    expect(response.payload).not.toContain('secret')
    expect(errors).toMatchObject([{ message: 'secret detail' }])
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
  })
})
