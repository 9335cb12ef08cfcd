import { describe, expect, it } from 'vitest'
import type { Message, Page, Summary, Thread } from '../../server/http/contract.ts'
import { TranscriptRecorder } from '../../server/net/transcript.ts'
import { capture, captureMany, createTestApp } from './http-fixture.ts'

describe('GET /messages', () => {
  it('gives summaries, newest first, with the cursor of the feed', async () => {
    const { app, store } = await createTestApp()
    const first = capture(store)
    const second = capture(store, {
      raw: 'Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n\r\nZwei\r\n',
      to: ['c@x.test', 'd@x.test'],
    })
    const page = (await app.inject('/api/v1/messages')).json<Page<Summary>>()
    expect(page).toMatchObject({ next: null, total: 2, cursor: store.feed.seq })
    expect(page.items.map(item => item.id)).toEqual([second.id, first.id])
    expect(page.items[0]).toMatchObject({
      subject: 'Grüße',
      envelope: { from: 'anna@app.test', to: ['c@x.test', 'd@x.test'] },
      preview: 'Zwei',
      attachments: 0,
      seen: false,
      flagged: false,
      tags: [],
      size: second.size,
      cursor: second.seq,
    })
  })

  it('gives 50 of a longer list, and the rest page by page', async () => {
    const { app, store } = await createTestApp()
    captureMany(store, 120)
    const subjects: string[] = []
    let page: Page<Summary> | undefined
    do {
      const after: string = page?.next ? `&page=${encodeURIComponent(page.next)}` : ''
      page = (await app.inject(`/api/v1/messages?query=body${after}`)).json<Page<Summary>>()
      expect(page.items.length).toBeLessThanOrEqual(50)
      subjects.push(...page.items.map(item => item.subject))
    } while (page.next !== null)
    expect(subjects).toEqual(Array.from({ length: 120 }, (_, index) => String(120 - index)))
  })

  it('gives every message once while others come in and go between the pages', async () => {
    const { app, store } = await createTestApp()
    const messages = captureMany(store, 30)
    const first = (await app.inject('/api/v1/messages?limit=10')).json<Page<Summary>>()
    captureMany(store, 5)
    store.apply({ type: 'delete-message', ids: [messages[20]!.id, messages[15]!.id] })
    const second = (await app.inject(`/api/v1/messages?limit=10&page=${first.next}`)).json<Page<Summary>>()
    const third = (await app.inject(`/api/v1/messages?limit=10&page=${second.next}`)).json<Page<Summary>>()
    const subjects = [...second.items, ...third.items].map(item => Number(item.subject))
    expect(subjects).toEqual([20, 19, 18, 17, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1])
    expect(third.next).toBeNull()
  })

  it('gives what came after a cursor', async () => {
    const { app, store } = await createTestApp()
    capture(store)
    const { cursor } = (await app.inject('/api/v1/messages')).json<Page<Summary>>()
    const late = capture(store)
    const page = (await app.inject(`/api/v1/messages?after=${cursor}`)).json<Page<Summary>>()
    expect(page.items.map(item => item.id)).toEqual([late.id])
  })

  it('gives what matches a query', async () => {
    const { app, store } = await createTestApp()
    capture(store)
    capture(store, { to: ['carol@y.test'] })
    const url = `/api/v1/messages?query=${encodeURIComponent('rcpt:@y.test')}`
    expect((await app.inject(url)).json()).toMatchObject({ total: 1 })
  })

  it.each([
    ['a query that does not parse', 'query=(a', 'invalid-query'],
    ['a limit of nothing', 'limit=0', 'invalid-request'],
    ['a limit beyond the largest', 'limit=1001', 'invalid-request'],
    ['a limit that is no number', 'limit=x', 'invalid-request'],
    ['a page that is none', 'page=../x', 'invalid-page'],
    ['a negative cursor', 'after=-1', 'invalid-request'],
    ['a parameter that is not known', 'querry=a', 'invalid-request'],
    ['a query beyond the longest', `query=${'a'.repeat(10_001)}`, 'invalid-request'],
  ])('refuses %s', async (_, search, code) => {
    const { app } = await createTestApp()
    const response = await app.inject(`/api/v1/messages?${search}`)
    expect(response.statusCode).toBe(400)
    expect(response.headers['content-type']).toContain('application/problem+json')
    expect(response.json()).toMatchObject({ code, status: 400, type: `/api/docs#${code}` })
  })

  it('says where a query does not parse', async () => {
    const { app } = await createTestApp()
    const response = await app.inject(`/api/v1/messages?query=${encodeURIComponent('a b (c')}`)
    expect(response.json<{ position: number }>().position).toBeGreaterThanOrEqual(4)
  })
})

