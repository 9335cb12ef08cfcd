import { describe, expect, it } from 'vitest'
import type { Account, Entry, FolderInfo, Page } from '../../server/http/contract.ts'
import { capture, captureMany, createTestApp } from './http-fixture.ts'

type TestApp = Awaited<ReturnType<typeof createTestApp>>['app']

function send(app: TestApp, method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, payload?: object) {
  return app.inject({ method, url: `/api/v1/accounts/${path}`, ...(payload && { payload }) })
}

describe('accounts', () => {
  it('are listed, the catch-all account first, then by address, page by page', async () => {
    const { app, store } = await createTestApp()
    capture(store, { to: ['c@x.test', 'A@x.test', 'b@x.test'] })
    const first = (await app.inject('/api/v1/accounts?limit=2')).json<Page<Account>>()
    expect(first.items.map(account => account.address)).toEqual(['all', 'a@x.test'])
    expect(first).toMatchObject({ total: 4, cursor: store.feed.seq })
    // The account that the page ended with goes away in the meantime.
    await send(app, 'DELETE', 'a@x.test')
    const second = (await app.inject(`/api/v1/accounts?page=${first.next}`)).json<Page<Account>>()
    expect(second.items.map(account => account.address)).toEqual(['b@x.test', 'c@x.test'])
    expect(second.next).toBeNull()
  })

  it('do not list from a page that is none', async () => {
    const { app } = await createTestApp()
    expect((await app.inject('/api/v1/accounts?page=7')).json()).toMatchObject({
      status: 400,
      code: 'invalid-page',
    })
  })

  it('are read with their folders and counts, in any spelling of the address', async () => {
    const { app, store } = await createTestApp()
    capture(store)
    const account = (await app.inject('/api/v1/accounts/BOB@X.test')).json<Account>()
    expect(account).toMatchObject({ address: 'bob@x.test', quota: null, sessions: [] })
    expect(account.folders[0]).toMatchObject({
      name: 'INBOX',
      messages: 1,
      unseen: 1,
      uidNext: 2,
      specialUse: null,
    })
    expect((await app.inject('/api/v1/accounts/all')).json()).toMatchObject({ address: 'all' })
  })

  it('list who reads them, not who sends', async () => {
    const { app, store, sessions } = await createTestApp()
    capture(store)
    const session = { id: 's', address: '127.0.0.1', port: 1, since: 0, tls: false }
    sessions.open({ ...session, protocol: 'imap', user: 'Bob@x.test' })
    sessions.open({ ...session, protocol: 'pop3', user: 'ci' })
    sessions.open({ ...session, protocol: 'smtp', user: 'bob@x.test' })
    const bob = (await app.inject('/api/v1/accounts/bob@x.test')).json<Account>()
    expect(bob.sessions).toEqual([
      { ...session, protocol: 'imap', user: 'Bob@x.test', since: '1970-01-01T00:00:00.000Z' },
    ])
    const all = (await app.inject('/api/v1/accounts/all')).json<Account>()
    expect(all.sessions.map(({ user }) => user)).toEqual(['ci'])
  })

  it('are not made by looking for them', async () => {
    const { app, store } = await createTestApp()
    const response = await app.inject('/api/v1/accounts/bob@x.test')
    expect(response.json()).toMatchObject({ status: 404, code: 'no-such-account' })
    expect([...store.accounts()]).toHaveLength(1)
  })

  it('are made by PUT, which also sets the quota', async () => {
    const { app } = await createTestApp()
    const made = await send(app, 'PUT', 'bob@x.test', {})
    expect(made.statusCode).toBe(201)
    expect(made.headers.location).toBe('/api/v1/accounts/bob%40x.test')
    const bounded = await send(app, 'PUT', 'bob@x.test', { quota: { octets: 1000 } })
    expect(bounded.statusCode).toBe(200)
    expect(bounded.json()).toMatchObject({ quota: { octets: 1000, messages: null } })
    expect((await send(app, 'PUT', 'bob@x.test', {})).json()).toMatchObject({ quota: { octets: 1000 } })
    expect((await send(app, 'PUT', 'bob@x.test', { quota: null })).json()).toMatchObject({ quota: null })
  })

  it('are made by PUT without a body', async () => {
    const { app } = await createTestApp()
    const made = await app.inject({ method: 'PUT', url: '/api/v1/accounts/bob@x.test' })
    expect(made.statusCode).toBe(201)
    expect(made.json()).toMatchObject({ address: 'bob@x.test', quota: null })
  })

  it.each(['', '%20', 'a%0D%0Ab@x.test'])('are not made for "%s", which is no address', async address => {
    const { app, store } = await createTestApp()
    expect((await send(app, 'PUT', address, {})).json()).toMatchObject({
      status: 400,
      code: 'invalid-address',
    })
    expect([...store.accounts()]).toHaveLength(1)
  })

  it.each([
    ['a negative quota', { quota: { octets: -1 } }],
    ['a quota that is no number', { quota: { octets: '1' } }],
    ['a name that is not known', { quotas: {} }],
  ])('refuse %s', async (_, payload) => {
    const { app } = await createTestApp()
    expect((await send(app, 'PUT', 'bob@x.test', payload)).json()).toMatchObject({ code: 'invalid-request' })
  })

  it('are deleted with their entries only', async () => {
    const { app, store } = await createTestApp()
    const { id } = capture(store, { to: ['bob@x.test', 'carol@y.test'] })
    expect((await send(app, 'DELETE', 'bob@x.test')).statusCode).toBe(204)
    expect((await app.inject('/api/v1/accounts/bob@x.test')).statusCode).toBe(404)
    expect(store.message(id)).toBeDefined()
    expect((await send(app, 'DELETE', 'bob@x.test')).statusCode).toBe(404)
  })

  it('are limited in number', async () => {
    const { app } = await createTestApp({}, { accounts: 1 })
    expect((await send(app, 'PUT', 'a@x.test', {})).statusCode).toBe(201)
    expect((await send(app, 'PUT', 'b@x.test', {})).json()).toMatchObject({
      status: 409,
      code: 'too-many-accounts',
    })
  })
})

