import { setImmediate } from 'node:timers/promises'
import { beforeEach, describe, expect, test } from 'vitest'
import { SandboxClock } from '../../server/clock.ts'
import { DomainError } from '../../server/mailbox/domain-error.ts'
import type { DomainErrorCode } from '../../server/mailbox/domain-error.ts'
import type { Entry } from '../../server/mailbox/entry.ts'
import type { Folder } from '../../server/mailbox/folder.ts'
import type { StoreLimits } from '../../server/mailbox/store-limits.ts'
import { Store } from '../../server/mailbox/store.ts'
import type { StoredMessage } from '../../server/mailbox/stored-message.ts'
import { Waits } from '../../server/mailbox/waits.ts'
import { parseQuery } from '../../server/mailbox/query.ts'
import { submission } from './submission.ts'

const NOW = Date.UTC(2026, 10, 21)
const HOUR = 60 * 60 * 1000
const TRACE = Buffer.from('Return-Path: <anna@app.test>\r\nReceived: from a\r\n\tby b; Sat, 21 Nov 2026\r\n')

let clock: SandboxClock
let store: Store

function createStore(limits: Partial<StoreLimits> = {}): Store {
  clock = new SandboxClock()
  clock.freeze(NOW)
  return new Store({ clock, limits, seedUidValidity: 1 })
}

beforeEach(() => {
  store = createStore()
})

/** Captures a mail that gets an entry at these places alone, besides the catch-all account's. */
function captureAt(places: readonly string[], to: readonly string[] = ['bob@x.test']): StoredMessage {
  return store.capture({ ...submission({ to }), places })
}

function deliver(message: StoredMessage, address: string, trace: Uint8Array | null = TRACE): Entry | null {
  return store.apply({ type: 'deliver', message, address, trace })
}

function refusal(act: () => unknown): DomainErrorCode | null {
  try {
    act()
    return null
  } catch (error) {
    if (error instanceof DomainError) return error.code
    throw error
  }
}

function holders({ entries }: StoredMessage): string[] {
  return entries.map(({ folder, uid }) => `${folder.account.address} ${folder.name} ${uid}`)
}

function bobsInbox(): Folder {
  return store.openAccount('bob@x.test').inbox
}

describe('a capture that names its places', () => {
  test.each([
    { places: [], expected: ['all INBOX 1'] },
    { places: ['eve@y.test'], expected: ['all INBOX 1', 'eve@y.test INBOX 1'] },
    { places: ['Bob@X.test', 'bob@x.test'], expected: ['all INBOX 1', 'bob@x.test INBOX 1'] },
    { places: ['all'], expected: ['all INBOX 1', 'all@localhost INBOX 1'] },
  ])('makes an entry at $places, whoever the recipients are', ({ places, expected }) => {
    const message = captureAt(places, ['bob@x.test', 'carol@x.test'])
    expect(holders(message)).toEqual(expected)
    expect(message.envelope.to).toHaveLength(2)
    expect(store.account('carol@x.test')).toBeUndefined()
  })

  test('is never refused: what finds no room is noted, and others may be on their way', () => {
    store.openAccount('bob@x.test')
    store.apply({ type: 'set-quota', address: 'bob@x.test', quota: { octets: null, messages: 0 } })
    const message = captureAt(['bob@x.test'])
    expect(holders(message)).toEqual(['all INBOX 1'])
    expect(message.overQuota).toBe(1)
    expect(refusal(() => store.capture(submission()))).toBe('over-quota')
  })

  test('leaves room for another account where it made one for a message that is too large', () => {
    store = createStore({ accounts: 1, accountOctets: 500 })
    expect(
      store.capture({ ...submission({ body: 'x'.repeat(1000) }), places: ['bob@x.test'] }).overQuota,
    ).toBe(1)
    expect(holders(captureAt(['eve@y.test']))).toEqual(['all INBOX 2', 'eve@y.test INBOX 1'])
  })

  test('notes the places for which there is no account left', () => {
    store = createStore({ accounts: 1 })
    expect(captureAt(['bob@x.test', 'eve@y.test']).unplaced).toBe(1)
  })
})

