import { describe, expect, it } from 'vitest'
import { createTestApp } from './http-fixture.ts'

describe('the clock', () => {
  it('shows real time until it is set', async () => {
    const { app } = await createTestApp()
    const { now, ...rest } = (await app.inject('/api/v1/clock')).json<{ now: string }>()
    expect(rest).toEqual({ mode: 'real', rate: 1 })
    expect(Math.abs(Date.parse(now) - Date.now())).toBeLessThan(60_000)
  })

  it('is frozen, let run faster and set back', async () => {
    const { app, clock } = await createTestApp()
    const set = async (payload: object) =>
      (await app.inject({ method: 'POST', url: '/api/v1/clock', payload })).json<object>()
    const at = '2030-01-01T00:00:00.000Z'
    expect(await set({ mode: 'frozen', at })).toEqual({ now: at, mode: 'frozen', rate: 0 })
    expect(await set({ mode: 'frozen' })).toEqual({ now: at, mode: 'frozen', rate: 0 })
    expect(await set({ mode: 'running', rate: 60 })).toMatchObject({ mode: 'running', rate: 60 })
    expect(clock.now()).toBeGreaterThanOrEqual(Date.parse(at))
    expect(await set({ mode: 'running' })).toMatchObject({ mode: 'running', rate: 1 })
    expect(await set({ mode: 'real' })).toMatchObject({ mode: 'real', rate: 1 })
  })

  it('answers an advance when all that fell due has happened', async () => {
    const { app, clock, store } = await createTestApp({}, { age: 4 * 3_600_000 })
    clock.freeze(0)
    await app.inject({
      method: 'POST',
      url: '/api/v1/messages',
      payload: { from: 'a@x.test', to: 'b@x.test' },
    })
    expect(store.count).toBe(1)
    const response = await app.inject({ method: 'POST', url: '/api/v1/clock/advance', payload: { by: '4h' } })
    expect(response.json()).toEqual({ now: '1970-01-01T04:00:00.000Z', mode: 'frozen', rate: 0 })
    expect(store.count).toBe(0)
  })

  it('does not go beyond the year 9999, where ids and dates have no form', async () => {
    const { app, clock } = await createTestApp()
    const at = '9999-12-31T23:59:00.000Z'
    clock.freeze(Date.parse(at))
    const advance = (by: string) =>
      app.inject({ method: 'POST', url: '/api/v1/clock/advance', payload: { by } })
    expect((await advance('1m')).json()).toMatchObject({ status: 400, errors: [{ path: '/by' }] })
    expect((await app.inject('/api/v1/clock')).json()).toMatchObject({ now: at })
    expect((await advance('59s')).json()).toMatchObject({ now: '9999-12-31T23:59:59.000Z' })
  })

  it.each([
    ['/clock', {}, '/mode'],
    ['/clock', { mode: 'stopped' }, '/mode'],
    ['/clock', { mode: 'frozen', at: 'tomorrow' }, '/at'],
    ['/clock', { mode: 'frozen', at: '1' }, '/at'],
    ['/clock', { mode: 'frozen', at: '22 Nov 2026' }, '/at'],
    ['/clock', { mode: 'frozen', rate: 2 }, '/rate'],
    ['/clock', { mode: 'real', at: '2030-01-01T00:00:00Z' }, '/at'],
    ['/clock', { mode: 'running', rate: 0 }, '/rate'],
    ['/clock', { mode: 'frozen', at: '1969-12-31T23:59:59Z' }, '/at'],
    ['/clock', { mode: 'running', at: '+010000-01-01T00:00:00Z' }, '/at'],
    ['/clock/advance', { by: 'long' }, '/by'],
    ['/clock/advance', { by: '36501d' }, '/by'],
    ['/clock/advance', { by: '-1h' }, '/by'],
  ])('refuses %s with %j, and says what is wrong', async (path, payload, place) => {
    const { app } = await createTestApp()
    const response = await app.inject({ method: 'POST', url: `/api/v1${path}`, payload })
    expect(response.json()).toMatchObject({ status: 400, errors: [{ path: place }] })
  })
})
