import { beforeEach, describe, expect, test } from 'vitest'
import { SandboxClock } from '../../server/clock.ts'
import { ANSWERED, DELETED, FLAGGED, SEEN, formatFlags } from '../../server/mailbox/flags.ts'
import type { Folder } from '../../server/mailbox/folder.ts'
import { Store } from '../../server/mailbox/store.ts'
import { submission } from './submission.ts'

let clock: SandboxClock
let store: Store
let inbox: Folder
let archive: Folder

beforeEach(() => {
  clock = new SandboxClock()
  clock.freeze(Date.UTC(2026, 10, 21))
  store = new Store({ clock, seedUidValidity: 1 })
  const bob = store.openAccount('bob@x.test')
  inbox = bob.inbox
  archive = bob.folder('Archive')!
  for (let count = 0; count < 3; count++) store.capture(submission())
})

function uids(folder: Folder): number[] {
  return [...folder.entries].map(entry => entry.uid)
}

function lastEvents(count: number): object[] {
  const events = store.feed.since(store.feed.seq - count)
  return events === 'reset' ? [] : events
}

describe('flag', () => {
  test.each([
    { mode: 'add', flags: FLAGGED, keywords: ['work'], expected: ['\\Seen', '\\Flagged', 'ci', 'work'] },
    { mode: 'add', flags: 0, keywords: ['CI', 'x'], expected: ['\\Seen', 'ci', 'x'] },
    { mode: 'remove', flags: SEEN | DELETED, keywords: [], expected: ['ci'] },
    { mode: 'remove', flags: 0, keywords: ['Ci'], expected: ['\\Seen'] },
    { mode: 'replace', flags: ANSWERED, keywords: ['b', 'a', 'B'], expected: ['\\Answered', 'b', 'a'] },
    { mode: 'replace', flags: 0, keywords: [], expected: [] },
  ] as const)('$mode $flags $keywords gives $expected', ({ mode, flags, keywords, expected }) => {
    store.apply({ type: 'flag', folder: inbox, uids: [2], mode: 'replace', flags: SEEN, keywords: ['ci'] })
    const [entry] = store.apply({ type: 'flag', folder: inbox, uids: [2], mode, flags, keywords })
    expect(formatFlags(entry!)).toEqual(expected)
    expect(lastEvents(1)).toMatchObject([
      {
        type: 'entry.flagged',
        account: 'bob@x.test',
        folder: 'INBOX',
        uid: 2,
        modseq: entry!.modseq,
        flags: expected,
      },
    ])
  })

  test('raises the modification sequence of what changes, and of nothing else', () => {
    store.apply({ type: 'flag', folder: inbox, uids: [1], mode: 'add', flags: SEEN })
    const { seq } = store.feed
    const before = inbox.highestModSeq
    const changed = store.apply({
      type: 'flag',
      folder: inbox,
      uids: [3, 1, 3, 99],
      mode: 'add',
      flags: SEEN,
    })
    expect(changed.map(entry => entry.uid)).toEqual([3])
    expect([inbox.entries.get(3)?.modseq, inbox.highestModSeq]).toEqual([before + 1, before + 1])
    expect(inbox.entries.get(1)?.modseq).toBe(before)
    expect(store.feed.seq).toBe(seq + 1)
  })

  test('of one account is not seen in another', () => {
    store.apply({ type: 'flag', folder: inbox, uids: [1], mode: 'add', flags: SEEN, keywords: ['ci'] })
    const other = store.catchAll.inbox.entries.get(1)!
    expect(other.message).toBe(inbox.entries.get(1)!.message)
    expect(formatFlags(other)).toEqual([])
    expect([inbox.unseen, store.catchAll.inbox.unseen]).toEqual([2, 3])
  })

  test('keeps the counts of unseen and deleted entries', () => {
    store.apply({ type: 'flag', folder: inbox, uids: [1, 2], mode: 'add', flags: SEEN | DELETED })
    expect([inbox.unseen, inbox.deletedEntries]).toEqual([1, 2])
    store.apply({ type: 'flag', folder: inbox, uids: [1], mode: 'remove', flags: SEEN | DELETED })
    expect([inbox.unseen, inbox.deletedEntries]).toEqual([2, 1])
    store.apply({ type: 'expunge', folder: inbox, uids: [2] })
    expect([inbox.unseen, inbox.deletedEntries, inbox.count]).toEqual([2, 0, 2])
  })

  test.each(['', 'two words', 'Grüße', 'a(b', 'quote"', '\\Seen', 'a]', '%', '\u0007', 'x'.repeat(101)])(
    'refuses the keyword %j and changes nothing',
    keyword => {
      const { seq } = store.feed
      expect(() =>
        store.apply({ type: 'flag', folder: inbox, uids: [1], mode: 'add', keywords: ['fine', keyword] }),
      ).toThrow(expect.objectContaining({ code: 'invalid-keyword' }))
      expect(store.feed.seq).toBe(seq)
    },
  )
})

