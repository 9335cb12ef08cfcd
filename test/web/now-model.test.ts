import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { ClockState, Event } from '../../server/http/contract.ts'
import { ClockModel } from '../../web/state/clock-model.ts'
import { NowModel } from '../../web/state/now-model.ts'

const HOUR = 3_600_000
const NOON = Date.parse('2026-11-22T12:00:00Z')

function at(time: number): string {
  return new Date(time).toISOString()
}

function nowModel(reading?: Partial<ClockState>) {
  const clock = new ClockModel({ read: () => Promise.reject(new Error('gone')) })
  if (reading !== undefined) clock.show({ now: at(NOON), mode: 'running', rate: 1, ...reading })
  return { clock, now: new NowModel(clock) }
}

function told(time: number): Event {
  return { seq: 1, at: at(time), type: 'world.changed' }
}

describe('now', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: NOON })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  test('is that of the browser until the clock of the sandbox is known, and then that one', () => {
    const { clock, now } = nowModel()
    expect(now.value).toBe(NOON)
    clock.show({ now: at(NOON + 4 * HOUR), mode: 'running', rate: 1 })
    expect(now.value).toBe(NOON + 4 * HOUR)
  })

  test.each([
    ['at its pace', 1, 20_000, 20_000],
    ['oftener when it goes faster', 10, 2000, 20_000],
    ['once a second at most', 3600, 1000, HOUR],
  ])('moves on %s', (_, rate, real, moved) => {
    const { now } = nowModel({ rate })
    vi.advanceTimersByTime(real - 1)
    expect(now.value).toBe(NOON)
    vi.advanceTimersByTime(1)
    expect(now.value).toBe(NOON + moved)
  })

  test('stands still while the clock does', () => {
    const { now } = nowModel({ mode: 'frozen', rate: 0 })
    vi.advanceTimersByTime(HOUR)
    expect(now.value).toBe(NOON)
  })

  test('is never long before what has just happened', () => {
    const { now } = nowModel({ rate: 3600 })
    vi.advanceTimersByTime(500)
    now.apply([told(NOON + 10_000)])
    expect(now.value).toBe(NOON)
    now.apply([told(NOON), told(NOON + HOUR / 2)])
    expect(now.value).toBe(NOON + HOUR / 2)
  })
})
