import { beforeEach, describe, expect, test } from 'vitest'
import { SandboxClock } from '../../server/clock.ts'
import type { Account } from '../../server/mailbox/account.ts'
import { Store } from '../../server/mailbox/store.ts'
import { submission } from './submission.ts'

let store: Store
let bob: Account

beforeEach(() => {
  store = new Store({ clock: new SandboxClock(), seedUidValidity: 100 })
  bob = store.openAccount('bob@x.test')
})

function names(account: Account = bob): string[] {
  return account.folders.map(folder => folder.name)
}

function create(name: string, account = bob): ReturnType<typeof store.apply<'create-folder'>> {
  return store.apply({ type: 'create-folder', account, name })
}

function changesSince(seq: number): object[] {
  const events = store.feed.since(seq)
  return events === 'reset' ? [] : events
}

describe('a new account', () => {
  test('has an INBOX and a folder for each special use', () => {
    expect(bob.folders.map(({ name, specialUse }) => [name, specialUse])).toEqual([
      ['INBOX', null],
      ['Archive', '\\Archive'],
      ['Drafts', '\\Drafts'],
      ['Junk', '\\Junk'],
      ['Sent', '\\Sent'],
      ['Trash', '\\Trash'],
    ])
    expect(bob.folders.every(folder => folder.subscribed && folder.count === 0)).toBe(true)
    expect(bob.folders.map(folder => folder.uidNext)).toEqual([1, 1, 1, 1, 1, 1])
    expect(bob.folders.map(folder => folder.highestModSeq)).toEqual([1, 1, 1, 1, 1, 1])
  })

  test('gives every folder a UIDVALIDITY of its own', () => {
    for (const { folders } of store.accounts()) {
      expect(folders.map(folder => folder.uidValidity)).toEqual([100, 101, 102, 103, 104, 105])
    }
  })

  test('finds INBOX in any case, and other folders as they are written', () => {
    expect([bob.folder('inbox'), bob.folder('InBoX')]).toEqual([bob.inbox, bob.inbox])
    expect(bob.folder('trash')).toBeUndefined()
    expect(bob.folder('Trash')?.name).toBe('Trash')
  })
})

describe('create-folder', () => {
  test('creates those above it too', () => {
    const { seq } = store.feed
    const folder = create('a/b/c')
    expect(folder.name).toBe('a/b/c')
    expect(names()).toEqual(['INBOX', 'Archive', 'Drafts', 'Junk', 'Sent', 'Trash', 'a', 'a/b', 'a/b/c'])
    expect(changesSince(seq)).toMatchObject(
      ['a', 'a/b', 'a/b/c'].map(name => ({ type: 'folder.created', account: 'bob@x.test', folder: name })),
    )
  })

  test.each([
    ['', 'invalid-folder-name'],
    ['/', 'invalid-folder-name'],
    ['a/', 'invalid-folder-name'],
    ['/a', 'invalid-folder-name'],
    ['a//b', 'invalid-folder-name'],
    ['.', 'invalid-folder-name'],
    ['..', 'invalid-folder-name'],
    ['a/../b', 'invalid-folder-name'],
    ['a\u0000', 'invalid-folder-name'],
    ['a\r\nb', 'invalid-folder-name'],
    ['a\u007f', 'invalid-folder-name'],
    ['a\u0085', 'invalid-folder-name'],
    ['a\u2028', 'invalid-folder-name'],
    ['a\ud800', 'invalid-folder-name'],
    ['x'.repeat(501), 'invalid-folder-name'],
    ['ü'.repeat(251), 'invalid-folder-name'],
    ['INBOX', 'folder-exists'],
    ['inbox', 'folder-exists'],
    ['Trash', 'folder-exists'],
  ])('refuses %j as %s', (name, code) => {
    const { seq } = store.feed
    expect(() => create(name)).toThrow(expect.objectContaining({ code }))
    expect(store.feed.seq).toBe(seq)
  })

  test.each(['x'.repeat(500), 'Grüße 😀', '...', '%', 'a\\b', 'trash', 'Inbox2'])('takes %j', name => {
    expect(create(name).name).toBe(name)
  })

  test('keeps one spelling of a name: INBOX in capitals, accents composed', () => {
    expect(create('inbox/Work').name).toBe('INBOX/Work')
    expect(bob.folder('Inbox/Work')?.name).toBe('INBOX/Work')
    expect(create('Gru\u0308n').name).toBe('Gr\u00fcn')
    expect(bob.folder('Gru\u0308n')).toBe(bob.folder('Gr\u00fcn'))
  })

  test('gives a folder that is made again another UIDVALIDITY', () => {
    const first = create('a')
    const { uidValidity } = first
    store.apply({ type: 'delete-folder', folder: first })
    const second = create('a')
    expect(second.uidValidity).toBeGreaterThan(uidValidity)
    expect([first.deleted, second.deleted]).toEqual([true, false])
  })
})

