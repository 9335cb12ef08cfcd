import { describe, expect, it } from 'vitest'
import { createClient, FacteurError, type Event } from '../../server/client/client.ts'
import { Users } from '../../server/net/users.ts'
import { capture, captureMany, startTestServer } from '../http/http-fixture.ts'

async function failure(promise: Promise<unknown>): Promise<FacteurError> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(FacteurError)
  return error as FacteurError
}

describe('the client of messages', () => {
  it('injects, lists, reads, marks and deletes', async () => {
    const { url, store } = await startTestServer()
    const { messages } = createClient({ baseUrl: `${url}/` })
    const { id } = await messages.inject('Subject: Grüße\r\nFrom: a@x.test\r\n\r\nText\r\n', {
      from: 'b@x.test',
      to: ['c@x.test', 'd@x.test'],
    })
    const page = await messages.list({ query: 'subject:grüße', limit: 10 })
    expect(page).toMatchObject({
      total: 1,
      items: [{ id, envelope: { from: 'b@x.test', to: ['c@x.test', 'd@x.test'] } }],
    })
    expect(await messages.get(id)).toMatchObject({ id, subject: 'Grüße' })
    expect(Buffer.from(await messages.raw('latest')).equals(store.latest!.raw)).toBe(true)
    expect(await messages.text(id)).toBe('Text\n')
    expect((await messages.headers(id)).map(header => header.name)).toEqual(['Subject', 'From'])
    expect(await messages.structure(id)).toMatchObject({ path: '1', type: 'text/plain' })
    expect(await messages.transcript(id)).toEqual([])
    expect(await messages.patch(id, { seen: true, tags: ['x'] })).toMatchObject({ seen: true, tags: ['x'] })
    expect(await messages.patchAll({ addTags: ['y'] }, 'tag:x')).toBe(1)
    expect(await messages.thread(id)).toMatchObject({ items: [{ id, tags: ['x', 'y'] }], total: 1 })
    await messages.delete(id)
    expect(store.count).toBe(0)
  })

  it('composes, and reads what was composed', async () => {
    const { url } = await startTestServer()
    const { messages } = createClient({ baseUrl: url })
    const { id } = await messages.inject({
      from: 'a@x.test',
      to: 'b@x.test',
      html: '<p>Hi</p><img src="http://x.test/a.png">',
      attachments: [{ name: 'a.txt', content: Buffer.from('abc').toString('base64') }],
    })
    expect(await messages.html(id)).toContain('data-remote-src')
    expect(await messages.html(id, { remote: true })).toContain('<img src="http://x.test/a.png">')
    expect(Buffer.from(await messages.attachment(id, 0)).toString()).toBe('abc')
    const { part } = (await messages.get(id)).attachments[0]!
    expect(Buffer.from(await messages.part(id, part)).toString()).toBe('abc')
    expect(messages.url(id, 'html', { remote: '1' })).toBe(`${url}/api/v1/messages/${id}/html?remote=1`)
  })

  it('replies and forwards, inside', async () => {
    const { url, store } = await startTestServer()
    const { id } = capture(store)
    const { messages } = createClient({ baseUrl: url })
    const reply = await messages.reply(id, { text: 'Thanks' })
    expect(await messages.get(reply.id)).toMatchObject({
      envelope: { to: ['anna@app.test'] },
      subject: 'Re: Hello',
    })
    const forward = await messages.forward('latest', { to: 'eve@x.test' }, { query: 'from:anna@app.test' })
    expect(await messages.get(forward.id)).toMatchObject({
      envelope: { to: ['eve@x.test'] },
      subject: 'Fwd: Hello',
    })
  })

  it('gives all pages of a list', async () => {
    const { url, store } = await startTestServer()
    captureMany(store, 25)
    const subjects: string[] = []
    for await (const summary of createClient({ baseUrl: url }).messages.all({ limit: 10 }))
      subjects.push(summary.subject)
    expect(subjects).toEqual(Array.from({ length: 25 }, (_, index) => String(25 - index)))
  })

  it('sees nothing outside its scope', async () => {
    const { url, store } = await startTestServer()
    const other = capture(store, { to: ['other@x.test'] })
    const own = capture(store, { to: ['ci-42@x.test'] })
    capture(store, { to: ['other@x.test'] })
    const { messages } = createClient({ baseUrl: url, scope: 'rcpt:ci-42@x.test OR rcpt:ci-43@x.test' })
    expect((await messages.list()).items.map(item => item.id)).toEqual([own.id])
    expect((await messages.list({ query: 'subject:hello OR subject:other' })).total).toBe(1)
    expect((await messages.get('latest')).id).toBe(own.id)
    expect((await messages.get(other.id)).id).toBe(other.id)
    expect(await messages.deleteAll('-subject:hello')).toBe(0)
    expect(await messages.deleteAll()).toBe(1)
    expect(store.count).toBe(2)
  })

  it.each(['subject:a) OR (subject:hello', '(', ')(', 'a "b', String.raw`-"a\"`, String.raw`-"a\\\"`])(
    'deletes nothing by %s, which would end the scope',
    async query => {
      const { url, store } = await startTestServer()
      capture(store)
      const { messages } = createClient({ baseUrl: url, scope: 'rcpt:ci-42@x.test' })
      expect((await failure(messages.deleteAll(query))).code).toBe('invalid-query')
      expect(store.count).toBe(1)
    },
  )

  it('deletes from one account when its scope names that', async () => {
    const { url, store } = await startTestServer()
    capture(store, { to: ['bob@x.test', 'carol@y.test'] })
    await createClient({ baseUrl: url, scope: 'account:bob@x.test' }).messages.deleteAll()
    expect(store.account('bob@x.test')?.inbox.count ?? 0).toBe(0)
    expect(store.account('carol@y.test')?.inbox.count).toBe(1)
  })
})

