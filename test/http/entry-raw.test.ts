import { duplexPair } from 'node:stream'
import { expect, test } from 'vitest'
import { createClient } from '../../server/client/client.ts'
import { copyId } from '../../server/mailbox/copy-id.ts'
import type { Entry } from '../../server/mailbox/entry.ts'
import type { Store } from '../../server/mailbox/store.ts'
import { Users } from '../../server/net/users.ts'
import { POP3_LIMITS } from '../../server/pop3/limits.ts'
import { createPop3Server } from '../../server/pop3/server.ts'
import { Client } from '../imap/client.ts'
import { BOB, type Imap } from '../imap/start-imap.ts'
import { useImap } from '../imap/use-imap.ts'
import { Pop3Talk } from '../pop3/pop3-talk.ts'
import { capture, createTestApp, startTestServer } from './http-fixture.ts'

const startImap = useImap()

const RAW = 'Subject: Hello\r\n\r\n.Hello Bob\r\n'
const TRACE = 'Return-Path: <anna@app.test>\r\nReceived: from a by b; Sat, 21 Nov 2026\r\n'

/** A copy for Bob that came with trace fields. */
function deliverTraced(store: Store): Entry {
  const message = capture(store, { raw: RAW, to: ['eve@partner.test'] })
  return store.apply({ type: 'deliver', message, address: BOB, trace: Buffer.from(TRACE) })!
}

/** A POP3 session of Bob over the mailboxes of an IMAP server. */
async function pop3Of({ store, clock, sessions }: Imap): Promise<Pop3Talk> {
  const users = new Users()
  const options = {
    store,
    clock,
    sessions,
    users,
    tls: null,
    limits: POP3_LIMITS,
  }
  const [here, there] = duplexPair()
  createPop3Server(options).open(there, { address: '127.0.0.1', port: 1, tls: false })
  return new Pop3Talk(here).logIn()
}

test('a copy with trace fields is the same bytes through every door, and the message is what was captured', async () => {
  const imap = await startImap()
  const { message } = deliverTraced(imap.store)
  const copy = TRACE + RAW
  const { url } = await startTestServer({ store: imap.store })
  const { folders, messages } = createClient({ baseUrl: url })
  const entries = folders(BOB).entries('INBOX')
  expect(await entries.get(1)).toMatchObject({ octets: copy.length, message: { size: RAW.length } })
  expect(Buffer.from(await entries.raw(1)).toString()).toBe(copy)
  expect(Buffer.from(await messages.raw(message.id)).toString()).toBe(RAW)

  const pop3 = await pop3Of(imap)
  expect(await pop3.say('LIST 1')).toBe(`+OK 1 ${copy.length}`)
  expect(await pop3.say('RETR 1')).toBe(`+OK ${copy.length} octets`)
  const retrieved = (await pop3.rest()).map(line => `${line.replace(/^\./, '')}\r\n`).join('')
  expect(retrieved).toBe(copy)

  const reader = new Client(await imap.connectAs(BOB))
  await reader.say('SELECT INBOX')
  const fetched = await reader.say('FETCH 1 (RFC822.SIZE BODY.PEEK[])')
  expect(fetched.slice(0, -2).join('\r\n')).toBe(
    `* 1 FETCH (RFC822.SIZE ${copy.length} BODY[] {${copy.length}}\r\n${copy.slice(0, -2)}`,
  )
})

test('copies of one message that differ have EMAILIDs of their own, by which SEARCH finds each', async () => {
  const { store, connectAs } = await startImap()
  const traced = deliverTraced(store)
  const { message } = traced
  store.apply({ type: 'deliver', message, address: BOB, trace: null })
  const reader = new Client(await connectAs(BOB))
  await reader.say('SELECT INBOX')
  expect((await reader.say('FETCH 1:2 EMAILID')).slice(0, 2)).toEqual([
    `* 1 FETCH (EMAILID (${copyId(traced)}))`,
    `* 2 FETCH (EMAILID (${message.id}))`,
  ])
  expect((await reader.say(`SEARCH EMAILID ${copyId(traced)}`))[0]).toBe('* SEARCH 1')
  expect((await reader.say(`SEARCH EMAILID ${message.id}`))[0]).toBe('* SEARCH 2')
})

test('the bytes of an entry are a file that a client keeps until they are others', async () => {
  const { app, store } = await createTestApp()
  const id = copyId(deliverTraced(store))
  const path = `/api/v1/accounts/${BOB}/folders/INBOX/entries/1/raw`
  const answer = await app.inject(path)
  expect(answer.headers).toMatchObject({
    'content-type': 'message/rfc822',
    'content-disposition': `attachment; filename="${id}.eml"`,
    etag: `"${id}"`,
    'cache-control': 'private, no-cache',
  })
  const held = { 'if-none-match': `"${id}"` }
  expect((await app.inject({ url: path, headers: held })).statusCode).toBe(304)
  store.reset()
  capture(store)
  const other = await app.inject({ url: path, headers: held })
  expect([other.statusCode, other.body]).toEqual([200, store.latest?.raw.toString()])
})

test('of an entry that is not there are no bytes', async () => {
  const { app, store } = await createTestApp()
  deliverTraced(store)
  const answer = await app.inject(`/api/v1/accounts/${BOB}/folders/INBOX/entries/2/raw`)
  expect(answer.json()).toMatchObject({ status: 404, code: 'no-such-entry' })
})
