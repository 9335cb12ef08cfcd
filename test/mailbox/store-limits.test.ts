import { afterEach, describe, expect, test } from 'vitest'
import { SandboxClock } from '../../server/clock.ts'
import type { FeedEvent } from '../../server/mailbox/feed-event.ts'
import { STORE_LIMITS } from '../../server/mailbox/store-limits.ts'
import type { StoreLimits } from '../../server/mailbox/store-limits.ts'
import { Store } from '../../server/mailbox/store.ts'
import { summaryNotes } from '../../server/mailbox/summary-notes.ts'
import { submission } from './submission.ts'

const NOW = Date.UTC(2026, 10, 21)

const clock = new SandboxClock()
afterEach(() => clock.close())

function createStore(limits: Partial<StoreLimits>): Store {
  clock.freeze(NOW)
  return new Store({ clock, limits, seedUidValidity: 1 })
}

function numbered(number: number): ReturnType<typeof submission> {
  return submission({ headers: [`Subject: ${number}`] })
}

function subjects(store: Store): string[] {
  return [...store.timeline].map(message => message.summary.subject)
}

function deletions(store: Store): object[] {
  const events: FeedEvent[] | 'reset' = store.feed.since(0)
  return events === 'reset' ? [] : events.filter(event => event.type === 'message.deleted')
}

test('the defaults are bounds of everything but age and what each account holds', () => {
  const { age, accountOctets, accountMessages, ...bounds } = STORE_LIMITS
  expect([age, accountOctets, accountMessages]).toEqual([null, null, null])
  expect(Object.values(bounds).every(bound => bound > 0 && Number.isFinite(bound))).toBe(true)
})

describe('eviction', () => {
  test('lets the oldest messages go when there are too many', () => {
    const store = createStore({ messages: 3 })
    const messages = [1, 2, 3, 4, 5].map(number => store.capture(numbered(number)))
    expect(subjects(store)).toEqual(['3', '4', '5'])
    expect(store.account('bob@x.test')?.inbox.entries.first?.uid).toBe(3)
    expect(deletions(store)).toMatchObject([
      { id: messages[0]!.id, reason: 'evicted' },
      { id: messages[1]!.id, reason: 'evicted' },
    ])
  })

  test('lets the oldest messages go when they hold too many bytes', () => {
    const size = createStore({})
    size.capture(numbered(1))
    const store = createStore({ bytes: 2 * size.bytes })
    for (const number of [1, 2, 3]) store.capture(numbered(number))
    expect(subjects(store)).toEqual(['2', '3'])
    expect(store.bytes).toBe(2 * size.bytes)
  })

  test('counts a long envelope among the bytes', () => {
    const store = createStore({ bytes: 15_000 })
    store.capture(numbered(1))
    store.capture(submission({ headers: ['Subject: 2'], to: Array(1000).fill('somebody@x.test') }))
    expect(subjects(store)).toEqual(['2'])
  })

  test('lets the oldest messages go when there are too many entries', () => {
    const store = createStore({ entries: 5 })
    for (const number of [1, 2]) store.capture(numbered(number))
    const { inbox } = store.account('bob@x.test')!
    store.apply({ type: 'copy', folder: inbox, uids: [1, 2], to: inbox })
    expect(subjects(store)).toEqual(['2'])
    expect([...inbox.entries].map(entry => entry.uid)).toEqual([2, 4])
  })

  test('keeps the newest message, even one that is larger than all may be', () => {
    const store = createStore({ bytes: 100, entries: 1 })
    store.capture(numbered(1))
    const message = store.capture(submission({ headers: ['Subject: 2'], body: 'x'.repeat(1000) }))
    expect(subjects(store)).toEqual(['2'])
    expect(message.raw).toHaveLength(message.size)
  })

  test('takes as long with a hundred times as many messages', () => {
    const costs = [200, 20_000].map(messages => {
      const store = createStore({ messages })
      for (let count = 0; count < messages; count++) store.capture(numbered(count))
      const began = performance.now()
      for (let count = 0; count < 2000; count++) store.capture(numbered(count))
      return performance.now() - began
    })
    // A list that moved up at each eviction would take some twenty times as long.
    expect(costs[1]! / costs[0]!).toBeLessThan(8)
  })
})

describe('age', () => {
  test('lets messages go when their time has come, at the instant it comes', () => {
    const store = createStore({ age: 60_000 })
    store.capture(numbered(1))
    clock.advance(30_000)
    store.capture(numbered(2))
    store.capture(numbered(3))
    clock.advance(29_999)
    expect(subjects(store)).toEqual(['1', '2', '3'])
    clock.advance(1)
    expect(subjects(store)).toEqual(['2', '3'])
    clock.advance(3_600_000)
    expect(subjects(store)).toEqual([])
    expect(deletions(store)).toMatchObject([
      { reason: 'expired', at: NOW + 60_000 },
      { reason: 'expired', at: NOW + 90_000 },
      { reason: 'expired', at: NOW + 90_000 },
    ])
    store.capture(numbered(4))
    clock.advance(60_000)
    expect(store.count).toBe(0)
  })

  test('goes by the oldest message that is left', () => {
    const store = createStore({ age: 60_000 })
    const { id } = store.capture(numbered(1))
    clock.advance(50_000)
    store.capture(numbered(2))
    store.apply({ type: 'delete-message', ids: [id] })
    clock.advance(10_000)
    expect(subjects(store)).toEqual(['2'])
    clock.advance(50_000)
    expect(subjects(store)).toEqual([])
  })

  test('is nothing to a store that is closed', () => {
    const store = createStore({ age: 60_000 })
    store.capture(numbered(1))
    store.close()
    clock.advance(120_000)
    expect(store.count).toBe(1)
  })
})

