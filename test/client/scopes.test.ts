import nodemailer from 'nodemailer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createClient, type Event } from '../../server/client/client.ts'
import { createSandbox, type Sandbox } from '../../server/sandbox.ts'
import { capture, startTestServer } from '../http/http-fixture.ts'

function mail(to: string, subject = 'Hello'): { raw: string; to: string[] } {
  return { raw: `Subject: ${subject}\r\nTo: ${to}\r\n\r\nText\r\n`, to: [to] }
}

/** A server with mail of two scopes, and a client for the first one. */
async function start(scope = 'rcpt:ci-1@x.test') {
  const { url, store } = await startTestServer()
  const own = [capture(store, mail('ci-1@x.test', 'first')), capture(store, mail('ci-1@x.test', 'second'))]
  const foreign = capture(store, mail('ci-2@x.test'))
  return { url, store, own, foreign, client: createClient({ baseUrl: url, scope }) }
}

describe('within a scope', () => {
  it('only its own is listed, the latest of it read and waited for', async () => {
    const { client, own } = await start()
    const [first, second] = own.map(({ id }) => id)
    expect((await client.messages.list()).items.map(({ id }) => id)).toEqual([second, first])
    expect((await client.messages.list({ query: '-subject:second' })).items.map(({ id }) => id)).toEqual([
      first,
    ])
    expect((await client.messages.get('latest')).id).toBe(second)
    expect((await client.waitForMessage('subject:first OR subject:hello')).id).toBe(first)
    expect((await client.messages.wait('', { count: 2 })).items.map(({ id }) => id)).toEqual([first, second])
    await client.waitForNone('subject:hello', { timeout: 1 })
  })

  it('only its own is marked', async () => {
    const { client, store, own } = await start()
    expect(await client.messages.patchAll({ seen: true, addTags: ['done'] })).toBe(2)
    expect((await client.messages.patch('latest', { flagged: true })).id).toBe(own[1]!.id)
    const all = createClient({ baseUrl: client.baseUrl })
    expect((await all.messages.list({ query: 'is:unread' })).total).toBe(1)
    expect((await all.messages.list({ query: 'is:flagged tag:done' })).total).toBe(1)
    expect(store.count).toBe(3)
  })

  it('only its own is deleted, all of it or the latest', async () => {
    const { client, store, own, foreign } = await start()
    await client.messages.delete('latest')
    expect(store.message(own[1]!.id)).toBeUndefined()
    expect(await client.messages.deleteAll()).toBe(1)
    expect([...store.messages]).toEqual([foreign])
    await expect(client.messages.delete('latest')).rejects.toMatchObject({ status: 404, code: 'not-found' })
  })

  it('a message of another one is not deleted, not even by its id', async () => {
    const { client, store, own, foreign } = await start()
    await expect(client.messages.delete(foreign.id)).rejects.toMatchObject({
      code: 'not-found',
      message: `There is no message ${foreign.id} in the scope rcpt:ci-1@x.test, so none was deleted.`,
    })
    await expect(client.messages.delete('x" OR subject:"first')).rejects.toMatchObject({ code: 'not-found' })
    expect(store.count).toBe(3)
    await client.messages.delete(own[0]!.id)
    expect(store.message(own[0]!.id)).toBeUndefined()
  })

  it('only its own comes as an event', async () => {
    const { client, store, own } = await start()
    const captured: string[] = []
    for await (const frame of client.events({ after: 0, types: ['message.captured'] })) {
      captured.push(...frame.flatMap((event: Event) => (event.type === 'message.captured' ? [event.id] : [])))
      if (captured.length >= 2) break
    }
    expect(captured).toEqual(own.map(({ id }) => id))
    expect(store.count).toBe(3)
  })

  it('only its own is told of when a wait fails', async () => {
    const { client, own } = await start()
    const wait = client.waitForMessage('subject:hello', { timeout: 1 })
    await expect(wait).rejects.toMatchObject({
      near: [{ summary: { id: own[1]!.id } }, { summary: { id: own[0]!.id } }],
    })
  })

  it.each([
    ['subject:first', 'x) OR (subject:hello'],
    ['subject:first) OR (subject:hello', 'to:@x.test'],
    ['subject:"first', 'to:@x.test'],
  ])('nothing gets out by odd parentheses: %s with %s', async (scope, query) => {
    const { client, store } = await start(scope)
    await expect(client.messages.deleteAll(query)).rejects.toMatchObject({ code: 'invalid-query' })
    expect(store.count).toBe(3)
  })

  it('of white space there is none', async () => {
    const { client, foreign, store } = await start('  ')
    await client.messages.delete(foreign.id)
    expect((await client.messages.list()).total).toBe(2)
    expect(store.count).toBe(2)
  })
})