describe('place', () => {
  test('puts a new message into one folder alone', () => {
    const { seq } = store.feed
    const entry = store.apply({
      type: 'place',
      folder: archive,
      submission: submission({ headers: ['Subject: Draft'] }),
      flags: SEEN,
      keywords: ['ci'],
      internalDate: 1234,
    })
    expect([entry.uid, entry.internalDate, formatFlags(entry)]).toEqual([1, 1234, ['\\Seen', 'ci']])
    expect(entry.message.entries).toEqual([entry])
    expect(entry.message.seq).toBe(seq + 1)
    expect(store.feed.seq).toBe(seq + 1)
    expect(lastEvents(1)).toMatchObject([{ type: 'entry.placed', folder: 'Archive', id: entry.message.id }])
    expect([store.count, store.timeline.length]).toEqual([4, 3])
    expect(store.latest?.summary.subject).toBe('Welcome')
  })

  test('dates the entry now, if it is not told otherwise', () => {
    expect(store.apply({ type: 'place', folder: archive, submission: submission() }).internalDate).toBe(
      clock.now(),
    )
  })
})

describe('place-all', () => {
  test('puts new messages into a folder in the order in which they are given', () => {
    const entries = store.apply({
      type: 'place-all',
      folder: archive,
      placements: [
        { submission: submission({ headers: ['Subject: 1'] }), flags: SEEN },
        { submission: submission({ headers: ['Subject: 2'] }), keywords: ['ci'], internalDate: 1234 },
      ],
    })
    expect(entries.map(entry => [entry.uid, entry.message.summary.subject, formatFlags(entry)])).toEqual([
      [1, '1', ['\\Seen']],
      [2, '2', ['ci']],
    ])
    expect(entries.map(entry => entry.internalDate)).toEqual([clock.now(), 1234])
    expect(lastEvents(2)).toMatchObject([
      { seq: entries[0]!.message.seq, type: 'entry.placed', uid: 1 },
      { seq: entries[1]!.message.seq, type: 'entry.placed', uid: 2 },
    ])
  })

  test.each([
    { code: 'over-quota', placements: [{ submission: submission() }, { submission: submission() }] },
    {
      code: 'invalid-keyword',
      placements: [{ submission: submission() }, { submission: submission(), keywords: ['('] }],
    },
  ])('does all or nothing: $code', ({ code, placements }) => {
    store.apply({
      type: 'set-quota',
      address: 'bob@x.test',
      quota: { octets: null, messages: code === 'over-quota' ? 4 : 5 },
    })
    const { seq } = store.feed
    const count = store.count
    expect(() => store.apply({ type: 'place-all', folder: archive, placements })).toThrow(
      expect.objectContaining({ code }),
    )
    expect([archive.count, archive.uidNext, store.count, store.feed.seq]).toEqual([0, 1, count, seq])
  })
})

