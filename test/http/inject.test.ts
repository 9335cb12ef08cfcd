import { describe, expect, it } from 'vitest'
import type { Message } from '../../server/http/contract.ts'
import { Users } from '../../server/net/users.ts'
import { createTestApp } from './http-fixture.ts'

const RAW = Buffer.from(
  'From: Anna <anna@app.test>\nTo: bob@x.test\nCc: Carol <c@y.test>, bob@x.test\n\n\0\xff body\n.\n',
  'latin1',
)

async function post(
  app: Awaited<ReturnType<typeof createTestApp>>['app'],
  query: string,
  payload: Buffer | object,
  type?: string,
) {
  return app.inject({
    method: 'POST',
    url: `/api/v1/messages${query}`,
    payload,
    headers: { 'content-type': type ?? (Buffer.isBuffer(payload) ? 'message/rfc822' : 'application/json') },
  })
}

describe('POST /messages', () => {
  it('captures raw bytes as they are, with the envelope that is given', async () => {
    const { app, store } = await createTestApp()
    const response = await post(app, '?from=bounce@app.test&to=x@x.test&to=y@y.test&to=x@x.test', RAW)
    expect(response.statusCode).toBe(201)
    const { id } = response.json<{ id: string }>()
    expect(response.headers.location).toBe(`/api/v1/messages/${id}`)
    const message = store.message(id)
    expect(message?.raw.equals(RAW)).toBe(true)
    expect(message?.envelope.from.address).toBe('bounce@app.test')
    expect(message?.envelope.to.map(path => path.address)).toEqual(['x@x.test', 'y@y.test', 'x@x.test'])
    expect(message?.session).toMatchObject({ protocol: 'api', ehlo: null, tls: null, auth: null })
  })

  it('takes the envelope from the header fields when none is given', async () => {
    const { app, store } = await createTestApp()
    const { id } = (await post(app, '', RAW)).json<{ id: string }>()
    expect(store.message(id)?.envelope.from.address).toBe('anna@app.test')
    expect(store.message(id)?.envelope.to.map(path => path.address)).toEqual(['bob@x.test', 'c@y.test'])
  })

  it('takes the null reverse-path, and a message without anything', async () => {
    const { app, store } = await createTestApp()
    const { id } = (await post(app, '?from=&to=bob@x.test', Buffer.from('x'))).json<{ id: string }>()
    expect(store.message(id)?.envelope.from).toEqual({ address: '', argument: '<>', parameters: {} })
    const empty = (await post(app, '', Buffer.alloc(0))).json<{ id: string }>()
    expect(store.message(empty.id)?.size).toBe(0)
  })

  it('composes a message', async () => {
    const { app } = await createTestApp()
    const { id } = (
      await post(app, '', {
        from: 'Anna <anna@app.test>',
        to: 'bob@x.test',
        cc: ['Carol <carol@y.test>'],
        bcc: ['hidden@z.test'],
        subject: 'Grüße',
        text: 'Hallo',
        html: '<p>Hallo</p>',
        headers: { 'X-Run': '42' },
        attachments: [{ name: 'a.txt', content: Buffer.from('abc').toString('base64') }],
      })
    ).json<{ id: string }>()
    const message = (await app.inject(`/api/v1/messages/${id}`)).json<Message>()
    expect(message).toMatchObject({
      subject: 'Grüße',
      html: '<p>Hallo</p>',
      envelope: { from: 'anna@app.test', to: ['bob@x.test', 'carol@y.test', 'hidden@z.test'] },
      notes: ['bcc'],
    })
    expect(message.attachments).toMatchObject([{ name: 'a.txt', size: 3 }])
    expect(message.headers).toContainEqual(['X-Run', '42'])
  })

  it('says who sent it when users are named', async () => {
    const { app, store } = await createTestApp({ users: Users.parse(['anna:secret']) })
    const response = await app.inject({
      method: 'POST',
      url: '/api/v1/messages',
      payload: RAW,
      headers: {
        'content-type': 'message/rfc822',
        authorization: `Basic ${Buffer.from('anna:secret').toString('base64')}`,
      },
    })
    expect(store.message(response.json<{ id: string }>().id)?.session.auth).toEqual({
      method: 'BASIC',
      user: 'anna',
    })
  })

  it.each([
    ['no sender', { to: 'b@x.test' }, '/from'],
    ['a recipient that is none', { from: 'a@x.test', to: [1] }, '/to/0'],
    [
      'an attachment without content',
      { from: 'a@x.test', to: 'b@x.test', attachments: [{ name: 'a' }] },
      '/attachments/0/content',
    ],
    [
      'a header with a line end',
      { from: 'a@x.test', to: 'b@x.test', headers: { 'X-A': 'b\r\nBcc: c' } },
      undefined,
    ],
    ['no recipient', { from: 'a@x.test' }, '/to'],
    [
      'an attachment that is not base64',
      { from: 'a@x.test', to: 'b@x.test', attachments: [{ name: 'a', content: '!' }] },
      '/attachments/0/content',
    ],
    ['a name that is not known', { from: 'a@x.test', to: 'b@x.test', body: 'x' }, '/body'],
  ])('refuses to compose %s', async (_, payload, path) => {
    const { app, store } = await createTestApp()
    const response = await post(app, '', payload)
    expect(response.json()).toMatchObject({ status: 400, code: 'invalid-request' })
    if (path !== undefined) expect(response.json<{ errors: { path: string }[] }>().errors[0]?.path).toBe(path)
    expect(store.count).toBe(0)
  })

  it.each([
    ['a message', Buffer.alloc(1001, 'a')],
    ['a body', Buffer.alloc(5000, 'a')],
    ['a composition', { from: 'a@x.test', to: 'b@x.test', text: 'a'.repeat(1000) }],
  ])('refuses %s beyond the limit', async (_, payload) => {
    const { app, store } = await createTestApp({ limits: { messageSize: 1000, body: 1000 } })
    expect((await post(app, '', payload)).json()).toMatchObject({ status: 413, code: 'payload-too-large' })
    expect((await post(app, '', Buffer.alloc(1000, 'a'))).statusCode).toBe(201)
    expect(store.count).toBe(1)
  })

  it.each([
    ['an envelope', '?to=a&to=b&to=c', RAW],
    ['a composition', '', { from: 'a@x.test', to: ['b@x.test', 'c@x.test'], bcc: 'd@x.test' }],
  ])('refuses more recipients in %s than a message may have', async (_, query, payload) => {
    const { app, store } = await createTestApp({ limits: { recipients: 2 } })
    expect((await post(app, query, payload)).json()).toMatchObject({ status: 400, code: 'invalid-request' })
    expect(store.count).toBe(0)
    expect((await post(app, '?to=a&to=b', RAW)).statusCode).toBe(201)
  })

  it('takes as many of the recipients that header fields name as a message may have', async () => {
    const { app, store } = await createTestApp({ limits: { recipients: 1 } })
    expect((await post(app, '', RAW)).statusCode).toBe(201)
    expect(store.latest?.envelope.to.map(path => path.address)).toEqual(['bob@x.test'])
  })

  it('refuses a message that no recipient has room for', async () => {
    const { app, store } = await createTestApp()
    store.openAccount('full@x.test')
    store.apply({ type: 'set-quota', address: 'full@x.test', quota: { octets: 10, messages: null } })
    const refused = await post(app, '?to=full@x.test', RAW)
    expect(refused.statusCode).toBe(409)
    expect(refused.json()).toMatchObject({ code: 'over-quota' })
    expect(store.count).toBe(0)
    const taken = await post(app, '?to=full@x.test&to=bob@x.test', RAW)
    expect(taken.statusCode).toBe(201)
    expect(store.account('full@x.test')?.messages).toBe(0)
  })

  it('says what to send when there is no body', async () => {
    const { app } = await createTestApp()
    const response = await app.inject({ method: 'POST', url: '/api/v1/messages?to=a@b.test' })
    expect(response.statusCode).toBe(400)
    expect(response.json()).toMatchObject({
      code: 'invalid-request',
      detail: expect.stringContaining('message/rfc822'),
    })
  })

  it('refuses a recipient without an address', async () => {
    const { app, store } = await createTestApp()
    for (const empty of ['', '%3C%3E', '%20']) {
      const response = await post(app, `?to=b@x.test&to=${empty}`, RAW)
      expect(response.json()).toMatchObject({ status: 400, code: 'invalid-address' })
    }
    expect(store.count).toBe(0)
  })

  it('refuses an envelope with control characters, however it is given', async () => {
    const { app, store } = await createTestApp()
    const evil = 'a\r\nX-Evil: b@x.test'
    const queries = [`?to=${encodeURIComponent(evil)}`, `?to=b@x.test&from=${encodeURIComponent(evil)}`]
    const composed = { from: 'anna@x.test', to: '"a\u0007b"@x.test', subject: 'x', text: 'x' }
    const answers = [
      ...(await Promise.all(queries.map(query => post(app, query, RAW)))),
      await app.inject({ method: 'POST', url: '/api/v1/messages', payload: composed }),
    ]
    for (const answer of answers) {
      expect(answer.json()).toMatchObject({ status: 400, code: 'invalid-address' })
      expect(answer.json().detail).toContain('has control characters')
    }
    expect(store.count).toBe(0)
  })

  it('passes over an address of the header that has control characters', async () => {
    const { app, store } = await createTestApp()
    const raw = Buffer.from('From: anna@x.test\r\nTo: "a\u0007b"@x.test, bob@x.test\r\n\r\n')
    expect((await post(app, '', raw)).statusCode).toBe(201)
    expect(store.latest?.envelope.to.map(({ address }) => address)).toEqual(['bob@x.test'])
  })

  it('takes a message whose header names nobody by an address', async () => {
    const { app, store } = await createTestApp()
    const raw = Buffer.from('From: The Team Here\nTo: All Of You\n\n')
    expect((await post(app, '', raw)).statusCode).toBe(201)
    expect(store.latest?.envelope).toMatchObject({ from: { address: '' }, to: [] })
  })

  it.each([
    ['text/plain', Buffer.from('x'), 415, 'unsupported-media-type'],
    ['application/x-www-form-urlencoded', Buffer.from('x'), 415, 'unsupported-media-type'],
    ['application/yaml', Buffer.from('from: a@x.test'), 415, 'unsupported-media-type'],
    ['application/json', Buffer.from('{"a":'), 400, 'invalid-json'],
    ['application/json', Buffer.from(''), 400, 'invalid-request'],
    ['application/json', Buffer.from('{"__proto__":{"a":1},"from":"a@b"}'), 400, 'invalid-json'],
    ['nonsense', Buffer.from('x'), 415, 'unsupported-media-type'],
  ])('refuses a body of %s (%s)', async (type, payload, status, code) => {
    const { app } = await createTestApp()
    const response = await post(app, '', payload, type)
    expect(response.headers['content-type']).toContain('application/problem+json')
    expect(response.json()).toMatchObject({ status, code })
  })
})
