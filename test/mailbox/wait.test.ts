import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { SEEN } from '../../server/mailbox/flags.ts'
import type { StoredMessage } from '../../server/mailbox/stored-message.ts'
import type { WaitOutcome } from '../../server/mailbox/wait.ts'
import { submission } from './submission.ts'
import { ground, idle, over, subjects } from './wait-ground.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** Tells later whether it has ended by now. */
function watch(outcome: Promise<WaitOutcome>): { ended: boolean } {
  const state = { ended: false }
  void outcome.then(() => {
    state.ended = true
  })
  return state
}

describe('a wait', () => {
  test('without a cursor gives the newest of all that is stored, in the order of arrival', async () => {
    const { capture, wait } = ground()
    for (const subject of ['1', '2', 'other', '3', '4']) capture(subject, ['a@x.test'])
    expect(await subjects(wait('to:a@x.test -subject:other'))).toEqual(['4'])
    expect(await subjects(wait('to:a@x.test -subject:other', { count: 3 }))).toEqual(['2', '3', '4'])
    expect(await subjects(wait('', { count: 5 }))).toEqual(['1', '2', 'other', '3', '4'])
  })

  test('with a cursor gives the oldest of those that came later', async () => {
    const { store, capture, wait } = ground()
    capture('before')
    const after = store.feed.seq
    for (const subject of ['1', '2', '3']) capture(subject)
    expect(await subjects(wait('', { after }))).toEqual(['1'])
    expect(await subjects(wait('', { after, count: 2 }))).toEqual(['1', '2'])
    expect(await subjects(wait('-subject:1', { after, count: 2 }))).toEqual(['2', '3'])
  })

  test('is answered when what it waits for comes, and not by what does not match', async () => {
    const { capture, wait } = ground()
    const waiting = wait('subject:welcome')
    const state = watch(waiting)
    capture('Order')
    await idle()
    expect(state.ended).toBe(false)
    capture('Welcome')
    expect(await subjects(waiting)).toEqual(['Welcome'])
  })

  test('finds what comes in the tick in which it begins, before and after', async () => {
    const { store, capture, wait } = ground()
    const after = store.feed.seq
    capture('1')
    const waiting = wait('', { after, count: 2 })
    capture('2')
    expect(await subjects(waiting)).toEqual(['1', '2'])
  })

  test('finds what was saved right before, as by a mail program', async () => {
    const { store, wait } = ground()
    const saved = submission({ headers: ['Subject: saved'] })
    store.apply({ type: 'place', folder: store.catchAll.folder('Sent')!, submission: saved })
    expect(await subjects(wait(''))).toEqual(['saved'])
    expect(await subjects(wait('', { after: 0 }))).toEqual(['saved'])
  })

  test('for several counts those that are there and those that come', async () => {
    const { capture, wait } = ground()
    capture('1')
    const waiting = wait('', { count: 3 })
    const state = watch(waiting)
    await idle()
    capture('2')
    await idle()
    expect(state.ended).toBe(false)
    capture('3')
    expect(await subjects(waiting)).toEqual(['1', '2', '3'])
  })

  test('does not count what is deleted before it is answered', async () => {
    const { store, capture, wait } = ground()
    const waiting = wait('', { count: 2 })
    const { id } = capture('1')
    await idle()
    store.apply({ type: 'delete-message', ids: [id] })
    capture('2')
    await idle()
    capture('3')
    expect(await subjects(waiting)).toEqual(['2', '3'])
  })

  test('does not count what is deleted or dropped before it was looked at', async () => {
    const { store, capture, wait } = ground()
    const waiting = wait('')
    store.apply({ type: 'delete-message', ids: [capture('1').id] })
    capture('2')
    store.reset()
    await idle()
    capture('3')
    expect(await subjects(waiting)).toEqual(['3'])
  })

  test('does not count what the catch-all account has expunged', async () => {
    const { store, capture, wait } = ground()
    capture('1')
    store.apply({ type: 'expunge', folder: store.catchAll.inbox, uids: [1] })
    const waiting = wait('')
    const state = watch(waiting)
    await idle()
    expect(state.ended).toBe(false)
    capture('2')
    expect(await subjects(waiting)).toEqual(['2'])
  })
})

describe('a message comes to match, or matches no more,', () => {
  test('by its flags', async () => {
    const { capture, wait, flag } = ground()
    capture('1')
    capture('2')
    const read = wait('is:read')
    const unread = wait('is:unread', { count: 3 })
    await idle()
    flag(1, 'add', { flags: SEEN })
    expect(await subjects(read)).toEqual(['1'])
    capture('3')
    await idle()
    capture('4')
    expect(await subjects(unread)).toEqual(['2', '3', '4'])
  })

  test('by its tags', async () => {
    const { capture, wait, flag } = ground()
    capture('1')
    const waiting = wait('tag:ci')
    await idle()
    flag(1, 'add', { keywords: ['CI'] })
    expect(await subjects(waiting)).toEqual(['1'])
  })

  test('by the accounts in which it lies', async () => {
    const { store, capture, wait } = ground()
    capture('1', ['bob@x.test'])
    capture('2', ['carol@x.test'])
    const gone = wait('-account:bob@x.test', { count: 2 })
    await idle()
    const folder = store.account('bob@x.test')!.inbox
    store.apply({ type: 'expunge', folder, uids: [1] })
    expect(await subjects(gone)).toEqual(['1', '2'])
  })

  test('as it comes into the catch-all account from elsewhere', async () => {
    const { store, capture, wait } = ground()
    const { folder } = store.apply({
      type: 'place',
      folder: store.openAccount('bob@x.test').inbox,
      submission: submission({ headers: ['Subject: saved'] }),
    })
    capture('later')
    const waiting = wait('subject:saved')
    await idle()
    store.apply({ type: 'copy', folder, uids: [1], to: store.catchAll.folder('Archive')! })
    expect(await subjects(waiting)).toEqual(['saved'])
  })

  test('between two looks at it', async () => {
    const { capture, wait, flag } = ground()
    const waiting = wait('is:read')
    await idle()
    capture('1')
    flag(1, 'add', { flags: SEEN })
    flag(1, 'remove', { flags: SEEN })
    capture('2')
    flag(2, 'add', { flags: SEEN })
    expect(await subjects(waiting)).toEqual(['2'])
  })
})

