import { describe, expect, test } from 'vitest'
import {
  appendPage,
  applyEvents,
  EMPTY_LIST,
  mergeFirstPage,
  type ListState,
} from '../../web/state/list-state.ts'
import { ALL_MAIL } from '../../web/state/mailbox.ts'
import type { Row } from '../../web/state/row.ts'
import { AT, bounced } from './deliveries.ts'
import { captured, deleted, entryRow, expunged, flagged, page, placed, row } from './fixtures.ts'

const ALL = { mailbox: ALL_MAIL, query: '' }
const FOUND = { mailbox: ALL_MAIL, query: 'from:anna' }
const BOB = { mailbox: { kind: 'folder', address: 'bob@x.test', folder: 'INBOX' }, query: '' } as const
const IN_BOB = { account: 'bob@x.test', folder: 'INBOX' }

function listOf(rows: readonly Row[], change: Partial<ListState> = {}): ListState {
  return { ...EMPTY_LIST, rows, total: rows.length, cursor: 10, ...change }
}

const ids = (state: ListState) => state.rows.map(({ id }) => id)

describe('a list that follows the feed', () => {
  test('takes in new mail at the top, the newest first', () => {
    const { state, refresh } = applyEvents(listOf([row('a')]), ALL, [captured(11, 'b'), captured(12, 'c')])
    expect(ids(state)).toEqual(['c', 'b', 'a'])
    expect(state).toMatchObject({ total: 3, cursor: 12 })
    expect(refresh).toBe(false)
  })

  test('does nothing twice: what it was loaded with is not told again', () => {
    const list = listOf([row('b'), row('a')])
    expect(applyEvents(list, ALL, [captured(9, 'a'), captured(10, 'b')]).state).toBe(list)
  })

  test('leaves the rows as they are when nothing of it changed', () => {
    const list = listOf([row('a')])
    expect(applyEvents(list, ALL, [placed(11, 'a', IN_BOB)]).state.rows).toBe(list.rows)
  })

  test('drops what is deleted, once, whoever tells of it', () => {
    const events = [expunged(11, 'a'), deleted(12, 'a')]
    const { state, refresh } = applyEvents(listOf([row('b'), row('a')]), ALL, events)
    expect(ids(state)).toEqual(['b'])
    expect(state.total).toBe(1)
    expect(refresh).toBe(false)
  })

  test('drops what came and went in one batch', () => {
    expect(ids(applyEvents(listOf([]), ALL, [captured(11, 'a'), deleted(12, 'a')]).state)).toEqual([])
  })

  test('asks again when a message beyond its loaded rows is deleted, as only the server knows the count', () => {
    const list = listOf([row('b')], { total: 500, next: 'p2' })
    expect(applyEvents(list, ALL, [deleted(11, 'z')])).toMatchObject({ refresh: true, state: { total: 500 } })
  })

  test.each(['folder.created', 'folder.deleted'] as const)('asks again after a %s of its own', type => {
    const told = (folder: string) => [{ seq: 11, at: AT, type, account: 'bob@x.test', folder }]
    expect(applyEvents(listOf([]), BOB, told('INBOX')).refresh).toBe(true)
    expect(applyEvents(listOf([]), BOB, told('Other')).refresh).toBe(false)
  })

  test('shows flags of its own mailbox only', () => {
    const events = [
      flagged(11, 'a', ['\\Seen', '\\Flagged', '$Work']),
      flagged(12, 'a', [], { ...IN_BOB, uid: 1 }),
    ]
    const { state } = applyEvents(listOf([row('a')]), ALL, events)
    expect(state.rows[0]).toMatchObject({ seen: true, flagged: true, tags: ['$Work'] })
  })

  test('with a query asks again for new mail, as only the server can tell what matches', () => {
    const { state, refresh } = applyEvents(listOf([row('a')]), FOUND, [captured(11, 'b')])
    expect(ids(state)).toEqual(['a'])
    expect(refresh).toBe(true)
  })

  test('of a folder asks again for what is placed there, and for nothing that is placed elsewhere', () => {
    const list = listOf([entryRow('a', 1)])
    expect(applyEvents(list, BOB, [placed(11, 'b', IN_BOB)]).refresh).toBe(true)
    expect(
      applyEvents(list, BOB, [captured(11, 'b'), placed(12, 'b', { account: 'eve@x.test' })]).refresh,
    ).toBe(false)
  })

  test('notes on each copy of a message that a delivery of it has bounced, once', () => {
    const old = [entryRow('m-d1', 3), entryRow('m-d1', 2), entryRow('other', 1)]
    const once = applyEvents(listOf(old), BOB, [bounced(11, 'd1')]).state
    expect(once.rows.map(({ summary }) => summary?.notes)).toEqual([['bounced'], ['bounced'], []])
    expect(once.rows[2]).toBe(old[2])
    expect(applyEvents(once, BOB, [bounced(12, 'd1')]).state.rows).toEqual(once.rows)
  })

  test('notes it too on mail that came with the same news, and not on rows that were let go of', () => {
    const letGo = { ...row('m-d2'), summary: null }
    const events = [captured(11, 'm-d1'), bounced(12, 'd1'), bounced(13, 'd2')]
    const { state } = applyEvents(listOf([letGo]), ALL, events)
    expect(state.rows.map(({ summary }) => summary?.notes)).toEqual([['bounced'], undefined])
  })

  test('of a folder tells copies of one message apart', () => {
    const list = listOf([entryRow('a', 2), entryRow('a', 1)])
    const { state } = applyEvents(list, BOB, [expunged(11, 'a', { ...IN_BOB, uid: 1 })])
    expect(state.rows.map(({ uid }) => uid)).toEqual([2])
  })
})

describe('a further page', () => {
  test('goes below, without rows that are there already', () => {
    const list = appendPage(
      listOf([row('c'), row('b')], { total: 4, next: 'p2' }),
      page([row('b'), row('a')], { next: 'p3' }),
    )
    expect(ids(list)).toEqual(['c', 'b', 'a'])
    expect(list).toMatchObject({ next: 'p3', total: 4 })
  })

  test('that is the last one settles the count', () => {
    expect(appendPage(listOf([row('b')], { total: 9, next: 'p2' }), page([row('a')])).total).toBe(2)
  })
})

describe('the first page, asked for again', () => {
  const list = listOf([row('d'), row('c'), row('b'), row('a')], { total: 9, next: 'p2' })

  test('puts what is new on top and keeps what was loaded below', () => {
    const merged = mergeFirstPage(list, page([row('e'), row('d')], { total: 10, next: 'other', cursor: 20 }))
    expect(ids(merged)).toEqual(['e', 'd', 'c', 'b', 'a'])
    expect(merged).toMatchObject({ total: 10, next: 'p2', cursor: 20 })
  })

  test('lets go of rows that are no longer there', () => {
    expect(ids(mergeFirstPage(list, page([row('e'), row('c')], { total: 8 })))).toEqual(['e', 'c', 'b', 'a'])
  })

  test('begins anew when so much came that the two do not meet', () => {
    const merged = mergeFirstPage(list, page([row('z'), row('y')], { total: 99, next: 'n' }))
    expect(ids(merged)).toEqual(['z', 'y'])
    expect(merged.next).toBe('n')
  })
})
