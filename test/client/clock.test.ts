import { expect, it } from 'vitest'
import { createSandbox } from '../../server/sandbox.ts'

it('freezes, moves, runs and resets the clock of the sandbox, which tells of it', async () => {
  const box = await createSandbox()
  const { clock, cursor } = box.client
  const after = await cursor()
  const at = new Date('2030-01-01T00:00:00Z')
  expect(await clock.freeze(at)).toEqual({ now: at.toISOString(), mode: 'frozen', rate: 0 })
  expect((await clock.advance('4h')).now).toBe('2030-01-01T04:00:00.000Z')
  expect((await clock.advance(1_000)).now).toBe('2030-01-01T04:00:01.000Z')
  expect(await clock.run(60, at)).toMatchObject({ mode: 'running', rate: 60 })
  expect((await clock.reset()).mode).toBe('real')
  expect((await clock.get()).mode).toBe('real')
  const events = box.store.feed.since(after)
  expect(events).toMatchObject([0, 0, 0, 60, 1].map(rate => ({ type: 'clock.changed', rate })))
  await box.close()
})