describe('folders', () => {
  it('are listed, made, read, renamed and deleted by names with levels', async () => {
    const { app, store } = await createTestApp()
    capture(store)
    const folders = 'bob@x.test/folders'
    const made = await send(app, 'POST', folders, { name: 'Projekte/Grüße 100%' })
    expect(made.statusCode).toBe(201)
    expect(made.json()).toMatchObject({ name: 'Projekte/Grüße 100%', messages: 0, subscribed: true })
    expect((await app.inject(String(made.headers.location))).json()).toEqual(made.json())
    const list = (await app.inject(`/api/v1/accounts/${folders}`)).json<Page<FolderInfo>>()
    expect(list.items.map(folder => folder.name)).toEqual(
      expect.arrayContaining(['INBOX', 'Projekte', 'Projekte/Grüße 100%']),
    )
    expect(list.total).toBe(list.items.length)
    const path = `${folders}/${encodeURIComponent('Projekte/Grüße 100%')}`
    expect((await send(app, 'PATCH', path, { name: 'Alt/x', subscribed: false })).json()).toMatchObject({
      name: 'Alt/x',
      subscribed: false,
    })
    expect((await send(app, 'DELETE', `${folders}/Alt%2Fx`)).statusCode).toBe(204)
    expect((await app.inject(`/api/v1/accounts/${folders}/Alt%2Fx`)).json()).toMatchObject({
      code: 'no-such-folder',
    })
  })

  it.each([
    ['POST', 'folders', { name: 'inbox' }, 'folder-exists', 409],
    ['POST', 'folders', { name: 'a//b' }, 'invalid-folder-name', 400],
    ['POST', 'folders', { name: '' }, 'invalid-request', 400],
    ['POST', 'folders', {}, 'invalid-request', 400],
    ['PATCH', 'folders/None', { name: 'x' }, 'no-such-folder', 404],
    ['DELETE', 'folders/INBOX', undefined, 'inbox-is-permanent', 409],
    ['DELETE', 'folders/None', undefined, 'no-such-folder', 404],
  ] as const)('refuse %s %s of %j', async (method, path, payload, code, status) => {
    const { app, store } = await createTestApp()
    capture(store)
    expect((await send(app, method, `bob@x.test/${path}`, payload)).json()).toMatchObject({ code, status })
  })

  it('are limited in number', async () => {
    const { app, store } = await createTestApp({}, { foldersPerAccount: 7 })
    capture(store)
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
    const answers = []
    for (const name of names)
      answers.push((await send(app, 'POST', 'bob@x.test/folders', { name })).json<object>())
    expect(answers.at(-1)).toMatchObject({ status: 409, code: 'too-many-folders' })
  })
})