describe('accounts', () => {
  test('beyond the limit are not made, and nothing is lost', () => {
    const store = createStore({ accounts: 2 })
    store.openAccount('a@x.test')
    store.openAccount('b@x.test')
    const message = store.capture(submission({ to: ['c@x.test', 'b@x.test', 'd@x.test'] }))
    expect(message.entries.map(entry => entry.folder.account.address)).toEqual(['all', 'b@x.test'])
    expect(message.unplaced).toBe(2)
    expect(() => store.openAccount('e@x.test')).toThrow(
      expect.objectContaining({ code: 'too-many-accounts' }),
    )
    expect(store.openAccount('a@x.test').address).toBe('a@x.test')
  })

  test('that mail alone brought about make room when they hold none any more', () => {
    const store = createStore({ accounts: 2, messages: 2 })
    store.capture(submission({ to: ['a@x.test'] }))
    store.capture(submission({ to: ['b@x.test'] }))
    const a = store.account('a@x.test')!
    store.capture(submission({ to: ['b@x.test'] }))
    expect(store.account('a@x.test')).toBe(a)
    const { seq } = store.feed
    store.capture(submission({ to: ['c@x.test'] }))
    expect([...store.accounts()].map(account => account.address)).toEqual(['all', 'b@x.test', 'c@x.test'])
    expect(a.inbox.deleted).toBe(true)
    expect(store.feed.since(seq)).toContainEqual(
      expect.objectContaining({ type: 'folder.deleted', account: 'a@x.test', folder: 'INBOX' }),
    )
  })

  test('that someone asked for stay when they are empty', () => {
    const store = createStore({ accounts: 3, messages: 1 })
    for (const name of ['a', 'b', 'c']) store.capture(submission({ to: [`${name}@x.test`] }))
    store.openAccount('a@x.test')
    store.apply({ type: 'set-quota', address: 'b@x.test', quota: { octets: 1, messages: 1 } })
    store.apply({ type: 'create-folder', account: store.account('c@x.test')!, name: 'work' })
    const message = store.capture(submission({ to: ['d@x.test'] }))
    expect(message.unplaced).toBe(1)
    expect([...store.accounts()]).toHaveLength(4)
  })
})

/** From now on the account has no room. */
function fill(store: Store, address: string): void {
  store.openAccount(address)
  store.apply({ type: 'set-quota', address, quota: { octets: null, messages: 0 } })
}

describe('quotas', () => {
  test('leave out recipients whose accounts are full, and the message bears a note of it', () => {
    const store = createStore({})
    fill(store, 'a@x.test')
    const message = store.capture(submission({ to: ['a@x.test', 'b@x.test', 'A@x.test'] }))
    expect(message.entries.map(entry => entry.folder.account.address)).toEqual(['all', 'b@x.test'])
    expect(message.overQuota).toBe(2)
    expect(summaryNotes(message)).toContain('over-quota')
    expect(summaryNotes(store.capture(submission()))).not.toContain('over-quota')
  })

  test('refuse a message that no recipient has room for, and nothing changes', () => {
    const store = createStore({})
    fill(store, 'a@x.test')
    fill(store, 'b@x.test')
    const { seq } = store.feed
    expect(() => store.capture(submission({ to: ['a@x.test', 'b@x.test'] }))).toThrow(
      expect.objectContaining({ code: 'over-quota' }),
    )
    expect(store.count).toBe(0)
    expect(store.feed.seq).toBe(seq)
  })

  test('of octets count the message itself', () => {
    const store = createStore({})
    const mail = submission({ to: ['a@x.test'] })
    store.openAccount('a@x.test')
    store.apply({ type: 'set-quota', address: 'a@x.test', quota: { octets: mail.size * 2, messages: null } })
    store.capture(mail)
    store.capture(mail)
    expect(() => store.capture(mail)).toThrow(expect.objectContaining({ code: 'over-quota' }))
    expect(store.account('a@x.test')?.octets).toBe(mail.size * 2)
  })

  test('of the catch-all account keep no mail away, for it is nobody’s mailbox', () => {
    const store = createStore({})
    fill(store, 'all')
    expect(store.capture(submission()).overQuota).toBe(0)
    expect(store.catchAll.messages).toBe(1)
  })
})

