import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { BoundedReload } from '../../web/state/bounded-reload.ts'
import { deferred } from './fixtures.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('what was not read lately is read at once', () => {
  const read = vi.fn(async () => {})
  new BoundedReload(read, 100).ask()
  expect(read).toHaveBeenCalledTimes(1)
})

test('however often it is asked for, it is read once more after the quiet, and then no more', async () => {
  const read = vi.fn(async () => {})
  const reload = new BoundedReload(read, 100)
  for (let n = 0; n < 1000; n++) reload.ask()
  await vi.advanceTimersByTimeAsync(99)
  expect(read).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(read).toHaveBeenCalledTimes(2)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(read).toHaveBeenCalledTimes(2)
  reload.ask()
  expect(read).toHaveBeenCalledTimes(3)
})

test('an answer that takes its time is waited for', async () => {
  const answer = deferred<void>()
  const read = vi.fn(() => answer.promise)
  const reload = new BoundedReload(read, 100)
  reload.ask()
  reload.ask()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(read).toHaveBeenCalledTimes(1)
  answer.resolve()
  await vi.advanceTimersByTimeAsync(100)
  expect(read).toHaveBeenCalledTimes(2)
})
