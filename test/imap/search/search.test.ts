import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSearchTest } from '../../../server/imap/search/search-test.ts'
import type { SearchKey } from '../../../server/imap/wire/search-key.ts'
import { SequenceSet } from '../../../server/imap/wire/sequence-set.ts'
import { Client } from '../client.ts'
import { BOB } from '../start-imap.ts'
import { useImap } from '../use-imap.ts'

const startImap = useImap()

test('a message is found by the ids that FETCH tells of it', async () => {
  const imap = await startImap()
  const first = imap.deliver('Message-ID: <1@x>\r\n\r\n')
  imap.deliver('Message-ID: <2@x>\r\nReferences: <1@x>\r\n\r\n')
  imap.deliver('Subject: alone\r\n\r\n')
  const client = new Client(await imap.connectAs(BOB))
  await client.say('SELECT INBOX')
  expect((await client.say(`SEARCH EMAILID ${first.id}`))[0]).toBe('* SEARCH 1')
  const [answer = ''] = await client.say('FETCH 2 THREADID')
  const threadId = /THREADID \((\w+)\)/.exec(answer)?.[1]
  expect((await client.say(`SEARCH THREADID ${threadId}`))[0]).toBe('* SEARCH 1 2')
})

test('a text in a charset that is not named is searched as it is shown', async () => {
  const imap = await startImap()
  imap.deliver(Buffer.from('Subject: x\r\n\r\nJ\xfcrgen owes \x80 5\r\n', 'latin1'))
  const client = new Client(await imap.connectAs(BOB))
  await client.say('SELECT INBOX')
  for (const key of ['BODY "jÜrgen"', 'BODY "€ 5"', 'TEXT "€"', 'TEXT "Jürgen"']) {
    expect((await client.say(`SEARCH CHARSET UTF-8 ${key}`))[0], key).toBe('* SEARCH 1')
  }
})

test.each([
  ['multipart/mixed', 'apart'],
  ['multipart/alternative', 'apart'],
  ['multipart/digest', 'inside'],
])('the body of a %s is what its parts say, not what parts them', async (type, word) => {
  const imap = await startImap()
  imap.deliver(
    `Content-Type: ${type}; boundary=SEP\r\n\r\nbefore\r\n--SEP\r\nContent-Description: about\r\n\r\n` +
      `apart\r\n\r\ninside\r\n--SEP--\r\nbehind\r\n`,
  )
  const client = new Client(await imap.connectAs(BOB))
  await client.say('SELECT INBOX')
  const found = async (key: string): Promise<boolean> =>
    (await client.say(`SEARCH ${key}`))[0] === '* SEARCH 1'
  expect(await found(`BODY ${word}`)).toBe(true)
  for (const other of ['SEP', 'about', 'before', 'behind', 'Content'])
    expect(await found(`BODY ${other}`), other).toBe(false)
  for (const other of [word, 'about', 'SEP', type]) expect(await found(`TEXT ${other}`), other).toBe(true)
})

test('others get their turn while a search goes on', async () => {
  const imap = await startImap()
  const body = Buffer.from('words without end '.repeat(500)).toString('base64')
  for (let n = 0; n < 1000; n++) {
    imap.deliver(
      `Subject: ${n}\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n${body}\r\n`,
    )
  }
  const searching = new Client(await imap.connectAs(BOB))
  const other = new Client(await imap.connectAs(BOB))
  await searching.say('SELECT INBOX')
  const order: string[] = []
  const search = searching.say('SEARCH BODY nowhere').then(() => order.push('search'))
  for (let n = 0; n < 3; n++) {
    await other.say('NOOP')
    order.push('noop')
  }
  await search
  expect(order).toEqual(['noop', 'noop', 'noop', 'search'])
})

const leaf: fc.Arbitrary<SearchKey> = fc.oneof(
  fc.constant<SearchKey>({ kind: 'all' }),
  fc.record({
    kind: fc.constant('flag' as const),
    flag: fc.constantFrom('\\Seen', '$Work'),
    present: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('header' as const),
    field: fc.constantFrom('subject', 'from'),
    text: fc.constantFrom('', 'a', 'B'),
  }),
  fc.record({
    kind: fc.constantFrom('body' as const, 'text' as const),
    text: fc.constantFrom('', 'a', 'zz'),
  }),
  fc.record({ kind: fc.constant('larger' as const), octets: fc.nat(60) }),
  fc
    .array(fc.integer({ min: 1, max: 9 }))
    .map((numbers): SearchKey => ({ kind: 'sequence', set: SequenceSet.of(numbers) })),
)
const keys = fc.letrec<{ key: SearchKey }>(tie => ({
  key: fc.oneof(
    { depthSize: 'small' },
    leaf,
    tie('key').map((key): SearchKey => ({ kind: 'not', key })),
    fc
      .tuple(
        fc.constantFrom('and' as const, 'or' as const),
        fc.array(tie('key'), { minLength: 1, maxLength: 3 }),
      )
      .map(([kind, operands]): SearchKey => ({ kind, keys: operands })),
  ),
})).key

test('keys combine as logic has it, in whatever order they are looked at', async () => {
  const imap = await startImap()
  for (const text of ['Subject: a\r\n\r\nzz\r\n', 'From: b@x\r\n\r\n', 'Subject: Gr=\r\n\r\naa\r\n'])
    imap.deliver(text)
  const inbox = imap.store.openAccount(BOB).inbox
  imap.store.apply({ type: 'flag', folder: inbox, uids: [2], mode: 'add', flags: 1, keywords: ['$work'] })
  const candidates = [...inbox.entries].map((entry, index) => ({
    sequence: index + 1,
    uid: entry.uid,
    entry,
  }))
  const surroundings = { now: 0, lastSequence: 3, lastUid: 3, saved: null, isRecent: () => false }
  const found = (key: SearchKey): number[] =>
    candidates.filter(createSearchTest(key, surroundings)).map(({ sequence }) => sequence)
  const all = [1, 2, 3]
  fc.assert(
    fc.property(keys, keys, (a, b) => {
      expect(found({ kind: 'not', key: a })).toEqual(all.filter(number => !found(a).includes(number)))
      expect(found({ kind: 'and', keys: [a, b] })).toEqual(
        found(a).filter(number => found(b).includes(number)),
      )
      expect(found({ kind: 'or', keys: [a, b] })).toEqual(
        all.filter(number => found(a).includes(number) || found(b).includes(number)),
      )
    }),
  )
})
