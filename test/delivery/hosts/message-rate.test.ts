import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { MessageRate } from '../../../server/delivery/hosts/message-rate.ts'

const MINUTE = 60_000

test('counts what came within the last minute, to a tenth of a second', () => {
  const steps = fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 60 })
  fc.assert(
    fc.property(steps, steps => {
      const rate = new MessageRate(10)
      const times: number[] = []
      let now = 0
      for (const step of steps) {
        now += step
        const within = (span: number): number => times.filter(at => now - at < span).length
        const counted = rate.count('a', now)
        expect(counted).toBeGreaterThanOrEqual(within(MINUTE))
        expect(counted).toBeLessThanOrEqual(within(MINUTE + 100))
        rate.add('a', now)
        times.push(now)
      }
    }),
  )
})

test('never forgets a message before its minute is over', () => {
  const rate = new MessageRate(10)
  for (const at of [0, 50, 99, 150]) rate.add('a', at)
  expect([98, 99, 149, 150].map(past => rate.count('a', MINUTE + past))).toEqual([4, 1, 1, 0])
})

test('holds no more clients than its limit, and of those no one who is quiet', () => {
  const rate = new MessageRate(3)
  for (const client of ['a', 'b', 'c', 'a', 'd']) rate.add(client, 0)
  expect(rate.size).toBe(3)
  expect(['a', 'b', 'c', 'd'].map(client => rate.count(client, 1))).toEqual([2, 0, 1, 1])
  rate.add('e', MINUTE)
  expect(rate.size).toBe(1)
})

test('does not count what lies in the future since the clock was set back', () => {
  const rate = new MessageRate(10)
  rate.add('a', 10 * MINUTE)
  expect(rate.count('a', 0)).toBe(0)
  rate.add('a', 0)
  expect(rate.count('a', 1)).toBe(1)
})
