import { PassThrough } from 'node:stream'
import { beforeEach, describe, expect, test } from 'vitest'
import { SandboxClock } from '../../server/clock.ts'
import { MailboxView } from '../../server/imap/mailbox-view.ts'
import { ResponseWriter } from '../../server/imap/response-writer.ts'
import type { Enableable } from '../../server/imap/session.ts'
import { SequenceSet } from '../../server/imap/wire/sequence-set.ts'
import { DELETED, SEEN } from '../../server/mailbox/flags.ts'
import type { Folder } from '../../server/mailbox/folder.ts'
import { Store } from '../../server/mailbox/store.ts'
import { submission } from '../mailbox/submission.ts'

let store: Store
let inbox: Folder
let view: MailboxView
let enabled: Set<Enableable>

function open(folder: Folder, { readOnly = false, rev2 = false } = {}): MailboxView {
  return new MailboxView(folder, store.feed, { readOnly, dialect: { enabled, rev2 } })
}

/** What is told, line by line. */
function told(from: MailboxView, expunge = true): string[] {
  const stream = new PassThrough({ highWaterMark: 2 ** 20 })
  const out = new ResponseWriter(stream, 1e6)
  from.tell(out, { expunge })
  out.flush()
  let text = ''
  for (;;) {
    const chunk = stream.read() as Buffer | null
    if (chunk === null) break
    text += chunk.toString()
  }
  return text.split('\r\n').slice(0, -1)
}

function flag(uids: readonly number[], flags = SEEN, keywords: readonly string[] = []): void {
  store.apply({ type: 'flag', folder: inbox, uids, mode: 'add', flags, keywords })
}

function expunge(...uids: number[]): void {
  store.apply({ type: 'expunge', folder: inbox, uids })
}

beforeEach(() => {
  const clock = new SandboxClock()
  clock.freeze(Date.UTC(2026, 10, 21))
  store = new Store({ clock, seedUidValidity: 1 })
  inbox = store.openAccount('bob@x.test').inbox
  enabled = new Set()
  for (let count = 0; count < 6; count++) store.capture(submission())
  expunge(2)
  view = open(inbox)
})

function resolved(text: string, uid: boolean, saved: SequenceSet | null = null): (number | null)[][] {
  const items = view.resolve(SequenceSet.parse(text), { uid, saved })
  return items.map(({ sequence, uid: id, entry }) => [sequence, id, entry && entry.uid])
}

describe('a set of messages', () => {
  test.each([
    { text: '1', uid: false, items: [[1, 1]] },
    { text: '*', uid: false, items: [[5, 6]] },
    {
      text: '4:2',
      uid: false,
      items: [
        [2, 3],
        [3, 4],
        [4, 5],
      ],
    },
    {
      text: '5,1,1:2',
      uid: false,
      items: [
        [1, 1],
        [2, 3],
        [5, 6],
      ],
    },
    {
      text: '1:*',
      uid: true,
      items: [
        [1, 1],
        [2, 3],
        [3, 4],
        [4, 5],
        [5, 6],
      ],
    },
    { text: '2', uid: true, items: [] },
    {
      text: '2:3,6,99',
      uid: true,
      items: [
        [2, 3],
        [5, 6],
      ],
    },
    { text: '99:*', uid: true, items: [[5, 6]] },
    { text: '4294967295', uid: true, items: [] },
  ])('$text, by UID: $uid', ({ text, uid, items }) => {
    expect(resolved(text, uid)).toEqual(items.map(([sequence, id]) => [sequence, id, id]))
  })

  test.each(['6', '1:6', '6:*', '4294967295'])('%s names sequence numbers that there are not', text => {
    expect(() => resolved(text, false)).toThrow('the last one is 5')
  })

  test('in an empty folder there is no sequence number, and no UID', () => {
    view = open(inbox.account.folder('Trash')!)
    expect(() => resolved('*', false)).toThrow('there are no messages')
    expect(() => resolved('1:*', false)).toThrow('there are no messages')
    expect(resolved('1:*', true)).toEqual([])
  })

  test('$ is what a search has saved, by UID, in both kinds of commands', () => {
    for (const uid of [true, false]) {
      expect(resolved('$', uid, SequenceSet.of([1, 2, 5]))).toEqual([
        [1, 1, 1],
        [4, 5, 5],
      ])
      expect(resolved('$', uid)).toEqual([])
    }
  })

  test('what another session has expunged keeps its number until that is told', () => {
    expunge(1, 4)
    store.capture(submission())
    expect(resolved('1:*', false)).toEqual([
      [1, 1, null],
      [2, 3, 3],
      [3, 4, null],
      [4, 5, 5],
      [5, 6, 6],
    ])
    told(view, false)
    expect(resolved('1:*', false)).toEqual([
      [1, 1, null],
      [2, 3, 3],
      [3, 4, null],
      [4, 5, 5],
      [5, 6, 6],
      [6, 7, 7],
    ])
    told(view)
    expect(resolved('1:*', false)).toEqual([
      [1, 3, 3],
      [2, 5, 5],
      [3, 6, 6],
      [4, 7, 7],
    ])
  })
})

