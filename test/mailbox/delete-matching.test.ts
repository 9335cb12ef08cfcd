import { beforeEach, describe, expect, test } from 'vitest'
import { SandboxClock } from '../../server/clock.ts'
import { deleteMatching } from '../../server/mailbox/delete-matching.ts'
import { SEEN } from '../../server/mailbox/flags.ts'
import { parseQuery } from '../../server/mailbox/query.ts'
import { Store } from '../../server/mailbox/store.ts'
import { submission } from './submission.ts'

let store: Store

beforeEach(() => {
  store = new Store({ clock: new SandboxClock() })
  for (const subject of ['red', 'blue', 'red and blue']) {
    store.capture(submission({ to: ['bob@x.test', 'eve@y.test'], headers: [`Subject: ${subject}`] }))
  }
})

function counts(): number[] {
  return ['all', 'bob@x.test', 'eve@y.test'].map(address => store.account(address)!.messages)
}

async function remove(query: string): Promise<number> {
  return deleteMatching(store, parseQuery(query))
}

describe('deleteMatching', () => {
  test('deletes matching messages everywhere', async () => {
    expect(await remove('subject:red')).toBe(2)
    expect([store.count, counts()]).toEqual([1, [1, 1, 1]])
    expect(store.latest?.summary.subject).toBe('blue')
  })

  test('without a query deletes every message, also those that the catch-all account has not', async () => {
    store.apply({
      type: 'place',
      folder: store.account('bob@x.test')!.folder('Sent')!,
      submission: submission(),
    })
    store.apply({ type: 'expunge', folder: store.catchAll.inbox, uids: [1] })
    expect(await deleteMatching(store, null)).toBe(4)
    expect([store.count, counts()]).toEqual([0, [0, 0, 0]])
    expect(await deleteMatching(store, null)).toBe(0)
  })

  test('deletes nothing when nothing matches', async () => {
    expect(await remove('subject:green')).toBe(0)
    expect(counts()).toEqual([3, 3, 3])
  })

  test('with an account named, takes the entries of that account alone', async () => {
    expect(await remove('account:Bob@x.test subject:red')).toBe(2)
    expect([store.count, counts()]).toEqual([3, [3, 1, 3]])
    expect(await remove('(account:bob@x.test OR account:eve@y.test) subject:blue')).toBe(2)
    expect([store.count, counts()]).toEqual([3, [3, 0, 1]])
    expect(await remove('account:all')).toBe(3)
    expect([store.count, counts()]).toEqual([1, [0, 0, 1]])
  })

  test('with an account to be left out, deletes messages whole', async () => {
    store.apply({ type: 'expunge', folder: store.account('bob@x.test')!.inbox, uids: [1] })
    expect(await remove('-account:bob@x.test')).toBe(1)
    expect(counts()).toEqual([2, 2, 2])
  })

  test('with an account that is not there, deletes nothing', async () => {
    expect(await remove('account:nobody@x.test')).toBe(0)
    expect(await remove('account:nobody@x.test OR subject:red')).toBe(0)
    expect(counts()).toEqual([3, 3, 3])
  })

  test('goes by the flags that the list shows, and takes copies in all folders of the account', async () => {
    const bob = store.account('bob@x.test')!
    store.apply({ type: 'flag', folder: store.catchAll.inbox, uids: [1], mode: 'add', flags: SEEN })
    store.apply({ type: 'flag', folder: bob.inbox, uids: [2], mode: 'add', flags: SEEN })
    store.apply({ type: 'copy', folder: bob.inbox, uids: [1], to: bob.folder('Archive')! })
    expect(await remove('account:bob@x.test is:read')).toBe(1)
    expect([...bob.inbox.entries].map(entry => entry.uid)).toEqual([2, 3])
    expect(bob.folder('Archive')?.count).toBe(0)
  })

  test('leaves what comes meanwhile, and lets others go on', async () => {
    for (let count = 0; count < 5_000; count++) store.capture(submission())
    const deleting = deleteMatching(store, null)
    const late = await new Promise<string>(resolve => {
      setImmediate(() => resolve(store.capture(submission()).id))
    })
    const left = store.count
    expect(left).toBeGreaterThan(1)
    expect(await deleting).toBe(5_003)
    expect([...store.timeline].map(message => message.id)).toEqual([late])
  })
})
