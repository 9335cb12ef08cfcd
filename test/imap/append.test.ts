import { expect, test } from 'vitest'
import type { Entry } from '../../server/mailbox/entry.ts'
import { formatFlags } from '../../server/mailbox/flags.ts'
import { Client } from './client.ts'
import { BOB, type Imap } from './start-imap.ts'
import { useImap } from './use-imap.ts'

const startImap = useImap()

/** Every byte there is, line ends in all forms. */
const BYTES = Buffer.concat([
  Buffer.from('Subject: x\r\n\r\n'),
  Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)),
  Buffer.from('a\nb\rc\r\n.\r\n..\r\n'),
])

async function login(imap: Imap): Promise<Client> {
  const client = new Client(await imap.connect())
  await client.line()
  await client.say(`LOGIN ${BOB} any`)
  return client
}

function stored({ store }: Imap, uid = 1): Entry {
  return store.account(BOB)!.folder('Drafts')!.entries.get(uid)!
}

test.each([
  { literal: (size: number) => `{${size}}`, waits: true },
  { literal: (size: number) => `{${size}+}`, waits: false },
  { literal: (size: number) => `~{${size}}`, waits: true },
  { literal: (size: number) => `~{${size}+}`, waits: false },
])('a message is kept byte for byte, sent as $literal', async ({ literal, waits }) => {
  const imap = await startImap()
  const client = await login(imap)
  client.stream.write(`a APPEND Drafts ${literal(BYTES.length)}\r\n`)
  if (waits) expect(await client.line()).toMatch(/^\+ /)
  for (const byte of BYTES) client.stream.write(Buffer.from([byte]))
  client.stream.write('\r\n')
  expect(await client.line()).toMatch(/^a OK \[APPENDUID 1 1\] /)
  expect(stored(imap).message.raw).toEqual(BYTES)
})

test('a large message is kept, too', async () => {
  const imap = await startImap()
  const client = await login(imap)
  const large = Buffer.alloc(3_000_000, BYTES)
  client.stream.write(`a APPEND Drafts {${large.length}+}\r\n`)
  client.stream.write(large)
  client.stream.write('\r\n')
  expect(await client.line()).toMatch(/^a OK /)
  expect(stored(imap).message.raw.equals(large)).toBe(true)
})

test('a message has the flags and the date it is given, and else none and now', async () => {
  const imap = await startImap()
  const client = await login(imap)
  await client.say('APPEND Drafts (\\Draft $Later) "17-Jul-1996 02:44:25 -0700" {5+}\r\nHello')
  await client.say('APPEND Drafts {5+}\r\nHello')
  const [first, second] = [stored(imap, 1), stored(imap, 2)]
  expect(formatFlags(first)).toEqual(['\\Draft', '$Later'])
  expect([first.internalDate, first.savedAt]).toEqual([Date.UTC(1996, 6, 17, 9, 44, 25), imap.clock.now()])
  expect([formatFlags(second), second.internalDate]).toEqual([[], imap.clock.now()])
})

test('a message that was appended is in that folder alone, and it is known who brought it', async () => {
  const imap = await startImap()
  const client = await login(imap)
  await client.say('APPEND Drafts {5+}\r\nHello')
  const { message } = stored(imap)
  expect(message.entries).toEqual([stored(imap)])
  expect(imap.store.timeline.length).toBe(0)
  expect(message.session).toMatchObject({
    id: imap.sessions.list()[0]?.id,
    protocol: 'imap',
    address: '127.0.0.1',
    auth: { user: BOB },
  })
  expect([message.envelope.from.address, message.envelope.to]).toEqual(['', []])
})
