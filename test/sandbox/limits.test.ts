import { expect, it } from 'vitest'
import { defaultOptions } from '../../server/config.ts'
import { withinTimers } from '../../server/sandbox/limits.ts'

const LONG = 30 * 86_400_000

it('a time-out that is longer than timers run is cut, as it would be over at once', () => {
  const timeouts = {
    idleTimeout: LONG,
    pop3IdleTimeout: LONG,
    imapIdleTimeout: LONG,
    dnsIdleTimeout: LONG,
    loginTimeout: LONG,
    maxWait: LONG,
    checkTimeout: LONG,
  }
  const options = withinTimers({ ...defaultOptions(), ...timeouts, maxAge: LONG })
  for (const name of Object.keys(timeouts) as (keyof typeof timeouts)[])
    expect(options[name]).toBe(2 ** 31 - 1)
  // World time is no matter of timers.
  expect(options.maxAge).toBe(LONG)
  expect(withinTimers(defaultOptions())).toEqual(defaultOptions())
})
