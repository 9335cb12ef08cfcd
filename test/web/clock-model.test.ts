import { describe, expect, test, vi } from 'vitest'
import type { ClockState, Event } from '../../server/http/contract.ts'
import { ClockModel, worldTime } from '../../web/state/clock-model.ts'
import { AT } from './deliveries.ts'

const NOON = Date.parse('2026-11-22T12:00:00Z')
const FROZEN: ClockState = { now: new Date(NOON).toISOString(), mode: 'frozen', rate: 0 }

const changed: Event = { seq: 1, at: AT, type: 'clock.changed', now: AT, rate: 0 }

describe('what the clock shows', () => {
  test.each([
    ['real', 1, NOON + 500],
    ['running', 60, NOON + 30_000],
    ['frozen', 0, NOON],
  ] as const)('goes on from when it was read: %s', (mode, rate, now) => {
    expect(worldTime({ mode, rate, now: NOON, readAt: 1000 }, 1500)).toBe(now)
  })

  test.each([
    ['a change', changed],
    ['another server', { seq: 1, at: AT, type: 'reset' } as Event],
  ])('is read anew when the feed tells of %s, and of nothing else', async (_, told) => {
    const read = vi.fn(async () => FROZEN)
    const model = new ClockModel({ read, now: () => 1000 })
    model.apply([{ seq: 1, at: AT, type: 'world.changed' }])
    expect(read).not.toHaveBeenCalled()
    model.apply([told, changed])
    await vi.waitFor(() => expect(model.value).toEqual({ mode: 'frozen', rate: 0, now: NOON, readAt: 1000 }))
    expect(read).toHaveBeenCalledTimes(1)
  })

  test('stays known while the server is gone', async () => {
    const model = new ClockModel({ read: () => Promise.reject(new Error('gone')), now: () => 1000 })
    model.show(FROZEN)
    model.load()
    await new Promise(setImmediate)
    expect(model.value?.now).toBe(NOON)
  })
})