describe('rename-folder', () => {
  test('takes along what lies below, and keeps entries, UIDs and UIDVALIDITY', () => {
    const a = create('a')
    const below = create('a/b/c')
    create('ab')
    store.apply({ type: 'place', folder: below, submission: submission() })
    const { seq } = store.feed
    expect(store.apply({ type: 'rename-folder', folder: a, to: 'x/y' })).toBe(a)
    expect(names().slice(6)).toEqual(['ab', 'x', 'x/y', 'x/y/b', 'x/y/b/c'])
    expect(bob.folder('x/y/b/c')).toBe(below)
    expect([below.name, below.count, below.deleted]).toEqual(['x/y/b/c', 1, false])
    expect(changesSince(seq)).toMatchObject([
      { type: 'folder.created', folder: 'x' },
      { type: 'folder.renamed', folder: 'a', to: 'x/y' },
      { type: 'folder.renamed', folder: 'a/b', to: 'x/y/b' },
      { type: 'folder.renamed', folder: 'a/b/c', to: 'x/y/b/c' },
    ])
  })

  test('of INBOX moves its entries to a new folder, and leaves INBOX and what lies below it', () => {
    create('INBOX/Work')
    store.capture(submission())
    store.capture(submission())
    const { uidValidity } = bob.inbox
    const old = store.apply({ type: 'rename-folder', folder: bob.inbox, to: 'old/mail' })
    expect([old.name, old.count, bob.inbox.count, bob.inbox.name]).toEqual(['old/mail', 2, 0, 'INBOX'])
    expect([bob.inbox.uidValidity, bob.inbox.uidNext]).toEqual([uidValidity, 3])
    expect(names()).toContain('INBOX/Work')
    expect(store.count).toBe(2)
  })

  test.each([
    ['a', 'Trash', 'folder-exists'],
    ['a', 'inbox', 'folder-exists'],
    ['a', 'a', 'folder-exists'],
    ['a', 'a/b', 'invalid-folder-name'],
    ['a', 'x//y', 'invalid-folder-name'],
    ['INBOX', 'a', 'folder-exists'],
  ])('of %s to %s is refused as %s', (from, to, code) => {
    create('a')
    const { seq } = store.feed
    expect(() => store.apply({ type: 'rename-folder', folder: bob.folder(from)!, to })).toThrow(
      expect.objectContaining({ code }),
    )
    expect(store.feed.seq).toBe(seq)
  })

  test('of INBOX may go below INBOX itself', () => {
    store.capture(submission())
    store.apply({ type: 'rename-folder', folder: bob.inbox, to: 'INBOX/old' })
    expect([bob.inbox.count, bob.folder('INBOX/old')?.count]).toEqual([0, 1])
  })

  test('is refused when it would make a name below too long', () => {
    const a = create('a')
    create(`a/${'x'.repeat(490)}`)
    expect(() => store.apply({ type: 'rename-folder', folder: a, to: 'a'.repeat(20) })).toThrow(
      expect.objectContaining({ code: 'invalid-folder-name' }),
    )
    expect(a.name).toBe('a')
  })
})

describe('delete-folder', () => {
  test('expunges its entries; a message that lies nowhere else is gone', () => {
    const folder = create('a')
    const { message } = store.apply({ type: 'place', folder, submission: submission() })
    const { seq } = store.feed
    store.apply({ type: 'delete-folder', folder })
    expect(store.message(message.id)).toBeUndefined()
    expect(names()).not.toContain('a')
    expect(changesSince(seq)).toMatchObject([
      { type: 'entry.expunged', folder: 'a', uid: 1 },
      { type: 'message.deleted', id: message.id },
      { type: 'folder.deleted', account: 'bob@x.test', folder: 'a' },
    ])
  })

  test('is refused for INBOX and for a folder with others below it', () => {
    create('a/b')
    expect(() => store.apply({ type: 'delete-folder', folder: bob.inbox })).toThrow(
      expect.objectContaining({ code: 'inbox-is-permanent' }),
    )
    expect(() => store.apply({ type: 'delete-folder', folder: bob.folder('a')! })).toThrow(
      expect.objectContaining({ code: 'folder-has-children' }),
    )
  })

  test('takes a special-use folder, which does not come back by itself', () => {
    store.apply({ type: 'delete-folder', folder: bob.folder('Junk')! })
    expect(names()).toEqual(['INBOX', 'Archive', 'Drafts', 'Sent', 'Trash'])
  })
})

