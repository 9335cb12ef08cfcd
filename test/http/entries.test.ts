import { beforeEach, describe, expect, it } from 'vitest'
import { FLAGGED, SEEN } from '../../server/mailbox/flags.ts'
import type { Folder } from '../../server/mailbox/folder.ts'
import { capture, captureMany, createTestApp } from './http-fixture.ts'

const INBOX = 'bob@x.test/folders/INBOX/entries'

let ground: Awaited<ReturnType<typeof createTestApp>>
let inbox: Folder

beforeEach(async () => {
  ground = await createTestApp()
  captureMany(ground.store, 9)
  inbox = ground.store.account('bob@x.test')!.inbox
})

async function send(method: 'PATCH' | 'DELETE', selection: string, payload?: object, path = INBOX) {
  const url = `/api/v1/accounts/${path}${selection}`
  return (await ground.app.inject({ method, url, ...(payload && { payload }) })).json<object>()
}

const uids = () => [...inbox.entries].map(entry => entry.uid)
const marks = (folder = inbox) =>
  Object.fromEntries([...folder.entries].map(({ uid, flags, keywords }) => [uid, [flags, ...keywords]]))

const ALL = [1, 2, 3, 4, 5, 6, 7, 8, 9]

/** Of nine entries, of which 9 was deleted before and 2 and 5 are flagged, those that stay. */
const SELECTIONS: readonly (readonly [selection: string, left: readonly number[]])[] = [
  ['?uids=3', [1, 2, 4, 5, 6, 7, 8]],
  ['?uids=1:3,7', [4, 5, 6, 8]],
  ['?uids=7,3:1', [4, 5, 6, 8]],
  ['?uids=1:4,2:6,5,5,3:4', [7, 8]],
  ['?uids=6:*', [1, 2, 3, 4, 5]],
  ['?uids=*', [1, 2, 3, 4, 5, 6, 7]],
  ['?uids=*:7', [1, 2, 3, 4, 5, 6]],
  ['?uids=100:*', [1, 2, 3, 4, 5, 6, 7]],
  ['?uids=9:4294967295', [1, 2, 3, 4, 5, 6, 7, 8]],
  ['?uids=1:9999999999', []],
  ['?query=is:flagged', [1, 3, 4, 6, 7, 8]],
  ['?query=subject:3 OR subject:5', [1, 2, 4, 6, 7, 8]],
  ['?uids=1:4&query=is:flagged', [1, 3, 4, 5, 6, 7, 8]],
  ['?uids=1:4&query=subject:5', [1, 2, 3, 4, 5, 6, 7, 8]],
  ['?uids=1:4&query=', [5, 6, 7, 8]],
  ['?query=account:all is:unflagged', [2, 5]],
  ['', []],
]

const REFUSED: readonly (readonly [selection: string, code: string, detail: string])[] = [
  ['?uids=', 'invalid-request', 'an empty text is neither a UID nor a range'],
  ['?uids=1,', 'invalid-request', 'an empty text'],
  ['?uids=0', 'invalid-request', '"0"'],
  ['?uids=1:2:3', 'invalid-request', '"1:2:3"'],
  ['?uids=1;2', 'invalid-request', '"1;2"'],
  ['?uids=-1', 'invalid-request', '"-1"'],
  ['?uids=99999999999', 'invalid-request', '"99999999999"'],
  [`?uids=${'1,'.repeat(4000)}1`, 'invalid-request', '8000'],
  ['?query=(', 'invalid-query', ''],
  ['?uids=1&query=is:nonsense', 'invalid-query', ''],
  ['?querry=is:read', 'invalid-request', 'querry'],
]