describe('replace', () => {
  const by = { submission: submission({ headers: ['Subject: Second draft'] }), flags: FLAGGED }

  test('puts a new message in the place of another, which shares nothing with it', () => {
    store.apply({ type: 'flag', folder: inbox, uids: [2], mode: 'add', flags: SEEN, keywords: ['ci'] })
    const entry = store.apply({ type: 'replace', folder: inbox, uid: 2, to: inbox, by })
    expect([entry?.uid, entry?.message.summary.subject]).toEqual([4, 'Second draft'])
    expect(formatFlags(entry!)).toEqual(['\\Flagged'])
    expect(uids(inbox)).toEqual([1, 3, 4])
    expect(lastEvents(2)).toMatchObject([
      { type: 'entry.placed', uid: 4 },
      { type: 'entry.expunged', uid: 2 },
    ])
  })

  test('may fill another folder', () => {
    store.apply({ type: 'replace', folder: inbox, uid: 1, to: archive, by })
    expect([uids(inbox), uids(archive)]).toEqual([[2, 3], [1]])
  })

  test('may use the room of what it replaces, and no more', () => {
    const size = by.submission.size - submission().size
    const quota = { octets: inbox.account.octets + size, messages: 3 }
    store.apply({ type: 'set-quota', address: 'bob@x.test', quota: { ...quota, octets: quota.octets - 1 } })
    expect(() => store.apply({ type: 'replace', folder: inbox, uid: 1, to: inbox, by })).toThrow(
      expect.objectContaining({ code: 'over-quota' }),
    )
    expect(uids(inbox)).toEqual([1, 2, 3])
    store.apply({ type: 'set-quota', address: 'bob@x.test', quota })
    store.apply({ type: 'replace', folder: inbox, uid: 1, to: inbox, by })
    expect(uids(inbox)).toEqual([2, 3, 4])
  })

  test('of what another account holds frees no room here', () => {
    store.apply({ type: 'set-quota', address: 'bob@x.test', quota: { octets: null, messages: 3 } })
    const { inbox: all } = store.catchAll
    expect(() => store.apply({ type: 'replace', folder: all, uid: 1, to: archive, by })).toThrow(
      expect.objectContaining({ code: 'over-quota' }),
    )
  })

  test('does nothing when there is no such entry', () => {
    const { seq } = store.feed
    expect(store.apply({ type: 'replace', folder: inbox, uid: 9, to: inbox, by })).toBeNull()
    expect(store.feed.seq).toBe(seq)
  })
})

describe('the date on which an entry was saved', () => {
  test('is that of its arrival, for captured mail', () => {
    clock.advance(60_000)
    const entry = inbox.entries.get(1)!
    expect(entry.savedAt).toBe(entry.message.receivedAt)
  })

  test('is now for what is copied and moved, whose own date stays', () => {
    const { receivedAt } = inbox.entries.get(1)!.message
    clock.advance(60_000)
    const [copied] = store.apply({ type: 'copy', folder: inbox, uids: [1], to: archive })
    const [moved] = store.apply({ type: 'move', folder: inbox, uids: [2], to: archive })
    for (const { entry } of [copied!, moved!]) {
      expect([entry.internalDate, entry.savedAt]).toEqual([receivedAt, receivedAt + 60_000])
    }
  })

  test('is now for what is placed, whatever date it is given', () => {
    const entry = store.apply({
      type: 'place',
      folder: archive,
      submission: submission(),
      internalDate: 1234,
    })
    expect([entry.internalDate, entry.savedAt]).toEqual([1234, clock.now()])
  })
})

describe('\\Recent', () => {
  test('begins with what nobody has been told of, and one session claims it', () => {
    expect([inbox.recentFrom, inbox.recent]).toEqual([1, 3])
    expect(inbox.claimRecent()).toBe(1)
    expect([inbox.recentFrom, inbox.recent]).toEqual([4, 0])
    store.capture(submission())
    store.apply({ type: 'expunge', folder: inbox, uids: [1] })
    expect([inbox.recent, inbox.claimRecent(), inbox.recent]).toEqual([1, 4, 0])
  })
})

