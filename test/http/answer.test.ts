import { describe, expect, it } from 'vitest'
import type { Message, Problem } from '../../server/http/contract.ts'
import { createTestApp } from './http-fixture.ts'

const RAW = [
  'From: Shop <orders@shop.test>',
  'To: bob@x.test, carol@x.test',
  'Subject: Order 17',
  'Message-ID: <17@shop.test>',
  '',
  'Grüße',
  '.',
  '',
].join('\r\n')

async function withMessage() {
  const { app, store } = await createTestApp()
  const injected = await app.inject({
    method: 'POST',
    url: '/api/v1/messages?from=orders@shop.test&to=bob@x.test',
    payload: Buffer.from(RAW),
    headers: { 'content-type': 'message/rfc822' },
  })
  const { id } = injected.json<{ id: string }>()
  return {
    app,
    store,
    id,
    async post(path: string, payload: object): Promise<Message> {
      const answer = await app.inject({ method: 'POST', url: `/api/v1/messages/${path}`, payload })
      expect(answer.statusCode).toBe(201)
      const written = answer.json<{ id: string }>()
      expect(answer.headers.location).toBe(`/api/v1/messages/${written.id}`)
      return (await app.inject(`/api/v1/messages/${written.id}`)).json<Message>()
    },
  }
}

describe('POST /messages/:id/reply', () => {
  it('delivers a reply to the account of the sender, in the thread', async () => {
    const { store, id, post } = await withMessage()
    const reply = await post(`${id}/reply`, { text: 'Thanks' })
    expect(reply).toMatchObject({
      subject: 'Re: Order 17',
      envelope: { from: 'bob@x.test', to: ['orders@shop.test'] },
      text: expect.stringContaining('Thanks'),
    })
    const headers = new Map(reply.headers.map(([name, value]) => [name, value]))
    expect([headers.get('In-Reply-To'), headers.get('References')]).toEqual([
      '<17@shop.test>',
      '<17@shop.test>',
    ])
    expect(store.account('orders@shop.test')?.folder('INBOX')?.entries.last?.message.id).toBe(reply.id)
  })

  it('answers all, with files, as someone else, when asked to', async () => {
    const { post } = await withMessage()
    const reply = await post('latest/reply', {
      all: true,
      from: 'Dan <dan@x.test>',
      html: '<p>Thanks</p>',
      attachments: [{ name: 'a.txt', content: Buffer.from('A').toString('base64') }],
    })
    expect(reply.envelope).toEqual({
      from: 'dan@x.test',
      to: ['orders@shop.test', 'bob@x.test', 'carol@x.test'],
    })
    expect(reply.attachments).toMatchObject([{ name: 'a.txt', size: 1 }])
  })

  it.each([
    ['no-such-id', {}, 404, 'not-found'],
    ['latest', { cc: 5 }, 400, 'invalid-request'],
    ['latest', { wish: 'x' }, 400, 'invalid-request'],
    ['latest', { to: 'nobody' }, 400, 'invalid-request'],
    ['latest', { subject: 'a\r\nBcc: eve@x.test' }, 400, 'invalid-request'],
  ])('to %s with %j is refused with %d %s', async (id, payload, status, code) => {
    const { app, store } = await withMessage()
    const answer = await app.inject({ method: 'POST', url: `/api/v1/messages/${id}/reply`, payload })
    expect([answer.statusCode, answer.json<Problem>().code]).toEqual([status, code])
    expect(store.count).toBe(1)
  })

  it('says what is missing when the message names nobody to answer', async () => {
    const { app } = await createTestApp()
    await app.inject({
      method: 'POST',
      url: '/api/v1/messages?from=&to=bob@x.test',
      payload: Buffer.from('no header'),
      headers: { 'content-type': 'message/rfc822' },
    })
    const answer = await app.inject({ method: 'POST', url: '/api/v1/messages/latest/reply', payload: {} })
    expect(answer.statusCode).toBe(400)
    expect(answer.json<Problem>().detail).toContain('to names no address')
  })
})

describe('POST /messages/:id/forward', () => {
  it('passes the message on, byte for byte, as an attachment', async () => {
    const { app, post } = await withMessage()
    const forward = await post('latest/forward', { to: 'eve@x.test', text: 'Look' })
    expect(forward).toMatchObject({
      subject: 'Fwd: Order 17',
      envelope: { from: 'bob@x.test', to: ['eve@x.test'] },
    })
    expect(forward.attachments).toMatchObject([{ name: 'message.eml', type: 'message/rfc822' }])
    const original = await app.inject(`/api/v1/messages/${forward.id}/attachments/0`)
    expect(original.rawPayload.equals(Buffer.from(RAW))).toBe(true)
  })

  it('needs somebody to send it to', async () => {
    const { app } = await withMessage()
    const answer = await app.inject({ method: 'POST', url: '/api/v1/messages/latest/forward', payload: {} })
    expect([answer.statusCode, answer.json<Problem>().code]).toEqual([400, 'invalid-request'])
  })
})