describe('a delivery', () => {
  test('makes an entry in the INBOX of the address, dated now, and tells of it', () => {
    const message = captureAt([])
    clock.advance(HOUR)
    const { seq } = store.feed
    const entry = deliver(message, 'Bob@X.test')!
    expect(entry.folder).toBe(store.account('bob@x.test')?.inbox)
    expect([entry.internalDate, entry.savedAt]).toEqual([NOW + HOUR, NOW + HOUR])
    expect([entry.flags, entry.uid]).toEqual([0, 1])
    expect(message.receivedAt).toBe(NOW)
    expect(message.entries).toContain(entry)
    const place = { account: 'bob@x.test', folder: 'INBOX', uid: 1, id: message.id, modseq: entry.modseq }
    expect(store.feed.since(seq)).toEqual([{ seq: seq + 1, at: NOW + HOUR, type: 'entry.placed', ...place }])
  })

  test('treats `all` as an address like any other', () => {
    const message = captureAt([])
    expect(deliver(message, 'all')?.folder.account.address).toBe('all@localhost')
    expect(store.catchAll.inbox.count).toBe(1)
  })

  test('gives the entry the tags that the sender gave, as far as there is room for tags', () => {
    store = createStore({ keywords: 3 })
    const headers = ['X-Tags: ci, smoke']
    const message = store.capture({ ...submission({ headers }), places: [] })
    expect(message.entries[0]?.keywords).toEqual(['ci', 'smoke'])
    expect(deliver(message, 'bob@x.test')?.keywords).toEqual([])
    store.apply({ type: 'flag', folder: store.catchAll.inbox, uids: [1], mode: 'replace' })
    expect(deliver(message, 'eve@y.test')?.keywords).toEqual(['ci', 'smoke'])
  })

  test('gives what is there already when that INBOX has the same copy, and makes another of any other', () => {
    const message = captureAt(['bob@x.test'])
    const inbox = bobsInbox()
    const { seq } = store.feed
    expect(deliver(message, 'bob@x.test', null)).toBe(inbox.entries.first)
    expect(deliver(message, 'bob@x.test', Buffer.alloc(0))).toBe(inbox.entries.first)
    expect(store.feed.seq).toBe(seq)
    const traced = deliver(message, 'bob@x.test')!
    expect(inbox.entries.last).toBe(traced)
    expect(deliver(message, 'bob@x.test', Buffer.from(TRACE))).toBe(traced)
    expect(deliver(message, 'bob@x.test', Buffer.from('Received: from c\r\n'))?.uid).toBe(3)
    expect(inbox.count).toBe(3)
    // Of the same message in another folder, or of another message, nothing is there already.
    store.apply({ type: 'move', folder: inbox, uids: [2], to: store.account('bob@x.test')!.folder('Junk')! })
    expect(deliver(message, 'bob@x.test')?.uid).toBe(4)
    expect(deliver(captureAt([]), 'bob@x.test')?.uid).toBe(5)
  })

  test('of a message that was deleted makes nothing', () => {
    const message = captureAt([])
    store.apply({ type: 'delete-message', ids: [message.id] })
    const { seq } = store.feed
    expect(deliver(message, 'bob@x.test')).toBeNull()
    expect(store.feed.seq).toBe(seq)
    expect(store.account('bob@x.test')).toBeUndefined()
  })

  test('keeps its trace, whatever becomes of the bytes that were handed in', () => {
    const given = Buffer.from(TRACE)
    const entry = deliver(captureAt([]), 'bob@x.test', given)!
    given.fill(0)
    expect(entry.trace?.equals(TRACE)).toBe(true)
  })

  test.each([
    { over: 0, expected: null },
    { over: 1, expected: 'over-quota' },
  ])('counts message and trace against the quota: $over octets too many', ({ over, expected }) => {
    const message = captureAt([])
    const octets = message.size + TRACE.length - over
    store.openAccount('bob@x.test')
    store.apply({ type: 'set-quota', address: 'bob@x.test', quota: { octets, messages: null } })
    expect(refusal(() => deliver(message, 'bob@x.test'))).toBe(expected)
    expect(store.account('bob@x.test')?.octets).toBe(expected === null ? octets : 0)
  })

  test('that exceeds what each account may hold makes no account', () => {
    store = createStore({ accountOctets: 100 })
    const message = captureAt([])
    expect(refusal(() => deliver(message, 'bob@x.test'))).toBe('over-quota')
    expect(store.account('bob@x.test')).toBeUndefined()
  })

  test('beyond the number of messages is refused', () => {
    store = createStore({ accountMessages: 1 })
    const message = captureAt(['bob@x.test'])
    expect(refusal(() => deliver(message, 'bob@x.test'))).toBe('over-quota')
    expect(bobsInbox().count).toBe(1)
  })

  test('for one account too many is refused', () => {
    store = createStore({ accounts: 1 })
    const message = captureAt(['bob@x.test'])
    expect(refusal(() => deliver(message, 'eve@y.test'))).toBe('too-many-accounts')
    expect(deliver(message, 'bob@x.test')?.uid).toBe(2)
  })

  test('is what a wait for mail of that account hears of', async () => {
    const waits = new Waits(store)
    const message = captureAt([])
    const wish = { query: parseQuery('account:bob@x.test'), scope: parseQuery(''), count: 1, after: null }
    const outcome = waits.wait(wish, { timeout: 10_000, signal: new AbortController().signal })
    // It has searched what is there, and found nothing.
    await setImmediate()
    deliver(message, 'bob@x.test')
    expect(await outcome).toMatchObject({ kind: 'found', messages: [{ id: message.id }] })
    waits.close()
  })
})

describe('the bytes of traces', () => {
  test('count among those of the store, for each entry that has one, until it goes', () => {
    const message = captureAt([])
    const before = store.bytes
    const entry = deliver(message, 'bob@x.test')!
    expect(store.bytes).toBe(before + TRACE.length)
    const { account } = entry.folder
    store.apply({ type: 'copy', folder: account.inbox, uids: [1], to: account.folder('Archive')! })
    expect(store.bytes).toBe(before + 2 * TRACE.length)
    store.apply({ type: 'expunge', folder: account.inbox, uids: [1] })
    expect(store.bytes).toBe(before + TRACE.length)
    store.apply({ type: 'delete-account', address: 'bob@x.test' })
    expect(store.bytes).toBe(before)
    deliver(message, 'bob@x.test')
    store.reset()
    expect(store.bytes).toBe(0)
  })

  test('make the oldest messages go when there are too many', () => {
    captureAt([])
    store = createStore({ bytes: 2 * store.bytes + TRACE.length })
    const [oldest, newest] = [captureAt([]), captureAt([])]
    deliver(newest, 'bob@x.test')
    expect(store.count).toBe(2)
    deliver(newest, 'eve@y.test')
    expect([...store.messages]).toEqual([newest])
    expect(store.message(oldest.id)).toBeUndefined()
  })
})
