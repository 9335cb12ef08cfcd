import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SandboxClock } from '../../server/clock.ts'
import { ExpungeLog } from '../../server/mailbox/expunge-log.ts'
import type { UidRange } from '../../server/mailbox/expunge-log.ts'
import { Store } from '../../server/mailbox/store.ts'
import { submission } from './submission.ts'

function members(ranges: readonly UidRange[]): number[] {
  return ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, index) => from + index))
}

describe('ExpungeLog', () => {
  test('tells what went after a modification sequence, and in ascending order', () => {
    const log = new ExpungeLog()
    log.add([7, 8, 9, 12], 5)
    log.add([3], 6)
    expect(log.since(0)).toEqual([
      [3, 3],
      [7, 9],
      [12, 12],
    ])
    expect(log.since(4)).toEqual([
      [3, 3],
      [7, 9],
      [12, 12],
    ])
    expect(log.since(5)).toEqual([[3, 3]])
    expect(log.since(6)).toEqual([])
  })

  test('keeps apart what went at different times, neighbours as they are', () => {
    const log = new ExpungeLog()
    log.add([1], 2)
    log.add([2], 3)
    expect(log.since(2)).toEqual([[2, 2]])
  })

  test('forgets what is long ago, and says so', () => {
    const log = new ExpungeLog()
    for (let uid = 1; uid <= 257; uid++) log.add([uid * 2], uid + 1)
    expect(log.since(0)).toBeNull()
    expect(log.since(129)).toBeNull()
    expect(log.since(130)?.length).toBe(128)
    expect(log.since(257)).toEqual([[514, 514]])
  })

  test('what goes at once and in runs takes no room', () => {
    const log = new ExpungeLog()
    for (let index = 0; index < 200; index++)
      log.add(members([[index * 1000 + 1, index * 1000 + 500]]), index + 1)
    expect(log.since(0)?.length).toBe(200)
  })
})

describe('expungedSince', () => {
  const clock = new SandboxClock()
  const step = fc.record({
    arrivals: fc.nat(6),
    expunged: fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 8 }),
  })

  test.each([
    { name: 'a few steps, all remembered', maxLength: 12, exact: true },
    { name: 'so many steps that the oldest are forgotten', maxLength: 400, exact: false },
  ])('names all that went, and nothing that is there: $name', ({ maxLength, exact }) => {
    const plans = fc.array(step, { minLength: maxLength / 2, maxLength, size: 'max' })
    fc.assert(
      fc.property(plans, fc.nat(), (plan, pick) => {
        const store = new Store({ clock })
        const folder = store.openAccount('bob@x.test').folder('Archive')!
        const went: { uid: number; modseq: number }[] = []
        for (const { arrivals, expunged } of plan) {
          for (let count = 0; count < arrivals; count++) {
            store.apply({ type: 'place', folder, submission: submission() })
          }
          const uids = store.apply({ type: 'expunge', folder, uids: expunged })
          went.push(...uids.map(uid => ({ uid, modseq: folder.highestModSeq })))
        }
        const since = pick % (folder.highestModSeq + 1)
        const told = new Set(members(folder.expungedSince(since)))
        const due = went.filter(({ modseq }) => modseq > since).map(({ uid }) => uid)
        expect(due.every(uid => told.has(uid))).toBe(true)
        expect([...told].every(uid => uid < folder.uidNext && folder.entries.get(uid) === undefined)).toBe(
          true,
        )
        if (exact) expect([...told].sort((a, b) => a - b)).toEqual(due.sort((a, b) => a - b))
        store.close()
      }),
      { numRuns: exact ? 100 : 20 },
    )
  })

  test('a folder from which nothing ever went has nothing to tell', () => {
    const store = new Store({ clock })
    store.capture(submission())
    expect(store.catchAll.inbox.expungedSince(0)).toEqual([])
  })
})