describe('tell', () => {
  test('says nothing when nothing happened, or elsewhere alone', () => {
    store.apply({ type: 'copy', folder: inbox, uids: [1], to: inbox.account.folder('Trash')! })
    store.apply({ type: 'flag', folder: store.catchAll.inbox, uids: [1], mode: 'add', flags: SEEN })
    expect(told(view)).toEqual([])
  })

  test('what is gone comes first, so that all numbers behind it are right', () => {
    flag([6])
    store.capture(submission())
    expunge(1, 4)
    expect(told(view)).toEqual([
      '* 1 EXPUNGE',
      '* 2 EXPUNGE',
      '* 4 EXISTS',
      '* 4 RECENT',
      '* 3 FETCH (UID 6 FLAGS (\\Seen \\Recent))',
    ])
    expect(told(view)).toEqual([])
  })

  test('flags of what is gone are not told', () => {
    flag([1])
    expunge(1)
    expect(told(view, false)).toEqual([])
    expect(told(view)).toEqual(['* 1 EXPUNGE', '* 4 RECENT'])
  })

  test('what came and went in between is never heard of', () => {
    store.capture(submission())
    flag([7], DELETED)
    expunge(7)
    expect(told(view)).toEqual([])
    store.capture(submission())
    expect(told(view)).toEqual(['* 6 EXISTS', '* 6 RECENT'])
    expect(view.uidAt(6)).toBe(8)
  })

  test('several changes of one message are told once', () => {
    flag([3])
    flag([3], DELETED, ['work'])
    expect(told(view)).toEqual([
      '* FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft work)',
      '* OK [PERMANENTFLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft work \\*)] Flags that can be changed',
      '* 2 FETCH (UID 3 FLAGS (\\Seen \\Deleted work \\Recent))',
    ])
  })

  test('what the session does itself is left to it; what another did before is not', () => {
    flag([1])
    view.silently(() => flag([1, 3], DELETED))
    expect(told(view)).toEqual(['* 1 FETCH (UID 1 FLAGS (\\Seen \\Deleted \\Recent))'])
  })

  test('an operation that fails does not make it deaf', () => {
    expect(() =>
      view.silently(() => {
        throw new Error('no')
      }),
    ).toThrow('no')
    flag([1])
    expect(told(view)).toHaveLength(1)
  })

  test('what is evicted for want of room is gone like all else', () => {
    const small = new Store({ clock: new SandboxClock(), limits: { messages: 2 } })
    small.capture(submission())
    small.capture(submission())
    const { inbox: all } = small.catchAll
    const watching = new MailboxView(all, small.feed, { readOnly: false, dialect: { enabled, rev2: true } })
    small.capture(submission())
    small.capture(submission())
    small.capture(submission())
    expect(told(watching)).toEqual(['* 1 EXPUNGE', '* 1 EXPUNGE', '* 2 EXISTS'])
    small.close()
  })

  test('10,000 that went and came are told at once, each with its number', () => {
    store.apply({ type: 'delete-message', ids: [...store.messages].map(message => message.id) })
    for (let count = 0; count < 10_000; count++)
      store.apply({ type: 'place', folder: inbox, submission: submission() })
    told(view)
    expunge(...[...inbox.entries].map(entry => entry.uid).filter(uid => uid % 2 === 0))
    const lines = told(view)
    expect([lines.length, lines[0], lines[1], lines[4999]]).toEqual([
      5001,
      '* 2 EXPUNGE',
      '* 3 EXPUNGE',
      '* 5001 EXPUNGE',
    ])
    expect([view.length, view.uidAt(1), view.uidAt(2), view.uidAt(5000)]).toEqual([5000, 7, 9, 10_005])
  })

  test('MODSEQ and VANISHED come as soon as they are switched on, and how far all was told', () => {
    enabled.add('CONDSTORE')
    expunge(1)
    flag([3])
    const { highestModSeq } = inbox
    expect(told(view, false)).toEqual([
      `* 2 FETCH (UID 3 FLAGS (\\Seen \\Recent) MODSEQ (${highestModSeq}))`,
      `* OK [HIGHESTMODSEQ ${highestModSeq - 2}] All changes up to this one were told`,
    ])
    enabled.add('QRESYNC')
    expect(told(view)).toEqual([
      '* VANISHED 1',
      '* 4 RECENT',
      `* OK [HIGHESTMODSEQ ${highestModSeq}] All changes up to this one were told`,
    ])
    expect(told(view)).toEqual([])
  })
})

