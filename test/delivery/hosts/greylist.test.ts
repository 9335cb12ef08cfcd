import { expect, test } from 'vitest'
import { Greylist } from '../../../server/delivery/hosts/greylist.ts'
import { HOST_LIMITS } from '../../../server/delivery/hosts/host-limits.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

test('remembers no more than its limit, and forgets first who was not seen for longest', () => {
  const greylist = new Greylist({ ...HOST_LIMITS, greylisted: 3 })
  for (const key of ['a', 'b', 'c', 'a', 'd']) greylist.isPutOff(key, 0, MINUTE)
  expect(greylist.size).toBe(3)
  expect(['a', 'c', 'd'].map(key => greylist.isPutOff(key, MINUTE, MINUTE))).toEqual([false, false, false])
  expect(greylist.isPutOff('b', MINUTE, MINUTE)).toBe(true)
})

test('forgets whom it has not seen for its time, and only them', () => {
  const greylist = new Greylist({ greylisted: 10, greylistAge: 10 * DAY })
  greylist.isPutOff('weekly', 0, MINUTE)
  greylist.isPutOff('once', 0, MINUTE)
  expect(greylist.isPutOff('weekly', 7 * DAY, MINUTE)).toBe(false)
  expect(greylist.isPutOff('weekly', 14 * DAY, MINUTE)).toBe(false)
  expect(greylist.size).toBe(1)
  expect(greylist.isPutOff('weekly', 24 * DAY, MINUTE)).toBe(true)
})

test('holds little of a key, however long', () => {
  const greylist = new Greylist(HOST_LIMITS)
  const long = 'x'.repeat(10_000)
  expect(greylist.isPutOff(`${long}1`, 0, MINUTE)).toBe(true)
  expect(greylist.isPutOff(`${long}2`, MINUTE, MINUTE)).toBe(true)
  expect(greylist.isPutOff(`${long}1`, MINUTE, MINUTE)).toBe(false)
})

test('begins anew when the clock was set back', () => {
  const greylist = new Greylist(HOST_LIMITS)
  greylist.isPutOff('a', 5 * DAY, MINUTE)
  expect(greylist.isPutOff('a', 0, MINUTE)).toBe(true)
  expect(greylist.isPutOff('a', MINUTE, MINUTE)).toBe(false)
})
