import { beforeEach, describe, expect, test } from 'vitest'
import { SandboxClock } from '../../server/clock.ts'
import { FLAGGED, SEEN } from '../../server/mailbox/flags.ts'
import { markMatching, type MarkChange } from '../../server/mailbox/mark-matching.ts'
import { parseQuery } from '../../server/mailbox/query.ts'
import { Store } from '../../server/mailbox/store.ts'
import { submission } from './submission.ts'

let store: Store

beforeEach(() => {
  store = new Store({ clock: new SandboxClock() })
  for (const subject of ['red', 'blue', 'red and blue']) {
    store.capture(submission({ headers: [`Subject: ${subject}`] }))
  }
})

function mark(query: string, change: MarkChange): Promise<number> {
  return markMatching(store, parseQuery(query), change)
}

const marks = (address = 'all') =>
  [...store.account(address)!.inbox.entries].map(({ flags, keywords }) => [flags, ...keywords])

describe('markMatching', () => {
  test('marks what matches, as the catch-all account sees it', async () => {
    expect(await mark('subject:red', { seen: true, flagged: true })).toBe(2)
    expect(marks()).toEqual([[SEEN | FLAGGED], [0], [SEEN | FLAGGED]])
    expect(marks('bob@x.test')).toEqual([[0], [0], [0]])
  })

  test('counts only those that change, and leaves alone what is not named', async () => {
    await mark('subject:blue', { flagged: true, tags: ['ci'] })
    expect(await mark('', { flagged: true })).toBe(1)
    expect(await mark('', { seen: false })).toBe(0)
    expect(marks()).toEqual([[FLAGGED], [FLAGGED, 'ci'], [FLAGGED, 'ci']])
  })

  test('adds and removes tags beside those that each message has', async () => {
    await mark('subject:red', { tags: ['a', 'b'] })
    expect(await mark('', { addTags: ['c'], removeTags: ['B'] })).toBe(3)
    expect(marks()).toEqual([
      [0, 'a', 'c'],
      [0, 'c'],
      [0, 'a', 'c'],
    ])
  })

  test('changes nothing when a tag can be none', async () => {
    await expect(mark('', { seen: true, addTags: ['a b'] })).rejects.toThrow('cannot be a tag')
    expect(marks()).toEqual([[0], [0], [0]])
  })

  test('marks many, in every folder of the catch-all account', async () => {
    for (let n = 0; n < 1000; n++) store.capture(submission())
    const elsewhere = store.apply({ type: 'create-folder', account: store.catchAll, name: 'Elsewhere' })
    store.apply({ type: 'move', folder: store.catchAll.inbox, uids: [1, 5], to: elsewhere })
    expect(await mark('', { seen: true })).toBe(1003)
    expect([elsewhere.unseen, store.catchAll.inbox.unseen]).toEqual([0, 0])
  })
})
