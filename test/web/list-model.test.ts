import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Page } from '../../server/http/contract.ts'
import { ListModel, type PageRequest } from '../../web/state/list-model.ts'
import type { Shown } from '../../web/state/list-state.ts'
import { ALL_MAIL } from '../../web/state/mailbox.ts'
import type { Row } from '../../web/state/row.ts'
import { AT } from './deliveries.ts'
import { captured, deferred, deleted, flagged, page, reset, row } from './fixtures.ts'

const ALL = { mailbox: ALL_MAIL, query: '' }

interface Asked extends PageRequest {
  readonly shown: Shown
  readonly answer: PromiseWithResolvers<Page<Row>>
}

/** A list whose requests wait until the test answers them. */
function listModel() {
  const asked: Asked[] = []
  const list = new ListModel((shown, request) => {
    const answer = deferred<Page<Row>>()
    asked.push({ shown, ...request, answer })
    return answer.promise
  })
  const answer = async (index: number, answered: Page<Row>) => {
    asked[index]?.answer.resolve(answered)
    await vi.advanceTimersByTimeAsync(0)
  }
  return { list, asked, answer, ids: () => list.value.rows.map(({ id }) => id) }
}

const rows = (from: number, to: number) =>
  Array.from({ length: from - to }, (_, index) =>
    row(`m${String(from - index).padStart(6, '0')}`, { cursor: from - index }),
  )