describe('\\Recent', () => {
  test('is for one session, and for all that only look before', () => {
    const looking = open(inbox, { readOnly: true })
    store.capture(submission())
    const before = open(inbox, { readOnly: true })
    told(looking)
    told(view)
    const after = open(inbox)
    told(after)
    expect([looking, before, view, after].map(each => [each.isRecent(7), each.recent])).toEqual([
      [true, 1],
      [true, 1],
      [true, 6],
      [false, 0],
    ])
  })

  test('is not known in IMAP4rev2', () => {
    store.capture(submission())
    const modern = open(inbox, { rev2: true })
    expect(modern.isRecent(7)).toBe(false)
    store.capture(submission())
    expect(told(modern)).toEqual(['* 7 EXISTS'])
  })
})

describe('onChange', () => {
  test('is called within the tick of each change of this folder, and of no other', () => {
    let changes = 0
    view.onChange = () => changes++
    store.apply({ type: 'place', folder: inbox.account.folder('Trash')!, submission: submission() })
    store.apply({ type: 'flag', folder: store.catchAll.inbox, uids: [1], mode: 'add', flags: SEEN })
    expect(changes).toBe(0)
    flag([1])
    expect(changes).toBe(1)
    expunge(3)
    expect(changes).toBe(2)
    store.apply({ type: 'place', folder: inbox, submission: submission() })
    expect(changes).toBe(3)
    view.silently(() => flag([4]))
    expect(changes).toBe(3)
  })

  test('is called when the folder is deleted, its account is dropped or all is reset', () => {
    const work = store.apply({ type: 'create-folder', account: inbox.account, name: 'work' })
    const lost = new Set<string>()
    const watch = (name: string, folder: Folder): void => {
      const each = open(folder)
      each.onChange = () => each.folder.deleted && lost.add(name)
    }
    watch('folder', work)
    watch('account', inbox)
    watch('all', store.catchAll.inbox)
    store.apply({ type: 'delete-folder', folder: work })
    expect([...lost]).toEqual(['folder'])
    store.apply({ type: 'delete-account', address: 'bob@x.test' })
    expect([...lost]).toEqual(['folder', 'account'])
    store.reset()
    expect([...lost]).toEqual(['folder', 'account', 'all'])
  })

  test('is not called by a folder that took over the name', () => {
    const work = store.apply({ type: 'create-folder', account: inbox.account, name: 'work' })
    const watching = open(work)
    store.apply({ type: 'rename-folder', folder: work, to: 'play' })
    const other = store.apply({ type: 'create-folder', account: inbox.account, name: 'work' })
    let changes = 0
    watching.onChange = () => changes++
    store.apply({ type: 'place', folder: other, submission: submission() })
    expect(changes).toBe(0)
    store.apply({ type: 'place', folder: work, submission: submission() })
    expect([changes, told(watching)]).toEqual([1, ['* 1 EXISTS', '* 1 RECENT']])
  })

  test('is not called after the folder was left', () => {
    let changes = 0
    view.onChange = () => changes++
    view.close()
    flag([1])
    expect(changes).toBe(0)
  })
})

describe('expungedSince', () => {
  test('leaves out what the session still numbers', () => {
    const { highestModSeq } = inbox
    expunge(3, 5)
    expect(view.expungedSince(0)).toEqual([[2, 2]])
    told(view)
    expect(view.expungedSince(0)).toEqual([
      [2, 2],
      [3, 3],
      [5, 5],
    ])
    expect(view.expungedSince(highestModSeq)).toEqual([
      [3, 3],
      [5, 5],
    ])
  })
})
