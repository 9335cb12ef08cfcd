import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { UidValidities } from '../../server/mailbox/uid-validity.ts'

const NOW = Date.UTC(2026, 10, 21, 20, 46, 30)

/** Where the numbers stand at a time, if nothing runs ahead. */
function standing(now: number): number {
  return Math.floor((now / 1000) * 32) % 2 ** 32
}

/** The numbers of so many folders of one account, opened one after the other at once. */
function open(count: number, validities: UidValidities, last = 0): number[] {
  const numbers: number[] = []
  for (let index = 0; index < count; index++) {
    last = validities.next(last)
    numbers.push(last)
  }
  return numbers
}

test('begins where it is told and counts up', () => {
  expect(open(3, new UidValidities({ seed: 100 }))).toEqual([100, 101, 102])
  expect(open(2, new UidValidities({ seed: 100 }), 200)).toEqual([201, 202])
})

test('two sandboxes started 32 ms apart give no folder the same number', () => {
  const first = open(6, new UidValidities({ now: () => NOW }))
  const second = open(6, new UidValidities({ now: () => NOW + 32 }))
  expect(second.every((number, index) => number > first[index]!)).toBe(true)
})

test('a process that starts a quarter of a second later repeats none of the numbers of an account, in any order', () => {
  const first = open(6, new UidValidities({ now: () => NOW }))
  const second = open(6, new UidValidities({ now: () => NOW + 250 }))
  expect(Math.min(...second)).toBeGreaterThan(Math.max(...first))
})

test('runs ahead of the clock by no more than was opened at once, and no further in the long run', () => {
  const steps = fc.array(fc.record({ pause: fc.nat(20_000), folders: fc.nat(200) }), { maxLength: 30 })
  fc.assert(
    fc.property(steps, plan => {
      let now = NOW
      const validities = new UidValidities({ now: () => now })
      const given = [0]
      for (const { pause, folders } of plan) {
        now += pause
        given.push(...open(folders, validities, given.at(-1)))
        expect(given.at(-1)! - standing(now)).toBeLessThan(plan.reduce((sum, step) => sum + step.folders, 0))
      }
      const ahead = Math.max(0, given.at(-1)! + 2 - standing(now))
      const restarted = new UidValidities({ now: () => now + (ahead / 32) * 1000 })
      expect(restarted.next(0)).toBeGreaterThan(given.at(-1)!)
      expect(new Set(given).size).toBe(given.length)
    }),
  )
})

test('a name that comes back gets a greater number than any account that is gone has had', () => {
  const validities = new UidValidities({ now: () => NOW })
  const gone = open(1000, validities)
  validities.retire(gone.at(-1)!)
  expect(validities.next(0)).toBe(gone.at(-1)! + 1)
})

test('fits 32 bits and is never 0, also when it comes round', () => {
  // The numbers come round every 2^27 seconds.
  const round = 14 * 2 ** 27 * 1000
  expect(standing(round)).toBe(0)
  const numbers = open(4, new UidValidities({ now: () => round }), 2 ** 32 - 2)
  expect(numbers).toEqual([2 ** 32 - 1, 1, 2, 3])
  expect(new UidValidities({ now: () => round }).next(0)).toBe(1)
})
