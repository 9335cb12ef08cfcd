import { describe, expect, test, vi } from 'vitest'
import type { ClockState, Event } from '../../server/http/contract.ts'
import { ClockModel, worldTime } from '../../web/state/clock-model.ts'
import { AT, refusal } from './deliveries.ts'
import { deferred } from './fixtures.ts'

const NOON = Date.parse('2026-11-22T12:00:00Z')

function state(change: Partial<ClockState> = {}): ClockState {
  return { now: new Date(NOON).toISOString(), mode: 'real', rate: 1, ...change }
}

function clockModel(answer: () => Promise<ClockState>) {
  const clock = {
    get: vi.fn(answer),
    advance: vi.fn(answer),
    freeze: vi.fn(answer),
    run: vi.fn(answer),
    reset: vi.fn(answer),
  }
  const failed = vi.fn()
  return { clock, failed, model: new ClockModel({ clock, failed, now: () => 1000 }) }
}

const changed: Event = { seq: 1, at: AT, type: 'clock.changed', now: AT, rate: 0 }

describe('what the clock shows', () => {
  test.each([
    ['real', 1, NOON + 500],
    ['running', 60, NOON + 30_000],
    ['frozen', 0, NOON],
  ] as const)('goes on from when it was read: %s', (mode, rate, now) => {
    expect(worldTime({ mode, rate, now: NOON, readAt: 1000 }, 1500)).toBe(now)
  })

  test('is read anew when the feed tells of a change, and of nothing else', async () => {
    const { model, clock } = clockModel(async () => state({ mode: 'frozen', rate: 0 }))
    model.apply([{ seq: 1, at: AT, type: 'world.changed' }])
    expect(clock.get).not.toHaveBeenCalled()
    model.apply([changed, changed])
    await vi.waitFor(() =>
      expect(model.value.reading).toEqual({ mode: 'frozen', rate: 0, now: NOON, readAt: 1000 }),
    )
    expect(clock.get).toHaveBeenCalledTimes(1)
  })
})

describe('moving the clock', () => {
  test('takes as long as the server needs, and shows what it answers', async () => {
    const answer = deferred<ClockState>()
    const { model, clock } = clockModel(() => answer.promise)
    const moved = model.advance(5000)
    expect(model.value.isMoving).toBe(true)
    expect(clock.advance).toHaveBeenCalledWith(5000)
    answer.resolve(state({ mode: 'running' }))
    expect(await moved).toBe(true)
    expect(model.value.isMoving).toBe(false)
    expect(model.value.reading?.mode).toBe('running')
  })

  test('that is refused is told, and leaves it as it was', async () => {
    const error = refusal('invalid-request')
    const { model, failed } = clockModel(() => Promise.reject(error))
    expect(await model.run(60)).toBe(false)
    expect(failed).toHaveBeenCalledWith(error)
    expect(model.value).toEqual({ reading: null, isMoving: false })
  })
})
