import { describe, expect, test, vi } from 'vitest'
import type { ClockState } from '../../server/http/contract.ts'
import { ClockControl } from '../../web/state/clock-control.ts'
import { AT, refusal } from './deliveries.ts'
import { deferred } from './fixtures.ts'

function clockControl(answer: () => Promise<ClockState>) {
  const client = {
    advance: vi.fn(answer),
    freeze: vi.fn(answer),
    run: vi.fn(answer),
    reset: vi.fn(answer),
  }
  const clock = { show: vi.fn() }
  const failed = vi.fn()
  return { client, clock, failed, control: new ClockControl({ client, clock, failed }) }
}

describe('moving the clock', () => {
  test('takes as long as the server needs, and shows what it answers', async () => {
    const answer = deferred<ClockState>()
    const { control, client, clock } = clockControl(() => answer.promise)
    const moved = control.advance(5000)
    expect(control.value).toBe(true)
    expect(client.advance).toHaveBeenCalledWith(5000)
    const state: ClockState = { now: AT, mode: 'running', rate: 1 }
    answer.resolve(state)
    await moved
    expect(control.value).toBe(false)
    expect(clock.show).toHaveBeenCalledWith(state)
  })

  test('that is refused is told, and leaves it as it was', async () => {
    const error = refusal('invalid-request')
    const { control, clock, failed } = clockControl(() => Promise.reject(error))
    await control.run(60)
    expect(failed).toHaveBeenCalledWith(error)
    expect(clock.show).not.toHaveBeenCalled()
    expect(control.value).toBe(false)
  })
})
