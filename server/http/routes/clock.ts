import { FIRST_INSTANT, LAST_INSTANT, type SandboxClock } from '../../clock.ts'
import { parseDuration, parseInstant } from '../../units.ts'
import { ClockAdvance, ClockSetting, ClockState } from '../contract/clock.ts'
import { ProblemError } from '../problem.ts'
import type { App, RouteContext } from '../route-context.ts'

/** World time: what it is, setting it, and moving it forward with all that falls due on the way. */
export function clockRoutes(app: App, { clock }: RouteContext): void {
  const response = { 200: ClockState }
  app.get('/clock', { schema: { tags: ['clock'], summary: 'Read the clock', response } }, async () =>
    stateOf(clock),
  )
  app.post(
    '/clock',
    {
      schema: {
        tags: ['clock'],
        summary: 'Freeze the clock, set it, or let it run',
        body: ClockSetting,
        response,
      },
    },
    async request => {
      setClock(clock, request.body)
      return stateOf(clock)
    },
  )
  app.post(
    '/clock/advance',
    {
      schema: {
        tags: ['clock'],
        summary: 'Move the clock forward',
        description: 'Answers when all that fell due on the way has happened, each at its own instant.',
        body: ClockAdvance,
        response,
      },
    },
    async request => {
      const duration = durationOf(request.body.by)
      if (clock.now() + duration > LAST_INSTANT) throw refusal('/by', 'leads beyond the year 9999')
      clock.advance(duration)
      return stateOf(clock)
    },
  )
}

function stateOf(clock: SandboxClock): ClockState {
  const mode = clock.frozen ? 'frozen' : clock.real ? 'real' : 'running'
  return { now: new Date(clock.now()).toISOString(), mode, rate: clock.rate }
}

function setClock(clock: SandboxClock, { mode, at, rate }: ClockSetting): void {
  if (mode !== 'running' && rate !== undefined) throw refusal('/rate', 'goes with the mode "running" alone')
  if (mode === 'real') {
    if (at !== undefined) throw refusal('/at', 'does not go with the mode "real"')
    clock.reset()
    return
  }
  const instant = at === undefined ? clock.now() : instantOf(at)
  if (mode === 'frozen') clock.freeze(instant)
  else clock.run(rate ?? 1, instant)
}

function instantOf(at: string): number {
  const instant = parseInstant(at)
  if (instant === null) throw refusal('/at', 'is no instant; write 2026-11-22T09:30:00Z')
  if (instant < FIRST_INSTANT || instant > LAST_INSTANT)
    throw refusal('/at', 'has to lie within the years 1970 to 9999')
  return instant
}

function durationOf(by: string): number {
  try {
    return parseDuration(by)
  } catch (error) {
    throw refusal('/by', (error as Error).message)
  }
}

function refusal(path: string, message: string): ProblemError {
  return new ProblemError('invalid-request', `${path.slice(1)} ${message}`, { errors: [{ path, message }] })
}
