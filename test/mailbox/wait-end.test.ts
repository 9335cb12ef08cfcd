import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { SandboxClock } from '../../server/clock.ts'
import { Needle } from '../../server/mailbox/needle.ts'
import { parseQuery } from '../../server/mailbox/query.ts'
import { Store } from '../../server/mailbox/store.ts'
import { Waits } from '../../server/mailbox/waits.ts'
import { submission } from './submission.ts'
import { ground, idle, over, subjects } from './wait-ground.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

describe('when time is over', () => {
  test('how many came, up to where, and what came nearest is told', async () => {
    const { store, capture, wait } = ground()
    capture('Welcome', ['anna@x.test'])
    capture('Order 1', ['anna@x.test'])
    capture('Bill', ['eve@y.test'])
    capture('Order 2', ['anna@x.test'])
    capture('Order 3', ['carol@x.test'])
    const { found, cursor, near } = await over(wait('to:anna@x.test subject:Welcome', { count: 2 }))
    expect({ found, cursor }).toEqual({ found: 1, cursor: store.feed.seq })
    expect(near.map(({ message, failed }) => [message.summary.subject, failed])).toEqual([
      ['Order 2', ["subject: 'Order 2' does not contain 'Welcome'"]],
      ['Order 1', ["subject: 'Order 1' does not contain 'Welcome'"]],
      [
        'Order 3',
        ["to: none of carol@x.test is 'anna@x.test'", "subject: 'Order 3' does not contain 'Welcome'"],
      ],
    ])
  })

  test('near is what came since the cursor, within the scope', async () => {
    const { store, capture, wait } = ground()
    capture('1', ['ci-1@x.test'])
    const after = store.feed.seq
    capture('2', ['ci-1@x.test'])
    capture('3', ['ci-2@x.test'])
    const { near } = await over(wait('subject:Welcome', { after, scope: 'rcpt:ci-1@x.test' }))
    expect(near.map(({ message }) => message.summary.subject)).toEqual(['2'])
  })

  test('only the newest few hundred are looked at for what came near', async () => {
    const { capture, wait } = ground()
    const isIn = vi.spyOn(Needle.prototype, 'isIn')
    capture('near', ['anna@x.test'])
    for (let n = 0; n < 2000; n++) capture(String(n))
    const waiting = wait('subject:zanzibar rcpt:anna', { after: 0 })
    await idle()
    isIn.mockClear()
    const { near } = await over(waiting)
    expect(near.map(({ message }) => message.summary.subject)).toEqual(['1999', '1998', '1997'])
    expect(isIn.mock.calls.length).toBeLessThan(2000)
  })

  test('of what is deleted meanwhile nothing is told', async () => {
    const { store, capture, wait } = ground()
    const waiting = wait('subject:Welcome', { count: 2 })
    const { id } = capture('Welcome')
    await idle()
    store.apply({ type: 'delete-message', ids: [id] })
    expect(await over(waiting)).toMatchObject({ found: 0, near: [] })
  })
})

describe('a wait that is given up', () => {
  test('is forgotten at once', async () => {
    const { waits, capture, wait } = ground()
    const ending = new AbortController()
    const waiting = wait('subject:1', { signal: ending.signal })
    expect(waits.open).toBe(1)
    ending.abort()
    expect(waits.open).toBe(0)
    capture('1')
    expect(await waiting).toEqual({ kind: 'aborted' })
    expect(vi.getTimerCount()).toBe(0)
  })

  test('before it began is none', async () => {
    const { waits, wait } = ground()
    expect(await wait('', { signal: AbortSignal.abort() })).toEqual({ kind: 'aborted' })
    expect(waits.open).toBe(0)
  })

  test('by the server ends, as does one that comes afterwards', async () => {
    const { waits, store, wait } = ground()
    const waiting = [wait('subject:1'), wait('subject:2', { after: store.feed.seq }), wait('subject:2')]
    waits.close()
    expect(waits.open).toBe(0)
    const outcomes = await Promise.all([...waiting, wait('')])
    expect(outcomes.map(({ kind }) => kind)).toEqual(['closed', 'closed', 'closed', 'closed'])
  })

  test('while what came near is looked for ends', async () => {
    const { capture, wait } = ground()
    const ending = new AbortController()
    capture('1')
    const waiting = wait('subject:2', { signal: ending.signal })
    await idle()
    vi.advanceTimersByTime(10_000)
    ending.abort()
    expect(await waiting).toEqual({ kind: 'aborted' })
  })
})

describe('what waiting costs', () => {
  test('one subscription to the feed, however many wait', async () => {
    const clock = new SandboxClock()
    const store = new Store({ clock })
    const subscribe = vi.spyOn(store.feed, 'subscribe')
    const waits = new Waits(store)
    const { signal } = new AbortController()
    const all = Array.from({ length: 1000 }, (_, n) =>
      waits.wait(
        { query: parseQuery(`to:user${n}@x.test`), scope: { kind: 'all' }, count: 1, after: null },
        { timeout: 10_000, signal },
      ),
    )
    expect(waits.open).toBe(1000)
    expect(subscribe).toHaveBeenCalledTimes(1)
    for (let n = 999; n >= 0; n--) store.capture(submission({ to: [`user${n}@x.test`] }))
    const found = await Promise.all(all)
    expect(
      found.map(outcome => outcome.kind === 'found' && outcome.messages[0]?.envelope.to[0]?.address),
    ).toEqual(Array.from({ length: 1000 }, (_, n) => `user${n}@x.test`))
    expect(waits.open).toBe(0)
    store.close()
    clock.close()
  })

  test('one test of each message for all who ask the same', async () => {
    const { capture, wait } = ground()
    const all = Array.from({ length: 100 }, () => wait('subject:welcome'))
    await idle()
    const isIn = vi.spyOn(Needle.prototype, 'isIn')
    for (let n = 0; n < 10; n++) capture(String(n))
    expect(isIn, 'while messages are captured').not.toHaveBeenCalled()
    capture('Welcome')
    await Promise.all(all)
    expect(isIn).toHaveBeenCalledTimes(11)
  })

  test('nothing while nothing happens that concerns messages', async () => {
    const { store, wait } = ground()
    const waiting = wait('subject:welcome', { count: 0 })
    await idle()
    const later = vi.spyOn(globalThis, 'setImmediate')
    store.openAccount('bob@x.test')
    store.apply({ type: 'create-folder', account: store.catchAll, name: 'New' })
    expect(later).not.toHaveBeenCalled()
    later.mockRestore()
    expect(await over(waiting)).toMatchObject({ cursor: store.feed.seq })
  })
})

test('a fault while a query is tried fails those who wait, and no one later', async () => {
  const { capture, wait } = ground()
  const waiting = wait('subject:welcome')
  await idle()
  const isIn = vi.spyOn(Needle.prototype, 'isIn').mockImplementation(() => {
    throw new Error('broken')
  })
  capture('1')
  await expect(waiting).rejects.toThrow('broken')
  await expect(wait('subject:welcome')).rejects.toThrow('broken')
  isIn.mockRestore()
  expect(await subjects(wait('subject:1'))).toEqual(['1'])
})