describe('copy', () => {
  test('keeps flags, keywords and dates and gives new UIDs in ascending order', () => {
    store.apply({ type: 'flag', folder: inbox, uids: [3], mode: 'add', flags: SEEN, keywords: ['ci'] })
    const transfers = store.apply({ type: 'copy', folder: inbox, uids: [3, 1, 7], to: archive })
    expect(transfers.map(({ uid, entry }) => [uid, entry.uid, formatFlags(entry)])).toEqual([
      [1, 1, []],
      [3, 2, ['\\Seen', 'ci']],
    ])
    expect(transfers[1]!.entry.message).toBe(inbox.entries.get(3)!.message)
    expect([inbox.count, archive.count, archive.unseen]).toEqual([3, 2, 1])
  })

  test('does all or nothing when the quota is too small', () => {
    store.apply({ type: 'set-quota', address: 'bob@x.test', quota: { octets: null, messages: 4 } })
    expect(() => store.apply({ type: 'copy', folder: inbox, uids: [1, 2], to: archive })).toThrow(
      expect.objectContaining({ code: 'over-quota' }),
    )
    expect(archive.count).toBe(0)
    store.apply({ type: 'copy', folder: inbox, uids: [1], to: archive })
    expect(archive.count).toBe(1)
  })

  test('counts octets against the quota too', () => {
    const { octets } = inbox.account
    expect(octets).toBe(3 * submission().size)
    store.apply({ type: 'set-quota', address: 'bob@x.test', quota: { octets: octets + 1, messages: null } })
    expect(() => store.apply({ type: 'place', folder: archive, submission: submission() })).toThrow(
      expect.objectContaining({ code: 'over-quota' }),
    )
    store.apply({ type: 'set-quota', address: 'bob@x.test', quota: null })
    store.apply({ type: 'place', folder: archive, submission: submission() })
    expect(inbox.account.octets).toBe(4 * submission().size)
  })
})

describe('move', () => {
  test('gives new UIDs, raises both modification sequences and publishes arrival before departure', () => {
    const before = [inbox.highestModSeq, archive.highestModSeq]
    const [transfer] = store.apply({ type: 'move', folder: inbox, uids: [2], to: archive })
    expect([transfer!.uid, transfer!.entry.uid]).toEqual([2, 1])
    expect([uids(inbox), uids(archive)]).toEqual([[1, 3], [1]])
    expect([inbox.highestModSeq, archive.highestModSeq]).toEqual(before.map(modseq => modseq + 1))
    expect(lastEvents(2)).toMatchObject([
      { type: 'entry.placed', folder: 'Archive', uid: 1 },
      { type: 'entry.expunged', folder: 'INBOX', uid: 2, modseq: inbox.highestModSeq },
    ])
    expect(store.count).toBe(3)
  })

  test('within one folder gives the entry a new UID', () => {
    store.apply({ type: 'move', folder: inbox, uids: [1], to: inbox })
    expect(uids(inbox)).toEqual([2, 3, 4])
  })

  test('within one account is not hindered by a quota that is used up', () => {
    store.apply({ type: 'set-quota', address: 'bob@x.test', quota: { octets: 0, messages: 0 } })
    store.apply({ type: 'move', folder: inbox, uids: [1], to: archive })
    expect(archive.count).toBe(1)
  })

  test('of the catch-all account keeps the message in its list', () => {
    store.apply({
      type: 'move',
      folder: store.catchAll.inbox,
      uids: [1],
      to: store.catchAll.folder('Trash')!,
    })
    expect(store.timeline.length).toBe(3)
    expect(store.timeline.first?.entryIn(store.catchAll)?.folder.name).toBe('Trash')
  })
})

