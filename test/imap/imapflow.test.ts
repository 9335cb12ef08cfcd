import { once } from 'node:events'
import { type FetchMessageObject, ImapFlow, type ImapFlowOptions } from 'imapflow'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { useCertificate } from '../smtp/use-receiving.ts'
import { BOB, type Imap } from './start-imap.ts'
import { useImap } from './use-imap.ts'

const startImap = useImap()
const certificate = useCertificate()

const MAIL = [
  'From: =?utf-8?q?Anna_Gr=C3=BCn?= <anna@app.test>',
  'To: bob@x.test',
  'Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=',
  'Date: Sat, 21 Nov 2026 20:46:30 +0000',
  'Message-ID: <1@app.test>',
  'MIME-Version: 1.0',
  'Content-Type: multipart/alternative; boundary=b',
  '',
  '--b',
  'Content-Type: text/plain; charset=utf-8',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  'Viele Gr=C3=BC=C3=9Fe',
  '--b',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<p>Hello',
  '--b--',
  '',
].join('\r\n')

function connecting(imap: Imap, options: Partial<ImapFlowOptions> = {}): ImapFlow {
  return new ImapFlow({
    host: '127.0.0.1',
    port: imap.port,
    secure: false,
    auth: { user: BOB, pass: 'any' },
    logger: false,
    tls: { rejectUnauthorized: false },
    ...options,
  })
}

describe('imapflow', () => {
  let imap: Imap
  let client: ImapFlow

  beforeEach(async () => {
    imap = await startImap()
    for (let n = 1; n <= 3; n++) imap.deliver(`Subject: mail ${n}\r\nFrom: a@x.test\r\n\r\nText ${n}\r\n`)
    imap.deliver(MAIL)
    client = connecting(imap, { qresync: true })
    await client.connect()
  })

  afterEach(() => client.logout().catch(() => {}))

  test('logs in, and finds all that it enables', async () => {
    expect(client.authenticated).toBeTruthy()
    expect(imap.sessions.list()).toMatchObject([{ user: BOB }])
    expect([...client.enabled].sort()).toEqual(['CONDSTORE', 'IMAP4REV2', 'QRESYNC', 'UTF8=ACCEPT'])
    expect(client.serverInfo).toMatchObject({ name: 'Facteur' })
  })

  test('lists the folders with their uses', async () => {
    await client.mailboxCreate(['Work', 'Ärger'])
    const folders = await client.list({ statusQuery: { messages: true, unseen: true } })
    expect(folders.map(({ path, specialUse }) => `${path} ${specialUse ?? ''}`.trim())).toEqual([
      'INBOX \\Inbox',
      'Sent \\Sent',
      'Drafts \\Drafts',
      'Archive \\Archive',
      'Junk \\Junk',
      'Trash \\Trash',
      'Work',
      'Work/Ärger',
    ])
    expect(folders[0]?.status).toMatchObject({ messages: 4, unseen: 4 })
  })

  test('opens a folder', async () => {
    const folder = await client.mailboxOpen('INBOX')
    expect(folder).toMatchObject({ path: 'INBOX', exists: 4, uidNext: 5, uidValidity: 1n, readOnly: false })
  })

  test('fetches envelope, structure, flags and the very bytes', async () => {
    await client.mailboxOpen('INBOX')
    const message = (await client.fetchOne('4', {
      envelope: true,
      bodyStructure: true,
      flags: true,
      internalDate: true,
      size: true,
      source: true,
      threadId: true,
    })) as FetchMessageObject
    expect(message.envelope).toMatchObject({
      subject: 'Grüße',
      from: [{ name: 'Anna Grün', address: 'anna@app.test' }],
      messageId: '<1@app.test>',
    })
    expect(message.bodyStructure?.childNodes?.map(({ type, part }) => `${part} ${type}`)).toEqual([
      '1 text/plain',
      '2 text/html',
    ])
    expect(message).toMatchObject({ uid: 4, size: MAIL.length })
    expect(message.source?.toString()).toBe(MAIL)
    const { content } = await client.download('4', '1')
    expect(Buffer.concat((await content?.toArray()) ?? []).toString()).toBe('Viele Grüße')
  })

  test('searches', async () => {
    await client.mailboxOpen('INBOX')
    expect(await client.search({ subject: 'grüße' })).toEqual([4])
    expect(await client.search({ or: [{ body: 'Text 2' }, { subject: 'mail 3' }] }, { uid: true })).toEqual([
      2, 3,
    ])
    expect(await client.search({ seen: true })).toEqual([])
  })

  test('stores flags', async () => {
    await client.mailboxOpen('INBOX')
    await client.messageFlagsAdd('1:2', ['\\Seen', '$Work'])
    expect(await client.search({ keyword: '$Work' })).toEqual([1, 2])
    const message = (await client.fetchOne('1', { flags: true })) as FetchMessageObject
    expect([...(message.flags ?? [])].sort()).toEqual(['$Work', '\\Seen'])
  })

  test('hears of new mail while it idles', async () => {
    await client.mailboxOpen('INBOX')
    void client.idle()
    const exists = once(client, 'exists')
    imap.deliver('Subject: new\r\n\r\n')
    expect((await exists)[0]).toMatchObject({ path: 'INBOX', count: 5, prevCount: 4 })
  })

  test('appends, copies, moves and expunges', async () => {
    const appended = await client.append('Drafts', MAIL, ['\\Draft'], new Date(2020, 1, 1))
    expect(appended).toMatchObject({ destination: 'Drafts', uid: 1 })
    await client.mailboxOpen('INBOX')
    expect(await client.messageCopy('1', 'Archive')).toMatchObject({ uidMap: new Map([[1, 1]]) })
    expect(await client.messageMove('2:3', 'Trash')).toMatchObject({
      uidMap: new Map([
        [2, 1],
        [3, 2],
      ]),
    })
    await client.messageDelete('1')
    expect(await client.search({ all: true }, { uid: true })).toEqual([4])
    expect(await client.status('Trash', { messages: true })).toMatchObject({ messages: 2 })
  })
})

test('imapflow goes on over STARTTLS when it is offered', async () => {
  const imap = await startImap({ tls: certificate() })
  const client = connecting(imap)
  await client.connect()
  expect(client.secureConnection).toBe(true)
  expect(imap.sessions.list()).toMatchObject([{ user: BOB, tls: true }])
  await client.logout()
})
