import { describe, expect, it } from 'vitest'
import { createClient } from '../../server/client/client.ts'
import type { Message, Problem } from '../../server/http/contract.ts'
import { capture, createTestApp, startTestServer } from './http-fixture.ts'

const RAW = [
  'From: Shop <orders@shop.test>',
  'To: bob@x.test, carol@x.test',
  'Subject: Order 17',
  'Message-ID: <17@shop.test>',
  'Disposition-Notification-To: receipts@shop.test',
  '',
  'Hello',
  '',
].join('\r\n')

const KINDS = ['bounce', 'complain', 'auto-reply', 'mark-read']

async function withMessage(from = 'bounces@shop.test') {
  const { app, store } = await createTestApp()
  const { id } = capture(store, { raw: RAW, from, to: ['bob@x.test', 'carol@x.test'] })
  const post = (path: string, payload?: object) =>
    app.inject({ method: 'POST', url: `/api/v1/messages/${path}`, ...(payload && { payload }) })
  return {
    store,
    id,
    post,
    async report(path: string, payload?: object): Promise<Message> {
      const answer = await post(path, payload)
      expect(answer.statusCode).toBe(201)
      const made = answer.json<{ id: string }>()
      expect(answer.headers.location).toBe(`/api/v1/messages/${made.id}`)
      expect(store.message(made.id)?.origin?.of).toBe(id)
      return (await app.inject(`/api/v1/messages/${made.id}`)).json<Message>()
    },
  }
}

describe('POST /messages/:id/…', () => {
  it.each([
    ['bounce', 'Undelivered Mail Returned to Sender', 'bounces@shop.test'],
    ['complain', 'FW: Order 17', 'bounces@shop.test'],
    ['auto-reply', 'Auto: Order 17', 'bounces@shop.test'],
    ['mark-read', 'Read: Order 17', 'receipts@shop.test'],
  ])('%s delivers a report, without any body', async (kind, subject, to) => {
    const { store, id, report } = await withMessage()
    const made = await report(`${id}/${kind}`)
    expect(made).toMatchObject({
      subject,
      envelope: { from: '', to: [to] },
      session: { protocol: 'internal' },
    })
    expect(store.account(to)?.inbox.entries.last?.message.id).toBe(made.id)
  })

  it('bounce takes a kind and a recipient', async () => {
    const { report } = await withMessage()
    const bounce = await report('latest/bounce?query=from:shop.test', {
      kind: 'full',
      recipient: 'carol@x.test',
    })
    expect(bounce.text).toContain('<carol@x.test>\n    Our server answered: 552 5.2.2 Mailbox full')
  })

  it('auto-reply takes a subject and a text', async () => {
    const { id, report } = await withMessage()
    const reply = await report(`${id}/auto-reply`, { subject: 'Gone', text: 'Gr\u00fc\u00dfe\n' })
    expect([reply.subject, reply.text?.trim()]).toEqual(['Gone', 'Gr\u00fc\u00dfe'])
  })

  it('mark-read takes addresses', async () => {
    const { id, report } = await withMessage()
    const receipt = await report(`${id}/mark-read`, { to: ['Eva <eva@x.test>', 'a@x.test, b@x.test'] })
    expect(receipt.envelope.to).toEqual(['eva@x.test', 'a@x.test', 'b@x.test'])
  })

  it.each(KINDS)('%s leaves a full mailbox as it is, and the report for all to see', async kind => {
    const { store, id, report } = await withMessage()
    for (const address of ['bounces@shop.test', 'receipts@shop.test']) {
      store.openAccount(address)
      store.apply({ type: 'set-quota', address, quota: { octets: 1, messages: null } })
    }
    const { id: made } = await report(`${id}/${kind}`)
    expect(store.message(made)!.entries.map(({ folder }) => folder.account.isCatchAll)).toEqual([true])
  })

  it.each([
    ['bounce', {}, 409, 'conflict', 'null reverse-path'],
    ['complain', {}, 409, 'conflict', 'null reverse-path'],
    ['auto-reply', {}, 409, 'conflict', 'null reverse-path'],
    ['bounce', { recipient: 'eve@x.test' }, 409, 'conflict', 'eve@x.test is no recipient'],
    ['bounce', { kind: 'gentle' }, 400, 'invalid-request', 'kind'],
    ['bounce', { wish: 'x' }, 400, 'invalid-request', 'wish'],
    ['complain', { recipient: 5 }, 400, 'invalid-request', 'recipient'],
    ['auto-reply', { text: 5 }, 400, 'invalid-request', 'text'],
    ['mark-read', { to: [] }, 400, 'invalid-address', '`to` names no address'],
    ['mark-read', { to: 'anna' }, 400, 'invalid-address', '`to` names no address'],
    ['mark-read', { to: Array(1001).fill('a@x.test') }, 400, 'invalid-request', '1000'],
  ])('%s with %.40j is refused with %d %s', async (kind, payload, status, code, detail) => {
    const { store, id, post } = await withMessage('')
    const answer = await post(`${id}/${kind}`, payload)
    expect(answer.statusCode).toBe(status)
    expect(answer.json<Problem>()).toMatchObject({ code, detail: expect.stringContaining(detail) })
    expect(store.count).toBe(1)
  })

  it.each(KINDS)('%s needs a message', async kind => {
    const { post } = await withMessage()
    const answer = await post(`no-such-id/${kind}`, {})
    expect([answer.statusCode, answer.json<Problem>().code]).toEqual([404, 'not-found'])
  })
})

it('the client asks for all of them', async () => {
  const { store, url } = await startTestServer()
  const { id } = capture(store, { raw: RAW, from: 'bounces@shop.test', to: ['bob@x.test'] })
  const { messages } = createClient({ baseUrl: url })
  const made = [
    await messages.bounce('latest', { kind: 'soft' }, { query: `id:${id}` }),
    await messages.complain(id),
    await messages.autoReply(id, { text: 'Away' }),
    await messages.markRead(id, { to: 'eva@x.test' }),
  ]
  expect(made.map(report => store.message(report.id)?.origin)).toEqual(
    ['bounce', 'complaint', 'auto-reply', 'disposition'].map(kind => ({ kind, of: id })),
  )
})