/** A list of 3,000, of which all but the first page is loaded with `at` in sight. */
async function longList(at: number) {
  const model = listModel()
  model.list.show(ALL)
  await model.answer(0, page(rows(3000, 2940), { next: '2941', total: 3000 }))
  model.list.need({ first: at, end: at + 20 })
  await model.answer(1, page(rows(2940, 1940), { next: '1941', total: 3000 }))
  await model.answer(2, page(rows(1940, 940), { next: '941', total: 3000 }))
  const heavy = () => model.list.value.rows.flatMap(({ summary }, index) => (summary === null ? [] : index))
  return { ...model, heavy }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('the list', () => {
  test('loads as many rows as are asked for, page by page, or as there are', async () => {
    const { list, asked, answer } = listModel()
    list.show(ALL)
    await answer(0, page(rows(3000, 2940), { next: '2941', total: 3000 }))
    const loading = list.loadUpTo(1500)
    await answer(1, page(rows(2940, 1940), { next: '1941', total: 3000 }))
    await answer(2, page(rows(1940, 1500), { next: '1501', total: 3000 }))
    await loading
    expect(asked.map(({ limit }) => limit)).toEqual([60, 1000, 440])
    expect(list.value.rows).toHaveLength(1500)
    const failing = list.loadUpTo(5000)
    asked[3]!.answer.reject(new Error('no route to host'))
    await failing
    expect(list.value.rows).toHaveLength(1500)
    const rest = list.loadUpTo(5000)
    await answer(4, page(rows(1500, 500), { next: '501', total: 3000 }))
    await answer(5, page(rows(500, 0), { next: null, total: 3000 }))
    await rest
    expect(list.value.rows).toHaveLength(3000)
  })

  test('of an account that comes into being while it is asked for is asked for again', async () => {
    const { list, asked, answer, ids } = listModel()
    const mailbox = { kind: 'folder', address: 'bob@x.test', folder: 'INBOX' } as const
    list.show({ mailbox, query: '' })
    list.apply([{ seq: 1, at: AT, type: 'folder.created', account: 'bob@x.test', folder: 'INBOX' }])
    asked[0]!.answer.reject(Object.assign(new Error('no account'), { code: 'no-such-account' }))
    await vi.advanceTimersByTimeAsync(0)
    await answer(1, page([row('a')], { cursor: 2 }))
    expect(list.value.phase).toBe('ready')
    expect(ids()).toEqual(['a'])
  })

  test('loses nothing that happens while it is loading', async () => {
    const { list, answer, ids } = listModel()
    list.show(ALL)
    list.apply([captured(5, 'old'), captured(6, 'new'), deleted(7, 'gone')])
    await answer(0, page([row('old'), row('gone')], { cursor: 5 }))
    expect(list.value.phase).toBe('ready')
    expect(ids()).toEqual(['new', 'old'])
  })

  test('drops an answer to what is no longer asked', async () => {
    const { list, answer, ids } = listModel()
    list.show(ALL)
    list.show({ ...ALL, query: 'anna' })
    await answer(1, page([row('found')]))
    await answer(0, page([row('all')]))
    expect(ids()).toEqual(['found'])
  })

  test('fetches page after page until the rows in sight are there', async () => {
    const { list, asked, answer } = listModel()
    list.show(ALL)
    await answer(0, page(rows(3000, 2940), { next: 'p2', total: 3000 }))
    list.need({ first: 2470, end: 2500 })
    expect(asked[1]).toMatchObject({ limit: 1000, page: 'p2' })
    await answer(1, page(rows(2940, 1940), { next: 'p3', total: 3000 }))
    await answer(2, page(rows(1940, 940), { next: 'p4', total: 3000 }))
    expect(asked[3]).toMatchObject({ page: 'p4', limit: 440 })
    await answer(3, page(rows(940, 500), { next: 'p5', total: 3000 }))
    expect(asked).toHaveLength(4)
    expect(list.value.rows).toHaveLength(2500)
  })

  test('leaves out of a further page what was deleted while it was on its way', async () => {
    const { list, answer, ids } = listModel()
    list.show(ALL)
    await answer(0, page([row('c')], { next: 'p2', total: 3, cursor: 1 }))
    list.need({ first: 0, end: 3 })
    list.apply([deleted(2, 'b')])
    await answer(1, page([row('b'), row('a')], { cursor: 1 }))
    expect(ids()).toEqual(['c', 'a'])
    expect(list.value.total).toBe(2)
  })

  test('asks at once about one message that only the server can judge', async () => {
    const { list, asked, answer, ids } = listModel()
    list.show({ ...ALL, query: 'anna' })
    await answer(0, page([row('a')], { cursor: 1 }))
    list.apply([captured(2, 'b')])
    expect(asked).toHaveLength(2)
    await answer(1, page([row('b'), row('a')], { total: 2, cursor: 2 }))
    expect(ids()).toEqual(['b', 'a'])
  })

  test('asks once for a burst that only the server can judge', async () => {
    const { list, asked, answer, ids } = listModel()
    list.show({ ...ALL, query: 'anna' })
    await answer(0, page([row('a')], { cursor: 1 }))
    for (let seq = 2; seq < 1002; seq++) list.apply([captured(seq, `b${seq}`)])
    await vi.advanceTimersByTimeAsync(1000)
    expect(asked).toHaveLength(2)
    await answer(1, page([row('b'), row('a')], { total: 2, cursor: 1001 }))
    expect(ids()).toEqual(['b', 'a'])
  })

  test('is loaded again after a reset, and keeps its rows until then', async () => {
    const { list, answer, ids } = listModel()
    list.show(ALL)
    await answer(0, page([row('a')], { cursor: 9 }))
    list.apply([reset(3)])
    expect(ids()).toEqual(['a'])
    await answer(1, page([row('z')], { cursor: 3 }))
    list.apply([captured(4, 'y')])
    expect(ids()).toEqual(['y', 'z'])
  })

  test('that fails says so, and can be tried again', async () => {
    const { list, asked, answer, ids } = listModel()
    list.show(ALL)
    asked[0]?.answer.reject(new Error('no route to host'))
    await vi.advanceTimersByTimeAsync(0)
    expect(list.value).toMatchObject({ phase: 'failed', error: { message: 'no route to host' } })
    list.reload()
    await answer(1, page([row('a')]))
    expect([list.value.phase, list.value.error, ids()]).toEqual(['ready', null, ['a']])
  })

  test('keeps its rows when a query does not parse', async () => {
    const { list, asked, answer, ids } = listModel()
    list.show(ALL)
    await answer(0, page([row('a')]))
    list.show({ ...ALL, query: 'from:' })
    asked[1]?.answer.reject(Object.assign(new Error('a value is missing'), { code: 'invalid-query' }))
    await vi.advanceTimersByTimeAsync(0)
    expect(list.value).toMatchObject({ phase: 'ready', error: { code: 'invalid-query' } })
    expect(ids()).toEqual(['a'])
  })

  test('of another mailbox does not begin with the rows of the one before', async () => {
    const { list, answer, ids } = listModel()
    list.show(ALL)
    await answer(0, page([row('a')]))
    list.show({ mailbox: { kind: 'folder', address: 'bob@x.test', folder: 'INBOX' }, query: '' })
    expect([list.value.phase, ids()]).toEqual(['loading', []])
  })

  test('lets go of what is far from the rows in sight, but not of their flags', async () => {
    const { list, heavy } = await longList(2000)
    expect([heavy()[0], heavy().at(-1)]).toEqual([1000, 2059])
    list.apply([flagged(1, 'm003000', ['\\Seen'])])
    expect(list.value.rows[0]).toMatchObject({ id: 'm003000', seen: true, summary: null })
  })

  test('asks again for what it let go of when that comes into sight', async () => {
    const { list, asked, answer, heavy } = await longList(2000)
    list.apply([flagged(1, 'm002990', ['\\Flagged'])])
    list.need({ first: 0, end: 20 })
    expect(asked[3]).toMatchObject({ page: '3001', limit: 20 })
    await answer(3, page(rows(3000, 2980)))
    expect(heavy().slice(0, 21)).toEqual([...Array.from({ length: 20 }, (_, index) => index), 1000])
    expect(list.value.rows[10]).toMatchObject({ id: 'm002990', flagged: true })
  })

  test('drops what it let go of and finds no more', async () => {
    const { list, answer, ids } = await longList(2000)
    list.need({ first: 0, end: 20 })
    await answer(3, page(rows(3000, 2990)))
    expect(ids().slice(9, 11)).toEqual(['m002991', 'm002980'])
    expect(list.value.total).toBe(2990)
  })
})