describe('the client of accounts', () => {
  it('makes, reads, bounds and deletes them, their folders and entries', async () => {
    const { url, store } = await startTestServer()
    const client = createClient({ baseUrl: url })
    await client.accounts.put('bob@x.test', { quota: { messages: 10 } })
    expect(await client.accounts.get('Bob@x.test')).toMatchObject({ quota: { messages: 10, octets: null } })
    capture(store)
    const folders = client.folders('bob@x.test')
    await folders.create('Projekte/Grüße')
    expect((await folders.list()).map(({ name }) => name)).toContain('Projekte/Grüße')
    await folders.patch('Projekte/Grüße', { name: 'Alt/x' })
    const inbox = folders.entries('INBOX')
    expect(await inbox.patch(1, { add: ['\\Seen'] })).toMatchObject({ uid: 1, flags: ['\\Seen'] })
    expect(await inbox.copy(1, 'Alt/x')).toMatchObject({ folder: 'Alt/x', uid: 1 })
    expect(await inbox.move(1, 'Trash')).toMatchObject({ folder: 'Trash', uid: 1 })
    expect((await inbox.list()).total).toBe(0)
    await folders.entries('Alt/x').delete(1)
    expect((await failure(folders.entries('Alt/x').get(1))).code).toBe('no-such-entry')
    await folders.delete('Alt/x')
    expect((await failure(folders.get('Alt/x'))).code).toBe('no-such-folder')
    expect((await client.accounts.list()).items.map(({ address }) => address)).toEqual(['all', 'bob@x.test'])
    await client.accounts.delete('bob@x.test')
    expect((await failure(client.accounts.get('bob@x.test'))).status).toBe(404)
  })

  it('marks and expunges many entries at once', async () => {
    const { url, store } = await startTestServer()
    captureMany(store, 9)
    const inbox = createClient({ baseUrl: url }).folders('bob@x.test').entries('INBOX')
    expect(await inbox.patchAll({ flagged: true, addTags: ['ci'] }, { uids: '1:3,7' })).toBe(4)
    expect(await inbox.patchAll({ seen: true }, { uids: '3:*', query: 'tag:ci' })).toBe(2)
    expect((await inbox.list({ query: 'is:read is:flagged' })).items.map(({ uid }) => uid)).toEqual([7, 3])
    expect(await inbox.deleteAll({ query: 'is:read' })).toBe(2)
    expect((await failure(inbox.deleteAll({ uids: '' }))).code).toBe('invalid-request')
    expect(await inbox.deleteAll()).toBe(7)
    expect(store.count).toBe(9)
  })

  it('marks and expunges no entries outside its scope', async () => {
    const { url, store } = await startTestServer()
    captureMany(store, 3)
    const scoped = createClient({ baseUrl: url, scope: 'subject:1 OR subject:3' })
    const inbox = scoped.folders('bob@x.test').entries('INBOX')
    expect(await inbox.patchAll({ seen: true })).toBe(2)
    expect(await inbox.deleteAll({ uids: '2:3' })).toBe(1)
    expect(await inbox.deleteAll({ query: '-subject:1' })).toBe(0)
    expect([...store.account('bob@x.test')!.inbox.entries].map(({ uid }) => uid)).toEqual([1, 2])
  })
})

const badGateway = () =>
  Promise.resolve(new Response('<h1>no</h1>', { status: 502, statusText: 'Bad Gateway' }))

describe('a failure', () => {
  it('carries the problem, and says what to do', async () => {
    const { url } = await startTestServer()
    const error = await failure(createClient({ baseUrl: url }).messages.list({ query: 'a (b' }))
    expect(error).toMatchObject({
      status: 400,
      code: 'invalid-query',
      problem: { position: expect.any(Number) },
    })
    expect(error.message).toContain('GET /messages')
  })

  it('says so when nothing answers', async () => {
    const { url, close } = await startTestServer()
    await close()
    const error = await failure(createClient({ baseUrl: url }).info())
    expect(error).toMatchObject({ status: 0, code: 'unreachable', problem: null })
    expect(error.message).toMatch(/^Facteur does not answer at http:.*ECONNREFUSED.*npx facteur/)
  })

  it('says so when something else answers', async () => {
    const error = await failure(createClient({ baseUrl: 'http://x.test', fetch: badGateway }).info())
    expect(error).toMatchObject({ status: 502, code: 'unknown', problem: null })
    expect(error.message).toContain('does baseUrl lead to it?')
  })

  it('is that of the caller when the caller ended it', async () => {
    const { url } = await startTestServer()
    const list = createClient({ baseUrl: url }).messages.list({ signal: AbortSignal.abort() })
    await expect(list).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('is the lack of a base URL outside a page', () => {
    expect(() => createClient()).toThrow(/baseUrl/)
  })
})

describe('credentials', () => {
  it('open a guarded server, its event stream too', async () => {
    const { url, store } = await startTestServer({ users: Users.parse(['anna:secret']) })
    expect((await failure(createClient({ baseUrl: url }).info())).code).toBe('unauthorized')
    const authorization = `Basic ${Buffer.from('anna:secret').toString('base64')}`
    const client = createClient({ baseUrl: url, authorization })
    expect(await client.cursor()).toBe(store.feed.seq)
    for await (const [event] of client.events()) {
      expect(event?.type).toBe('hello')
      break
    }
    const refused: AsyncGenerator<Event[]> = createClient({ baseUrl: url }).events()
    expect((await failure(refused.next())).code).toBe('unauthorized')
  })
})