describe('expunge and delete-message', () => {
  test('an expunged entry is gone from its folder alone; its UID is never given again', () => {
    const { message } = inbox.entries.get(3)!
    expect(store.apply({ type: 'expunge', folder: inbox, uids: [3, 4] })).toEqual([3])
    expect(store.message(message.id)).toBe(message)
    expect(store.timeline.length).toBe(3)
    store.capture(submission())
    expect([uids(inbox), inbox.uidNext]).toEqual([[1, 2, 4], 5])
  })

  test('a message lives until its last entry is expunged', () => {
    const { message } = inbox.entries.get(1)!
    store.apply({ type: 'expunge', folder: store.catchAll.inbox, uids: [1] })
    expect(store.message(message.id)).toBe(message)
    expect(store.timeline.length).toBe(2)
    store.apply({ type: 'expunge', folder: inbox, uids: [1] })
    expect(store.message(message.id)).toBeUndefined()
    expect(lastEvents(2)).toMatchObject([
      { type: 'entry.expunged', account: 'bob@x.test', uid: 1, id: message.id },
      { type: 'message.deleted', id: message.id, reason: 'deleted' },
    ])
  })

  test('a message with two entries in one folder lives until both are gone', () => {
    const entry = store.apply({ type: 'place', folder: archive, submission: submission() })
    store.apply({ type: 'copy', folder: archive, uids: [1], to: archive })
    store.apply({ type: 'expunge', folder: archive, uids: [1] })
    expect(store.message(entry.message.id)).toBe(entry.message)
    store.apply({ type: 'copy', folder: archive, uids: [2], to: archive })
    expect(store.apply({ type: 'expunge', folder: archive, uids: [2, 3] })).toEqual([2, 3])
    expect(store.message(entry.message.id)).toBeUndefined()
  })

  test('a deleted message is gone from every folder of every account, and so are its bytes', () => {
    const message = store.capture(submission({ to: ['bob@x.test', 'eve@y.test'], transcript: 'hello' }))
    const view = message.raw
    const { bytes } = store
    expect(store.apply({ type: 'delete-message', ids: [message.id, message.id, 'unknown'] })).toBe(1)
    expect(message.entries).toEqual([])
    expect([message.raw.length, message.transcript?.length]).toEqual([0, 0])
    expect(view.toString()).toContain('Subject: Welcome')
    expect(message.summary.subject).toBe('Welcome')
    expect(store.account('eve@y.test')?.inbox.count).toBe(0)
    expect([store.count, store.timeline.length, uids(inbox)]).toEqual([3, 3, [1, 2, 3]])
    expect(store.bytes).toBeLessThan(bytes)
    expect(lastEvents(4).map(event => 'type' in event && event.type)).toEqual([
      'entry.expunged',
      'entry.expunged',
      'entry.expunged',
      'message.deleted',
    ])
  })
})

test('no operation touches a folder that was deleted', () => {
  store.apply({ type: 'delete-folder', folder: archive })
  const operations = [
    { type: 'place', folder: archive, submission: submission() },
    { type: 'place-all', folder: archive, placements: [{ submission: submission() }] },
    { type: 'replace', folder: inbox, uid: 1, to: archive, by: { submission: submission() } },
    { type: 'replace', folder: archive, uid: 1, to: inbox, by: { submission: submission() } },
    { type: 'flag', folder: archive, uids: [1], mode: 'add', flags: SEEN },
    { type: 'copy', folder: inbox, uids: [1], to: archive },
    { type: 'move', folder: inbox, uids: [1], to: archive },
    { type: 'expunge', folder: archive, uids: [1] },
    { type: 'rename-folder', folder: archive, to: 'x' },
    { type: 'delete-folder', folder: archive },
    { type: 'subscribe-folder', folder: archive, subscribed: false },
  ] as const
  const { seq } = store.feed
  for (const operation of operations) {
    expect(() => store.apply(operation), operation.type).toThrow(
      expect.objectContaining({ code: 'no-such-folder' }),
    )
  }
  expect(store.feed.seq).toBe(seq)
  expect(store.count).toBe(3)
})
