import { afterAll, beforeAll, expect, vi } from 'vitest'

/** How long what a file has ended may take to be gone, in milliseconds. */
const GRACE = 2000

let serversBefore = 0

beforeAll(() => {
  serversBefore = servers()
})

// Test files follow one another in one worker: what the first leaves behind would act within the second.
afterAll(async () => {
  const isFake = vi.isFakeTimers()
  vi.useRealTimers()
  expect(isFake, 'a file of tests ends with real timers').toBe(false)
  await vi.waitFor(
    () =>
      expect(leftovers(), 'a file of tests closes its servers and ends its loops').toEqual({
        servers: serversBefore,
        immediates: 0,
      }),
    { timeout: GRACE, interval: 10 },
  )
})

function leftovers(): { servers: number; immediates: number } {
  return { servers: servers(), immediates: active('Immediate') }
}

function servers(): number {
  return active('TCPServerWrap')
}

function active(kind: string): number {
  return process.getActiveResourcesInfo().filter(name => name === kind).length
}