describe('expunging entries', () => {
  it.each(SELECTIONS)('%s leaves %j', async (selection, left) => {
    const { store } = ground
    store.apply({ type: 'expunge', folder: inbox, uids: [9] })
    store.apply({ type: 'flag', folder: inbox, uids: [2, 5], mode: 'add', flags: FLAGGED })
    expect(await send('DELETE', selection)).toEqual({ deleted: 8 - left.length })
    expect(uids()).toEqual(left)
  })

  it.each(REFUSED)('refuses %s and deletes nothing', async (selection, code, detail) => {
    expect(await send('DELETE', selection)).toMatchObject({
      status: 400,
      code,
      detail: expect.stringContaining(detail) as string,
    })
    expect(uids()).toEqual(ALL)
  })

  it('goes by the flags of this folder, whatever other accounts have', async () => {
    const { store } = ground
    store.apply({ type: 'flag', folder: store.catchAll.inbox, uids: ALL, mode: 'add', flags: SEEN })
    expect(await send('DELETE', '?query=is:read')).toEqual({ deleted: 0 })
    store.apply({ type: 'flag', folder: inbox, uids: [4], mode: 'add', flags: SEEN })
    expect(await send('DELETE', '?query=is:read')).toEqual({ deleted: 1 })
    expect(uids()).toEqual(ALL.filter(uid => uid !== 4))
  })

  it('leaves the messages while others refer to them, and other folders alone', async () => {
    const { store } = ground
    const archive = store.account('bob@x.test')!.folder('Archive')!
    store.apply({ type: 'copy', folder: inbox, uids: [1, 2], to: archive })
    expect(await send('DELETE', '')).toEqual({ deleted: 9 })
    expect([store.count, archive.count, store.catchAll.inbox.count]).toEqual([9, 2, 9])
    expect(await send('DELETE', '?uids=1:*', undefined, 'all/folders/INBOX/entries')).toEqual({ deleted: 9 })
    expect([store.count, archive.count]).toEqual([2, 2])
  })

  it('tells the feed of each entry', async () => {
    const { store } = ground
    const cursor = store.feed.seq
    const { id } = inbox.entries.last!.message
    await send('DELETE', '?uids=9')
    expect(store.feed.since(cursor)).toMatchObject([
      { type: 'entry.expunged', account: 'bob@x.test', folder: 'INBOX', uid: 9, id },
    ])
  })

  it('finds nothing in an empty folder', async () => {
    const drafts = 'bob@x.test/folders/Drafts/entries'
    for (const selection of ['', '?uids=*', '?uids=1:*']) {
      expect(await send('DELETE', selection, undefined, drafts)).toEqual({ deleted: 0 })
    }
  })

  it('leaves what comes meanwhile, and lets others go on', async () => {
    const { store } = ground
    captureMany(store, 3000)
    const deleting = send('DELETE', '?uids=1:*&query=is:unread')
    const left = await new Promise<number>(resolve => {
      // It is under way when the first entries have gone.
      const unsubscribe = store.feed.subscribe(() => {
        unsubscribe()
        setImmediate(() => {
          capture(store, { raw: 'Subject: late\r\n\r\n' })
          resolve(inbox.count)
        })
      })
    })
    expect(left).toBeGreaterThan(1)
    expect(await deleting).toEqual({ deleted: 3009 })
    expect(inbox.entries.last?.message.summary.subject).toBe('late')
    expect(inbox.count).toBe(1)
  })
})

describe('marking entries', () => {
  it('marks and tags them in this account alone', async () => {
    const { store } = ground
    const change = { seen: true, flagged: true, addTags: ['ci'] }
    expect(await send('PATCH', '?uids=2:3', change)).toEqual({ changed: 2 })
    expect(marks()).toMatchObject({ 1: [0], 2: [SEEN | FLAGGED, 'ci'], 3: [SEEN | FLAGGED, 'ci'], 4: [0] })
    expect(marks(store.catchAll.inbox)).toMatchObject({ 2: [0], 3: [0] })
  })

  it('counts those that change, and leaves alone what is not named', async () => {
    await send('PATCH', '?query=subject:4', { tags: ['a', 'b'] })
    expect(await send('PATCH', '?query=tag:a', { tags: ['b'], seen: true })).toEqual({ changed: 1 })
    expect(await send('PATCH', '', { seen: true })).toEqual({ changed: 8 })
    expect(await send('PATCH', '?query=is:unread', { flagged: true })).toEqual({ changed: 0 })
    expect(await send('PATCH', '?uids=4:5', { removeTags: ['B'] })).toEqual({ changed: 1 })
    expect(marks()).toMatchObject({ 4: [SEEN], 5: [SEEN] })
  })

  it.each(REFUSED)('refuses %s and marks nothing', async (selection, code) => {
    expect(await send('PATCH', selection, { seen: true })).toMatchObject({ status: 400, code })
    expect(inbox.unseen).toBe(9)
  })

  it.each([
    ['a tag that can be none', { seen: true, addTags: ['a b'] }, 'invalid-keyword'],
    ['a flag that is no switch', { seen: 'yes' }, 'invalid-request'],
    ['the form that one entry takes', { add: ['\\Seen'] }, 'invalid-request'],
  ])('refuses %s and marks nothing', async (_, change, code) => {
    expect(await send('PATCH', '?uids=1:*', change)).toMatchObject({ status: 400, code })
    expect(inbox.unseen).toBe(9)
  })
})

describe('entries of a folder that is not there', () => {
  it.each([
    ['bob@x.test/folders/None/entries', 'no-such-folder'],
    ['none@x.test/folders/INBOX/entries', 'no-such-account'],
  ])('are neither marked nor expunged: %s', async (path, code) => {
    expect(await send('DELETE', '', undefined, path)).toMatchObject({ status: 404, code })
    expect(await send('PATCH', '', { seen: true }, path)).toMatchObject({ status: 404, code })
    expect([...ground.store.accounts()]).toHaveLength(2)
  })
})