describe('folders', () => {
  test('of one account are bounded, those above a new one included', () => {
    const store = createStore({ foldersPerAccount: 8 })
    const account = store.catchAll
    store.apply({ type: 'create-folder', account, name: 'a' })
    for (const name of ['b/c', 'b/c/d']) {
      expect(() => store.apply({ type: 'create-folder', account, name })).toThrow(
        expect.objectContaining({ code: 'too-many-folders' }),
      )
    }
    expect(() => store.apply({ type: 'rename-folder', folder: account.folder('a')!, to: 'b/c/d' })).toThrow(
      expect.objectContaining({ code: 'too-many-folders' }),
    )
    store.apply({ type: 'create-folder', account, name: 'a/b' })
    expect(account.folders).toHaveLength(8)
    store.apply({ type: 'rename-folder', folder: account.folder('a')!, to: 'x' })
    expect(account.folder('x/b')?.name).toBe('x/b')
  })

  test('of all accounts together are bounded', () => {
    const store = createStore({ folders: 13 })
    const bob = store.openAccount('bob@x.test')
    expect(bob.folders).toHaveLength(6)
    store.apply({ type: 'create-folder', account: store.catchAll, name: 'a' })
    expect(() => store.apply({ type: 'create-folder', account: bob, name: 'a' })).toThrow(
      expect.objectContaining({ code: 'too-many-folders' }),
    )
  })

  test('have names of bounded length', () => {
    const store = createStore({ folderNameLength: 10 })
    const account = store.catchAll
    store.apply({ type: 'create-folder', account, name: '0123456789' })
    expect(() => store.apply({ type: 'create-folder', account, name: '01234567890' })).toThrow(
      expect.objectContaining({ code: 'invalid-folder-name' }),
    )
  })
})

describe('keywords', () => {
  test('of all entries together are bounded', () => {
    const store = createStore({ keywords: 3 })
    for (const number of [1, 2]) store.capture(numbered(number))
    const folder = store.catchAll.inbox
    store.apply({ type: 'flag', folder, uids: [1], mode: 'add', keywords: ['a', 'b'] })
    expect(() => store.apply({ type: 'flag', folder, uids: [1, 2], mode: 'add', keywords: ['c'] })).toThrow(
      expect.objectContaining({ code: 'too-many-keywords' }),
    )
    expect(() => store.apply({ type: 'copy', folder, uids: [1], to: folder })).toThrow(
      expect.objectContaining({ code: 'too-many-keywords' }),
    )
    expect(folder.entries.get(1)?.keywords).toEqual(['a', 'b'])
    store.apply({ type: 'flag', folder, uids: [1], mode: 'replace', keywords: [] })
    store.apply({ type: 'flag', folder, uids: [1, 2], mode: 'add', keywords: ['c'] })
    store.apply({ type: 'delete-message', ids: [...store.timeline].map(message => message.id) })
    store.capture(numbered(3))
    store.apply({ type: 'flag', folder, uids: [3], mode: 'add', keywords: ['a', 'b', 'c'] })
    expect(folder.entries.get(3)?.keywords).toEqual(['a', 'b', 'c'])
  })

  test('have a bounded length', () => {
    const store = createStore({ keywordLength: 4 })
    store.capture(numbered(1))
    const operation = { type: 'flag', folder: store.catchAll.inbox, uids: [1], mode: 'add' } as const
    store.apply({ ...operation, keywords: ['1234'] })
    expect(() => store.apply({ ...operation, keywords: ['12345'] })).toThrow(
      expect.objectContaining({ code: 'invalid-keyword' }),
    )
  })
})

test('the ring of the feed is bounded', () => {
  const store = createStore({ feedRing: 4 })
  store.capture(numbered(1))
  store.capture(numbered(2))
  expect(store.feed.since(2)).toHaveLength(4)
  expect(store.feed.since(1)).toBe('reset')
})

test('an event does not keep the bytes of a message that is gone', () => {
  const store = createStore({ messages: 1 })
  store.capture(submission({ body: 'x'.repeat(100_000) }))
  store.capture(numbered(2))
  const [event] = store.feed.since(0)
  if (typeof event !== 'object' || event.type !== 'message.captured') throw new Error('no such event')
  expect(event.message.raw).toHaveLength(0)
  expect(event.message.region.slab.bytes).toHaveLength(0)
})

test('a subscriber that throws stops neither the store nor the others, and is reported', () => {
  const errors: unknown[] = []
  const store = new Store({ clock, onError: error => errors.push(error) })
  store.feed.subscribe(() => {
    throw new Error('broken')
  })
  expect(store.capture(numbered(1)).entries).toHaveLength(2)
  expect(errors).toHaveLength(3)
})

test('a subscriber may change the store: what it hears of is done by then', () => {
  const store = createStore({})
  for (const number of [1, 2, 3]) store.capture(numbered(number))
  const bob = store.account('bob@x.test')!
  const archive = bob.folder('Archive')!
  store.feed.subscribe(event => {
    if (event.type !== 'entry.placed' || event.folder !== 'Archive') return
    store.apply({ type: 'delete-message', ids: [...store.timeline].map(message => message.id) })
  })
  store.apply({ type: 'copy', folder: bob.inbox, uids: [1, 2, 3], to: archive })
  expect([store.count, archive.count, bob.messages, archive.uidNext]).toEqual([0, 0, 0, 4])
})
