import { afterEach, describe, expect, it, vi } from 'vitest'
import { LAST_INSTANT, SandboxClock } from '../server/clock.ts'

afterEach(() => {
  vi.useRealTimers()
})

/** A clock with an alarm at 10 ms that throws, and one at 20 ms. */
function withFaultyAlarm(): { readonly clock: SandboxClock; readonly rang: number[] } {
  vi.useFakeTimers({ now: 0 })
  const rang: number[] = []
  const clock = new SandboxClock()
  clock.at(10, () => {
    throw new Error('faulty')
  })
  clock.at(20, () => rang.push(clock.now()))
  return { clock, rang }
}

describe('a running clock', () => {
  it('shows the time of the machine', () => {
    vi.useFakeTimers({ now: 5_000 })
    expect(new SandboxClock().now()).toBe(5_000)
  })

  it('runs an alarm when its time has come and not before', () => {
    vi.useFakeTimers({ now: 0 })
    const rang: number[] = []
    const clock = new SandboxClock()
    clock.at(1_000, () => rang.push(clock.now()))
    vi.advanceTimersByTime(999)
    expect(rang).toEqual([])
    vi.advanceTimersByTime(1)
    expect(rang).toEqual([1_000])
  })

  it('waits longer than one timer can', () => {
    vi.useFakeTimers({ now: 0 })
    const days = 40 * 86_400_000
    let rang = false
    new SandboxClock().at(days, () => (rang = true))
    vi.advanceTimersByTime(days - 1)
    expect(rang).toBe(false)
    vi.advanceTimersByTime(1)
    expect(rang).toBe(true)
  })

  it('runs the alarms that come after one that throws', () => {
    const { rang } = withFaultyAlarm()
    expect(() => vi.advanceTimersByTime(10)).toThrow('faulty')
    vi.advanceTimersByTime(10)
    expect(rang).toEqual([20])
  })

  it('runs on from where it was advanced to', () => {
    vi.useFakeTimers({ now: 0 })
    const clock = new SandboxClock()
    clock.advance(10_000)
    vi.advanceTimersByTime(5)
    expect(clock.now()).toBe(10_005)
    clock.reset()
    expect(clock.now()).toBe(5)
  })
})

describe('a frozen clock', () => {
  it('stands still, and its alarms with it', () => {
    vi.useFakeTimers({ now: 0 })
    const clock = new SandboxClock()
    let rang = false
    clock.at(10, () => (rang = true))
    clock.freeze()
    vi.advanceTimersByTime(1_000)
    expect([clock.now(), rang]).toEqual([0, false])
    clock.resume()
    vi.advanceTimersByTime(10)
    expect([clock.now(), rang]).toEqual([10, true])
  })

  it('runs what is due when it is set beyond it', () => {
    const clock = new SandboxClock()
    clock.freeze(100)
    let rang = false
    clock.at(200, () => (rang = true))
    clock.freeze(200)
    expect(rang).toBe(true)
  })
})

describe('advance', () => {
  it('runs every alarm on the way at its own instant, in order, with those set on the way', () => {
    const clock = new SandboxClock()
    clock.freeze(0)
    const rang: [string, number][] = []
    clock.at(20, () => rang.push(['later', clock.now()]))
    clock.at(10, () => {
      rang.push(['first', clock.now()])
      clock.at(15, () => rang.push(['set on the way', clock.now()]))
      clock.at(500, () => rang.push(['too late', clock.now()]))
    })
    clock.at(10, () => rang.push(['second', clock.now()]))
    clock.advance(100)
    expect(rang).toEqual([
      ['first', 10],
      ['second', 10],
      ['set on the way', 15],
      ['later', 20],
    ])
    expect(clock.now()).toBe(100)
  })

  it('leaves out an alarm that was called off', () => {
    const clock = new SandboxClock()
    clock.freeze(0)
    let rang = false
    clock.at(10, () => (rang = true))()
    clock.advance(100)
    expect(rang).toBe(false)
  })

  it('goes no further than an alarm that throws, and leaves the clock running', () => {
    const { clock, rang } = withFaultyAlarm()
    expect(() => clock.advance(100)).toThrow('faulty')
    expect([clock.now(), clock.rate, rang]).toEqual([10, 1, []])
    vi.advanceTimersByTime(10)
    expect([clock.now(), rang]).toEqual([20, [20]])
  })

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('refuses %d', duration => {
    expect(() => new SandboxClock().advance(duration)).toThrow(RangeError)
  })
})

describe('a clock with a rate of its own', () => {
  it('runs so many times faster, and its alarms with it', () => {
    vi.useFakeTimers({ now: 0 })
    const rang: number[] = []
    const clock = new SandboxClock()
    clock.run(60)
    clock.at(60_000, () => rang.push(clock.now()))
    vi.advanceTimersByTime(999)
    expect([clock.now(), rang]).toEqual([59_940, []])
    vi.advanceTimersByTime(1)
    expect(rang).toEqual([60_000])
    expect(clock.rate).toBe(60)
  })

  it('does not look for alarms that lie beyond its last instant', () => {
    vi.useFakeTimers({ now: 0 })
    const clock = new SandboxClock()
    clock.run(1_000_000, LAST_INSTANT)
    clock.at(LAST_INSTANT + 1, () => {})
    expect(vi.getTimerCount()).toBe(0)
  })

  it('keeps its rate when it is advanced', () => {
    vi.useFakeTimers({ now: 0 })
    const clock = new SandboxClock()
    clock.run(2, 1_000)
    clock.advance(500)
    vi.advanceTimersByTime(10)
    expect(clock.now()).toBe(1_520)
  })

  it.each([0, -1, Number.NaN, Infinity])('has none of %d', rate => {
    expect(() => new SandboxClock().run(rate)).toThrow(RangeError)
  })

  it('tells when it was changed, once for each change', () => {
    let changes = 0
    const clock = new SandboxClock({ onChange: () => changes++ })
    clock.at(clock.now() + 5, () => {})
    clock.advance(10)
    clock.freeze()
    clock.resume()
    clock.resume()
    clock.reset()
    expect(changes).toBe(4)
  })
})