/** A message that two accounts have, and a client whose scope is one of them. */
async function shared() {
  const { url, store } = await startTestServer()
  const { id } = capture(store, { to: ['bob@x.test', 'carol@x.test'] })
  const inboxOf = (address: string) => store.account(address)?.inbox.count ?? 0
  return { id, store, inboxOf, client: createClient({ baseUrl: url, scope: 'account:bob@x.test' }) }
}

describe('a scope that names an account', () => {
  it.each(['all', 'the latest', 'by its id'])('deletes from that account only: %s', async what => {
    const { id, store, inboxOf, client } = await shared()
    if (what === 'all') expect(await client.messages.deleteAll()).toBe(1)
    else await client.messages.delete(what === 'the latest' ? 'latest' : id)
    expect([inboxOf('bob@x.test'), inboxOf('carol@x.test')]).toEqual([0, 1])
    expect(store.message(id)).toBeDefined()
    expect((await client.messages.list()).total).toBe(0)
  })
})

describe('forty workers on one sandbox', () => {
  const WORKERS = 40
  const ROUNDS = 2
  let sandbox: Sandbox

  beforeAll(async () => {
    sandbox = await createSandbox()
  })
  afterAll(() => sandbox.close())

  /** Ways of telling one's own mail from that of others: each is a scope and what makes a mail be in it. */
  const KINDS = [
    (name: string) => ({ scope: `rcpt:${name}@x.test`, envelope: { to: `${name}@x.test` } }),
    (name: string) => ({ scope: `rcpt:@${name}.test`, envelope: { to: `anyone@${name}.test` } }),
    (name: string) => ({ scope: `rcpt:shared+${name}@x.test`, envelope: { to: `shared+${name}@x.test` } }),
    (name: string) => ({ scope: `sender:${name}@app.test`, envelope: { from: `${name}@app.test` } }),
    (name: string) => ({ scope: `header:X-Test-Id=${name}`, headers: { 'X-Test-Id': name } }),
    (name: string) => ({ scope: `user:${name}`, auth: { user: name, pass: 'any' } }),
    (name: string) => ({ scope: `account:${name}@x.test`, envelope: { to: `${name}@x.test` } }),
  ]

  async function work(n: number): Promise<void> {
    const name = `ci-${n}`
    const { scope, envelope, headers, auth } = {
      auth: undefined,
      headers: {},
      envelope: {},
      ...KINDS[n % KINDS.length]!(name),
    }
    const client = createClient({ baseUrl: sandbox.url, scope })
    const transport = nodemailer.createTransport({
      host: 'localhost',
      port: sandbox.ports.smtp,
      ignoreTLS: true,
      ...(auth && { auth }),
    })
    const send = (subject: string) =>
      transport.sendMail({
        from: 'shop@app.test',
        to: 'everyone@x.test',
        subject,
        text: `Mail of ${name}`,
        headers,
        envelope: { from: 'shop@app.test', to: 'everyone@x.test', ...envelope },
      })
    try {
      for (let round = 0; round < ROUNDS; round++) {
        const after = await client.cursor()
        const waiting = client.messages.wait('subject:Mail', { count: 3, after })
        for (const part of ['a', 'b', 'c']) await send(`Mail ${round}${part}`)
        const { items, cursor } = await waiting
        expect(items.map(({ subject, text }) => [subject, text])).toEqual(
          ['a', 'b', 'c'].map(part => [`Mail ${round}${part}`, `Mail of ${name}\n`]),
        )
        await client.waitForNone('', { after: cursor, timeout: 1 })
        expect((await client.messages.list()).total).toBe(3)
        expect(await client.messages.deleteAll()).toBe(3)
        expect((await client.messages.list()).total).toBe(0)
      }
    } finally {
      transport.close()
    }
  }

  it('send, wait and delete at the same time, and never see the mail of others', async () => {
    await Promise.all(Array.from({ length: WORKERS }, (_, n) => work(n)))
    // A worker whose scope is an account has deleted what lies there, and no more.
    const keepers = Array.from({ length: WORKERS }, (_, n) => n).filter(n => n % KINDS.length === 6)
    expect(sandbox.store.count).toBe(keepers.length * ROUNDS * 3)
  }, 60_000)
})
