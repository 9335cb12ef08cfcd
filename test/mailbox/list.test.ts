import { beforeEach, describe, expect, test } from 'vitest'
import { SandboxClock } from '../../server/clock.ts'
import { SEEN } from '../../server/mailbox/flags.ts'
import { list } from '../../server/mailbox/list.ts'
import type { ListOptions } from '../../server/mailbox/list.ts'
import { parseQuery } from '../../server/mailbox/query.ts'
import { Store } from '../../server/mailbox/store.ts'
import { submission } from './submission.ts'

let store: Store

beforeEach(() => {
  store = new Store({ clock: new SandboxClock(), limits: { messages: 1_000_000 } })
})

function capture(count: number, to = 'bob@x.test'): void {
  for (let index = 1; index <= count; index++) {
    store.capture(
      submission({ to: [to], headers: [`Subject: ${index} ${index % 2 === 0 ? 'even' : 'odd'}`] }),
    )
  }
}

/** The numbers in the subjects, page by page. */
async function pages(options: ListOptions): Promise<number[][]> {
  const found: number[][] = []
  let page: string | undefined
  do {
    const result = await list(store, { ...options, page })
    found.push(result.entries.map(({ message }) => Number.parseInt(message.summary.subject)))
    page = result.next ?? undefined
  } while (page !== undefined)
  return found
}

describe('list', () => {
  test('gives nothing of an empty store', async () => {
    expect(await list(store, { limit: 10 })).toEqual({ entries: [], next: null, total: 0, cursor: 0 })
  })

  test('gives pages, newest first, until there is no next', async () => {
    capture(7)
    expect(await pages({ limit: 3 })).toEqual([[7, 6, 5], [4, 3, 2], [1]])
    expect(await pages({ limit: 7 })).toEqual([[7, 6, 5, 4, 3, 2, 1]])
    expect(await list(store, { limit: 3 })).toMatchObject({ total: 7, cursor: store.feed.seq })
  })

  test('gives pages of what matches, with the total of all', async () => {
    capture(10)
    const query = parseQuery('subject:even')
    expect(await pages({ limit: 2, query })).toEqual([[10, 8], [6, 4], [2]])
    expect(await pages({ limit: 5, query })).toEqual([[10, 8, 6, 4, 2]])
    const { next } = await list(store, { limit: 2, query })
    expect(await list(store, { limit: 2, query, page: next! })).toMatchObject({ total: 5 })
  })

  test('goes on where it was, though mail comes and goes meanwhile', async () => {
    capture(6)
    const first = await list(store, { limit: 2 })
    capture(3)
    store.apply({ type: 'delete-message', ids: [first.entries[1]!.message.id] })
    const second = await list(store, { limit: 2, page: first.next! })
    expect(second.entries.map(entry => entry.uid)).toEqual([4, 3])
  })

  test.each([undefined, parseQuery('subject:o'), parseQuery('even OR odd')])(
    'after a cursor gives what came later',
    async query => {
      capture(3)
      const { cursor } = await list(store, { limit: 1 })
      expect(await list(store, { limit: 5, after: cursor, query })).toMatchObject({
        entries: [],
        total: 0,
        next: null,
      })
      store.capture(submission({ headers: ['Subject: 4 odd'] }))
      store.capture(submission({ headers: ['Subject: 5 odd'] }))
      expect(await pages({ limit: 1, after: cursor, query })).toEqual([[5], [4]])
    },
  )

  test('gives one entry for each message that the catch-all account has, in whichever folder', async () => {
    capture(3)
    const { inbox } = store.catchAll
    const trash = store.catchAll.folder('Trash')!
    store.apply({ type: 'copy', folder: inbox, uids: [1], to: trash })
    store.apply({ type: 'move', folder: inbox, uids: [2], to: trash })
    store.apply({
      type: 'place',
      folder: store.account('bob@x.test')!.folder('Sent')!,
      submission: submission(),
    })
    const { entries, total } = await list(store, { limit: 10 })
    expect(entries.map(entry => [entry.folder.name, entry.uid])).toEqual([
      ['INBOX', 3],
      ['Trash', 2],
      ['INBOX', 1],
    ])
    expect(total).toBe(3)
  })

  test('of a folder goes by its entries and their flags', async () => {
    capture(4)
    const bob = store.account('bob@x.test')!
    store.apply({ type: 'move', folder: bob.inbox, uids: [1], to: bob.inbox })
    store.apply({ type: 'flag', folder: bob.inbox, uids: [3, 5], mode: 'add', flags: SEEN })
    expect(await pages({ limit: 3, folder: bob.inbox })).toEqual([[1, 4, 3], [2]])
    expect(await pages({ limit: 3, folder: bob.inbox, query: parseQuery('is:read') })).toEqual([[1, 3]])
    const { seq } = store.message(bob.inbox.entries.get(3)!.message.id)!
    expect(await pages({ limit: 3, folder: bob.inbox, after: seq })).toEqual([[4]])
  })

  test('of an account gives one entry for each message in its folders', async () => {
    capture(2, 'eve@y.test')
    capture(1)
    const eve = store.account('eve@y.test')!
    store.apply({ type: 'move', folder: eve.inbox, uids: [1], to: eve.folder('Archive')! })
    store.apply({ type: 'copy', folder: eve.inbox, uids: [2], to: eve.inbox })
    const { entries } = await list(store, { limit: 10, account: eve })
    expect(entries.map(entry => [entry.folder.name, entry.uid])).toEqual([
      ['INBOX', 2],
      ['Archive', 1],
    ])
  })

  test.each(['', 'x', '-1', '1e3', '1'.repeat(16)])('refuses the page %j', async page => {
    await expect(list(store, { limit: 1, page })).rejects.toMatchObject({ code: 'invalid-page' })
  })

  test('searches in slices: captures and deletions go on meanwhile', async () => {
    capture(20_000)
    const before = store.feed.seq
    const searching = list(store, { limit: 1000, query: parseQuery('body:hello') })
    let turns = 0
    const turn = (): void => {
      turns++
      if (turns === 1) {
        store.apply({ type: 'delete-message', ids: [store.timeline.first!.id, store.latest!.id] })
        capture(1)
      }
      next = setImmediate(turn)
    }
    let next = setImmediate(turn)
    const { total, cursor, entries } = await searching
    clearImmediate(next)
    expect(turns).toBeGreaterThan(0)
    expect([total, cursor, entries[0]!.uid]).toEqual([19_998, before, 19_999])
  })
})