describe('while what is there is still being searched', () => {
  beforeEach(() => {
    // Every look is a slice of its own.
    let now = 0
    vi.spyOn(performance, 'now').mockImplementation(() => (now += 10))
  })

  test('an older message that comes to match does not go before a newer one', async () => {
    const { capture, wait, flag } = ground()
    for (const subject of ['1', '2', '3', '4', '5', '6']) capture(subject)
    flag(2, 'add', { flags: SEEN })
    const waiting = wait('is:read')
    await new Promise(resolve => setImmediate(resolve))
    flag(1, 'add', { flags: SEEN })
    expect(await subjects(waiting)).toEqual(['2'])
  })

  test('time that is over ends nothing', async () => {
    const { capture, wait } = ground()
    for (const subject of ['1', '2', '3', '4', '5', '6']) capture(subject)
    const waiting = [wait('subject:1'), wait('subject:1', { count: 0 })]
    await new Promise(resolve => setImmediate(resolve))
    vi.advanceTimersByTime(10_000)
    expect(await Promise.all(waiting.map(subjects))).toEqual([['1'], ['1']])
  })
})

describe('a wait for none', () => {
  test('ends at once with what comes', async () => {
    const { store, capture, wait } = ground()
    const waiting = wait('to:@x.test', { count: 0, after: store.feed.seq })
    await idle()
    capture('other', ['a@y.test'])
    capture('1')
    expect(await subjects(waiting)).toEqual(['1'])
  })

  test('ends at once with what is there, when it has no cursor', async () => {
    const { capture, wait } = ground()
    capture('1')
    expect(await subjects(wait('', { count: 0 }))).toEqual(['1'])
  })

  test('tells up to where there was silence', async () => {
    const { store, capture, wait } = ground()
    const after = capture('1').seq
    const waiting = wait('subject:2', { count: 0, after })
    capture('3')
    expect(await over(waiting)).toEqual({ kind: 'over', found: 0, cursor: store.feed.seq, near: [] })
  })

  test('whose time ends in the tick in which a message comes has heard of it', async () => {
    const { store, capture, wait } = ground()
    const waiting = wait('', { count: 0, after: 0 })
    await idle()
    capture('1')
    vi.advanceTimersByTime(10_000)
    expect(await subjects(waiting)).toEqual(['1'])
    expect(store.feed.seq).toBeGreaterThan(0)
  })
})

/** What happens beside a chain of waits. */
type Step = 'capture' | 'capture other' | 'delete' | 'turn'

test('waits that are chained see everything that stays once and in order, whatever happens between', async () => {
  // Every look is a slice of its own, so that anything may come between any two.
  let now = 0
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 10))
  const step = fc.constantFrom<Step[]>('capture', 'capture', 'capture other', 'delete', 'turn', 'turn')
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 40 }),
      fc.array(step, { maxLength: 40 }),
      fc.integer({ min: 1, max: 3 }),
      async (before, during, count) => {
        const { store, capture, wait } = ground()
        const deletable: StoredMessage[] = []
        let n = 0
        const act = async (kind: Step): Promise<void> => {
          if (kind === 'turn') await new Promise(resolve => setImmediate(resolve))
          else if (kind === 'capture') capture(`keep ${++n}`)
          else if (kind === 'capture other') deletable.push(capture('other'))
          else {
            const doomed = deletable.shift()
            if (doomed !== undefined) store.apply({ type: 'delete-message', ids: [doomed.id] })
          }
        }
        for (const kind of before) await act(kind)
        const seen: string[] = []
        const chain = (async () => {
          for (let after = 0; ;) {
            const outcome = await wait('subject:keep', { count, after })
            if (outcome.kind !== 'found') return
            seen.push(...outcome.messages.map(message => message.summary.subject))
            after = outcome.messages.at(-1)!.seq
          }
        })()
        for (const kind of during) await act(kind)
        for (let turn = 0; turn < 200; turn++) await new Promise(resolve => setImmediate(resolve))
        vi.advanceTimersByTime(10_000)
        await chain
        const kept = Array.from({ length: n }, (_, index) => `keep ${index + 1}`)
        expect(seen).toEqual(kept.slice(0, n - (n % count)))
      },
    ),
    { numRuns: 60 },
  )
})