describe('DELETE /messages', () => {
  it('deletes what matches, and says how many', async () => {
    const { app, store } = await createTestApp()
    capture(store)
    capture(store, { to: ['carol@y.test'] })
    const response = await app.inject({ method: 'DELETE', url: '/api/v1/messages?query=rcpt:@y.test' })
    expect(response.json()).toEqual({ deleted: 1 })
    expect(store.count).toBe(1)
  })

  it('deletes all without a query', async () => {
    const { app, store } = await createTestApp()
    captureMany(store, 3)
    expect((await app.inject({ method: 'DELETE', url: '/api/v1/messages' })).json()).toEqual({ deleted: 3 })
    expect(store.count).toBe(0)
  })

  it.each(['query=(a', 'querry=a'])('deletes nothing when asked by %s', async search => {
    const { app, store } = await createTestApp()
    capture(store)
    const response = await app.inject({ method: 'DELETE', url: `/api/v1/messages?${search}` })
    expect(response.statusCode).toBe(400)
    expect(store.count).toBe(1)
  })

  it('deletes the entries of one account when the query names it', async () => {
    const { app, store } = await createTestApp()
    capture(store, { to: ['bob@x.test', 'carol@y.test'] })
    await app.inject({ method: 'DELETE', url: '/api/v1/messages?query=account:bob@x.test' })
    expect(store.count).toBe(1)
    expect(store.account('bob@x.test')?.inbox.count ?? 0).toBe(0)
    expect(store.account('carol@y.test')?.inbox.count).toBe(1)
  })
})

const WITH_ATTACHMENT = [
  'From: Anna <anna@app.test>',
  'To: bob@x.test',
  'Subject: Report',
  'Message-ID: <1@app.test>',
  'Date: Fri, 21 Nov 2025 20:46:30 +0100',
  'Content-Type: multipart/mixed; boundary=b',
  '',
  '--b',
  'Content-Type: text/plain; charset=utf-8',
  '',
  'Grüße',
  '--b',
  'Content-Type: application/pdf; name="a.pdf"',
  'Content-Disposition: attachment; filename="a.pdf"',
  'Content-Transfer-Encoding: base64',
  '',
  Buffer.from('%PDF-1.4').toString('base64'),
  '--b--',
  '',
].join('\r\n')

describe('GET /messages/:id', () => {
  it('gives the whole message', async () => {
    const { app, store } = await createTestApp()
    const { id } = capture(store, { raw: WITH_ATTACHMENT })
    const message = (await app.inject(`/api/v1/messages/${id}`)).json<Message>()
    expect(message).toMatchObject({
      id,
      subject: 'Report',
      html: null,
      messageId: '<1@app.test>',
      date: '2025-11-21T19:46:30.000Z',
      links: [],
      codes: [],
      session: { ehlo: 'app.test', protocol: 'smtp', tls: null },
      paths: { from: { address: 'anna@app.test', argument: '<anna@app.test>', parameters: {} } },
    })
    expect(message.text?.trim()).toBe('Grüße')
    expect(message.attachments).toMatchObject([
      { n: 0, name: 'a.pdf', type: 'application/pdf', size: 8, part: '2' },
    ])
    expect(message.headers[2]).toEqual(['Subject', 'Report'])
  })

  it('knows the newest one by the name latest, and the newest that matches', async () => {
    const { app, store } = await createTestApp()
    const first = capture(store, { to: ['carol@y.test'] })
    const second = capture(store)
    expect((await app.inject('/api/v1/messages/latest')).json()).toMatchObject({ id: second.id })
    expect((await app.inject('/api/v1/messages/latest?query=rcpt:@y.test')).json()).toMatchObject({
      id: first.id,
    })
  })

  it.each([
    '',
    '/raw',
    '/text',
    '/html',
    '/headers',
    '/structure',
    '/transcript',
    '/parts/1',
    '/attachments/0',
  ])('answers 404 at an id that is not known%s', async what => {
    const { app } = await createTestApp()
    for (const id of ['01K00000000000000000000000', 'latest', '..%2f..%2fetc', '__proto__']) {
      const response = await app.inject(`/api/v1/messages/${id}${what}`)
      expect(response.statusCode).toBe(404)
      expect(response.json()).toMatchObject({ code: 'not-found' })
    }
  })
})