test('subscriptions can be taken away and given', () => {
  store.apply({ type: 'subscribe-folder', folder: bob.inbox, subscribed: false })
  expect(bob.inbox.subscribed).toBe(false)
  store.apply({ type: 'subscribe-folder', folder: bob.inbox, subscribed: true })
  expect(bob.inbox.subscribed).toBe(true)
})

describe('accounts', () => {
  test('are opened once, in any spelling of the address', () => {
    expect(store.openAccount('BOB@x.test')).toBe(bob)
    expect(store.openAccount('all')).toBe(store.catchAll)
    expect(store.openAccount('carol').address).toBe('carol@localhost')
  })

  test('are deleted with their entries only', () => {
    const message = store.capture(submission())
    const { seq } = store.feed
    store.apply({ type: 'delete-account', address: 'Bob@X.test' })
    expect(store.account('bob@x.test')).toBeUndefined()
    expect(bob.inbox.deleted).toBe(true)
    expect(message.entries.map(entry => entry.folder.account)).toEqual([store.catchAll])
    expect(changesSince(seq)).toMatchObject([
      { type: 'entry.expunged', account: 'bob@x.test', folder: 'INBOX', uid: 1 },
      { type: 'folder.deleted', account: 'bob@x.test', folder: 'INBOX' },
    ])
    store.capture(submission())
    expect(store.account('bob@x.test')?.inbox.count).toBe(1)
  })

  test('keep the catch-all account, emptied, when that is deleted', () => {
    const message = store.capture(submission())
    const before = store.catchAll
    store.apply({ type: 'delete-account', address: 'all' })
    expect(store.catchAll).not.toBe(before)
    expect([store.catchAll.inbox.count, store.timeline.length, store.count]).toEqual([0, 0, 1])
    expect(message.entries.map(entry => entry.folder.account)).toEqual([bob])
  })

  test.each(['delete-account', 'set-quota'] as const)('%s says so when there is no such account', type => {
    const quota = { octets: 1, messages: 1 }
    expect(() => store.apply({ type, address: 'nobody@x.test', quota })).toThrow(
      expect.objectContaining({ code: 'no-such-account' }),
    )
  })
})

describe('UIDVALIDITY', () => {
  test('is never given again to an account that comes back', () => {
    const before = bob.folders.map(folder => folder.uidValidity)
    store.apply({ type: 'delete-account', address: 'bob@x.test' })
    const after = store.openAccount('bob@x.test').folders.map(folder => folder.uidValidity)
    expect(Math.min(...after)).toBeGreaterThan(Math.max(...before))
  })

  test('is never given again after a reset', () => {
    const before = store.catchAll.folders.map(folder => folder.uidValidity)
    store.reset()
    const after = store.catchAll.folders.map(folder => folder.uidValidity)
    expect(Math.min(...after)).toBeGreaterThan(Math.max(...before))
  })

  test('follows the time of the machine, not that of the world', () => {
    const clock = new SandboxClock()
    clock.freeze(0)
    const { uidValidity } = new Store({ clock }).catchAll.inbox
    expect(Math.abs(uidValidity - (Math.floor((Date.now() / 1000) * 32) % 2 ** 32))).toBeLessThan(32 * 60)
  })
})

test('reset drops all, and the feed goes on and says so', () => {
  const message = store.capture(submission())
  const heard: string[] = []
  const { seq } = store.feed
  store.feed.subscribe(event => heard.push(event.type))
  store.reset()
  expect([store.count, store.bytes, store.timeline.length, [...store.accounts()].length]).toEqual([
    0, 0, 0, 1,
  ])
  expect([message.raw.length, message.entries, bob.inbox.deleted]).toEqual([0, [], true])
  expect(heard).toEqual(['reset'])
  expect(store.feed.since(seq)).toMatchObject([{ seq: seq + 1, type: 'reset' }])
  expect(store.feed.since(seq - 1)).toBe('reset')
  expect(store.capture(submission()).seq).toBe(seq + 2)
})