describe('entries', () => {
  const inbox = 'bob@x.test/folders/INBOX/entries'

  it('are listed newest first with UIDs, flags and summaries, page by page', async () => {
    const { app, store } = await createTestApp()
    captureMany(store, 3)
    const first = (await app.inject(`/api/v1/accounts/${inbox.replace('bob@x.test', 'all')}?limit=2`)).json<
      Page<Entry>
    >()
    expect(first.items.map(entry => [entry.uid, entry.message.subject])).toEqual([
      [3, '3'],
      [2, '2'],
    ])
    expect(first.items[0]).toMatchObject({ flags: [], modseq: 4, octets: store.latest?.size })
    const second = (await app.inject(`/api/v1/accounts/all/folders/INBOX/entries?page=${first.next}`)).json<
      Page<Entry>
    >()
    expect(second.items.map(entry => entry.uid)).toEqual([1])
  })

  it('are searched by their own flags', async () => {
    const { app, store } = await createTestApp()
    capture(store)
    capture(store)
    await send(app, 'PATCH', `${inbox}/1`, { add: ['\\Flagged'] })
    const url = `/api/v1/accounts/${inbox}?query=is:flagged`
    expect((await app.inject(url)).json()).toMatchObject({ total: 1, items: [{ uid: 1 }] })
    expect((await app.inject('/api/v1/messages?query=is:flagged')).json()).toMatchObject({ total: 0 })
  })

  it('have flags that are replaced, added and removed', async () => {
    const { app, store } = await createTestApp()
    capture(store)
    const patch = async (payload: object) =>
      (await send(app, 'PATCH', `${inbox}/1`, payload)).json<Entry>().flags
    expect(await patch({ flags: ['\\seen', '$Work'] })).toEqual(['\\Seen', '$Work'])
    expect(await patch({ add: ['\\Answered', 'x'], remove: ['$Work'] })).toEqual([
      '\\Seen',
      '\\Answered',
      'x',
    ])
    expect(await patch({ flags: [] })).toEqual([])
    expect(await patch({})).toEqual([])
  })

  it('change not at all when one of the flags is faulty', async () => {
    const { app, store } = await createTestApp()
    capture(store)
    const response = await send(app, 'PATCH', `${inbox}/1`, { add: ['\\Seen'], remove: ['\\Recent'] })
    expect(response.json()).toMatchObject({ status: 400, code: 'invalid-keyword' })
    expect((await app.inject(`/api/v1/accounts/${inbox}/1`)).json()).toMatchObject({ flags: [] })
  })

  it('are copied and moved within the account', async () => {
    const { app, store } = await createTestApp()
    const { id } = capture(store)
    const copied = await send(app, 'POST', `${inbox}/1/copy`, { folder: 'Archive' })
    expect(copied.statusCode).toBe(201)
    expect(copied.json()).toMatchObject({ folder: 'Archive', uid: 1 })
    expect((await app.inject(String(copied.headers.location))).json()).toMatchObject({
      uid: 1,
      message: { id },
    })
    const moved = await send(app, 'POST', `${inbox}/1/move`, { folder: 'Trash' })
    expect(moved.json()).toMatchObject({ folder: 'Trash', uid: 1 })
    expect((await app.inject(`/api/v1/accounts/${inbox}/1`)).json()).toMatchObject({ code: 'no-such-entry' })
  })

  it('are expunged alone: the message lives while another refers to it', async () => {
    const { app, store } = await createTestApp()
    const { id } = capture(store)
    expect((await send(app, 'DELETE', `${inbox}/1`)).statusCode).toBe(204)
    expect(store.message(id)).toBeDefined()
    await send(app, 'DELETE', 'all/folders/INBOX/entries/1')
    expect(store.message(id)).toBeUndefined()
  })

  it.each([
    ['GET', `${inbox}/9`, undefined, 'no-such-entry', 404],
    ['GET', `${inbox}/0`, undefined, 'invalid-request', 400],
    ['GET', `${inbox}/x`, undefined, 'invalid-request', 400],
    ['GET', 'bob@x.test/folders/None/entries', undefined, 'no-such-folder', 404],
    ['GET', 'none@x.test/folders/INBOX/entries', undefined, 'no-such-account', 404],
    ['GET', `${inbox}?query=(`, undefined, 'invalid-query', 400],
    ['POST', `${inbox}/1/copy`, { folder: 'None' }, 'no-such-folder', 404],
    ['POST', `${inbox}/9/move`, { folder: 'Trash' }, 'no-such-entry', 404],
    ['POST', `${inbox}/1/move`, {}, 'invalid-request', 400],
    ['DELETE', `${inbox}/9`, undefined, 'no-such-entry', 404],
    ['PATCH', `${inbox}/9`, { add: [] }, 'no-such-entry', 404],
    ['PATCH', `${inbox}/1`, { add: 'x' }, 'invalid-request', 400],
  ] as const)('refuse %s %s of %j', async (method, path, payload, code, status) => {
    const { app, store } = await createTestApp()
    capture(store)
    const response = await app.inject({
      method,
      url: `/api/v1/accounts/${path}`,
      ...(payload && { payload }),
    })
    expect(response.json()).toMatchObject({ code, status })
  })
})