describe('PATCH /messages/:id', () => {
  it('marks the entry of the catch-all account, and no other', async () => {
    const { app, store } = await createTestApp()
    const message = capture(store)
    const url = `/api/v1/messages/${message.id}`
    const patch = (payload: object) => app.inject({ method: 'PATCH', url, payload })
    expect((await patch({ seen: true, tags: ['ci', 'nightly'] })).json()).toMatchObject({
      seen: true,
      flagged: false,
      tags: ['ci', 'nightly'],
    })
    expect((await patch({ flagged: true })).json()).toMatchObject({
      seen: true,
      flagged: true,
      tags: ['ci', 'nightly'],
    })
    expect((await patch({ seen: false, tags: [] })).json()).toMatchObject({
      seen: false,
      flagged: true,
      tags: [],
    })
    expect(store.account('bob@x.test')?.inbox.entries.first?.flags).toBe(0)
  })

  it.each([
    ['a flag that is no boolean', { seen: 'yes' }],
    ['a number for a flag', { seen: 1 }],
    ['tags that are no list', { tags: 'ci' }],
    ['an empty tag', { tags: [''] }],
    ['too many tags', { tags: Array.from({ length: 101 }, (_, index) => `t${index}`) }],
    ['a name that is not known', { read: true }],
    ['no object', []],
  ])('refuses %s', async (_, payload) => {
    const { app, store } = await createTestApp()
    const { id } = capture(store)
    const response = await app.inject({ method: 'PATCH', url: `/api/v1/messages/${id}`, payload })
    expect(response.statusCode).toBe(400)
    expect(response.json()).toMatchObject({ code: 'invalid-request' })
    expect(response.json<{ errors: unknown[] }>().errors).not.toHaveLength(0)
  })

  it('refuses a tag that cannot be a keyword', async () => {
    const { app, store } = await createTestApp()
    const { id } = capture(store)
    const response = await app.inject({
      method: 'PATCH',
      url: `/api/v1/messages/${id}`,
      payload: { tags: ['a b(c'] },
    })
    expect(response.json()).toMatchObject({ status: 400, code: 'invalid-keyword' })
  })

  it('says so when the catch-all account has the message no more', async () => {
    const { app, store } = await createTestApp()
    const { id } = capture(store)
    store.apply({ type: 'expunge', folder: store.catchAll.inbox, uids: [1] })
    const response = await app.inject({
      method: 'PATCH',
      url: `/api/v1/messages/${id}`,
      payload: { seen: true },
    })
    expect(response.json()).toMatchObject({ status: 404, code: 'no-such-entry' })
    expect((await app.inject(`/api/v1/messages/${id}`)).statusCode).toBe(200)
  })
})

describe('a page of messages', () => {
  it('begins below any position of the feed', async () => {
    const { app, store } = await createTestApp()
    const [first, second] = captureMany(store, 3)
    const ask = async (page: number) =>
      (await app.inject(`/api/v1/messages?page=${page}`)).json<Page<Summary>>().items.map(({ id }) => id)
    expect(await ask(second!.seq + 1)).toEqual([second!.id, first!.id])
    expect(await ask(second!.seq)).toEqual([first!.id])
  })
})

describe('PATCH /messages', () => {
  it('marks what matches, and says how many that changed', async () => {
    const { app, store } = await createTestApp()
    captureMany(store, 3)
    const patch = async (query: string, payload: object) => {
      const answer = await app.inject({ method: 'PATCH', url: `/api/v1/messages${query}`, payload })
      return [answer.statusCode, answer.json<{ changed: number }>().changed]
    }
    expect(await patch('?query=subject:2', { flagged: true, addTags: ['ci'] })).toEqual([200, 1])
    expect(await patch('', { flagged: true })).toEqual([200, 2])
    expect(await patch('', {})).toEqual([200, 0])
    const { items } = (await app.inject('/api/v1/messages?query=tag:ci')).json<Page<Summary>>()
    expect(items.map(({ subject }) => subject)).toEqual(['2'])
  })

  it.each([
    ['a query that does not parse', '?query=from:', { seen: true }, 'invalid-query'],
    ['a misspelt query', '?qurey=subject:1', { seen: true }, 'invalid-request'],
    ['a tag that can be none', '', { seen: true, addTags: ['a b'] }, 'invalid-keyword'],
    ['a change that is not known', '', { read: true }, 'invalid-request'],
  ])('changes nothing with %s', async (_, query, payload, code) => {
    const { app, store } = await createTestApp()
    captureMany(store, 2)
    const answer = await app.inject({ method: 'PATCH', url: `/api/v1/messages${query}`, payload })
    expect(answer.json()).toMatchObject({ status: 400, code })
    expect(store.catchAll.inbox.unseen).toBe(2)
  })
})

/** A mail with a Message-ID made of `id`, which answers that of `parent`. */
const thread = (id: string, parent = '') =>
  `Subject: ${id}\r\nMessage-ID: <${id}@t>\r\n${parent && `In-Reply-To: <${parent}@t>\r\n`}\r\n`

describe('GET /messages/:id/thread', () => {
  it('gives the summaries of the conversation, in the order of arrival', async () => {
    const { app, store } = await createTestApp()
    capture(store, { raw: thread('a') })
    capture(store, { raw: thread('other') })
    const answer = capture(store, { raw: thread('b', 'a') })
    const { items, total } = (await app.inject(`/api/v1/messages/${answer.id}/thread`)).json<Thread>()
    expect(items.map(({ subject }) => subject)).toEqual(['a', 'b'])
    expect(total).toBe(2)
  })

  it('leaves out what the catch-all account has no more', async () => {
    const { app, store } = await createTestApp()
    capture(store, { raw: thread('a') })
    const { id } = capture(store, { raw: thread('b', 'a') })
    store.apply({ type: 'expunge', folder: store.catchAll.inbox, uids: [1] })
    const { items, total } = (await app.inject(`/api/v1/messages/${id}/thread`)).json<Thread>()
    expect([items.map(({ subject }) => subject), total]).toEqual([['b'], 1])
  })

  it('gives of a long one what is around the message', async () => {
    const { app, store } = await createTestApp()
    const all = Array.from({ length: 250 }, (_, n) => capture(store, { raw: thread(`${n}`, 'root') }))
    const ask = async (n: number) => {
      const { items, total } = (await app.inject(`/api/v1/messages/${all[n]!.id}/thread`)).json<Thread>()
      return [items.length, items[0]?.subject, total]
    }
    expect(await ask(0)).toEqual([100, '0', 250])
    expect(await ask(120)).toEqual([100, '70', 250])
    expect(await ask(249)).toEqual([100, '150', 250])
  })
})

describe('DELETE /messages/:id', () => {
  it('deletes the message everywhere', async () => {
    const { app, store } = await createTestApp()
    const { id } = capture(store)
    const remove = () => app.inject({ method: 'DELETE', url: `/api/v1/messages/${id}` })
    expect((await remove()).statusCode).toBe(204)
    expect(store.account('bob@x.test')?.inbox.count ?? 0).toBe(0)
    expect((await remove()).statusCode).toBe(404)
  })
})

describe('what a message is made of', () => {
  it('is there as headers, decoded and not', async () => {
    const { app, store } = await createTestApp()
    const { id } = capture(store, {
      raw: 'Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\nX-A: b\r\n c\r\nX-A: d\r\n\r\n',
    })
    expect((await app.inject(`/api/v1/messages/${id}/headers`)).json()).toEqual({
      items: [
        { name: 'Subject', value: '=?utf-8?q?Gr=C3=BC=C3=9Fe?=', text: 'Grüße' },
        { name: 'X-A', value: 'b c', text: 'b c' },
        { name: 'X-A', value: 'd', text: 'd' },
      ],
    })
  })

  it('is there as a tree of parts', async () => {
    const { app, store } = await createTestApp()
    const { id } = capture(store, { raw: WITH_ATTACHMENT })
    expect((await app.inject(`/api/v1/messages/${id}/structure`)).json()).toMatchObject({
      path: '',
      type: 'multipart/mixed',
      children: [
        { path: '1', type: 'text/plain', attachment: false, message: null },
        { path: '2', type: 'application/pdf', name: 'a.pdf', attachment: true, encoding: 'base64' },
      ],
    })
  })

  it('is there as a tree, however deep the message is', async () => {
    const { app, store } = await createTestApp()
    const raw = Array.from(
      { length: 10_000 },
      (_, index) => `Content-Type: multipart/mixed; boundary=b${index}\r\n\r\n--b${index}\r\n`,
    ).join('')
    const { id } = capture(store, { raw })
    expect((await app.inject(`/api/v1/messages/${id}/structure`)).statusCode).toBe(200)
    expect((await app.inject(`/api/v1/messages/${id}`)).statusCode).toBe(200)
  })

  it('is there as the conversation that brought it', async () => {
    const { app, store } = await createTestApp()
    const transcript = new TranscriptRecorder()
    transcript.server('220 ready')
    transcript.client('EHLO app.test')
    const { id } = capture(store, { transcript: transcript.encode() })
    const { items } = (await app.inject(`/api/v1/messages/${id}/transcript`)).json<{ items: object[] }>()
    expect(items).toMatchObject([
      { side: 'server', text: '220 ready' },
      { side: 'client', text: 'EHLO app.test' },
    ])
    const injected = capture(store)
    expect((await app.inject(`/api/v1/messages/${injected.id}/transcript`)).json()).toEqual({ items: [] })
  })
})
