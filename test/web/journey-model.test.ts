import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Event, Journey } from '../../server/http/contract.ts'
import { JourneyModel } from '../../web/state/journey-model.ts'
import { captured, deleted, expunged, flagged, summary } from './fixtures.ts'
import { journey, SUBMITTED } from './journey-fixture.ts'

const AT = '2026-11-21T20:46:30.123Z'

const delivery = (seq: number, id: string): Event => ({
  seq,
  at: AT,
  type: 'delivery.queued',
  id,
  delivery: 'd1',
  recipient: 'a@x.test',
  by: 'x',
})

const session = { session: 's1', protocol: 'pop3', address: '127.0.0.1', port: 1, user: null }

const fetched = (seq: number, ...ids: string[]): Event => ({
  seq,
  at: AT,
  type: 'session.fetched',
  ...session,
  ids,
})

const fired = (seq: number, message: string | null): Event =>
  ({ seq, at: AT, type: 'fault.fired', message, fault: 'f1', stage: 'pop3:retr', act: {} }) as Event

const came = (seq: number, to: string, subject: string): Event =>
  ({
    ...captured(seq, `m${seq}`),
    summary: summary(`m${seq}`, { subject, envelope: { from: '', to: [to] } }),
  }) as Event

/** A model that follows message `a`, whose way was read at position 10. */
async function follow(answer: (asked: number) => Partial<Journey> | Error = () => ({})) {
  let asked = 0
  const model = new JourneyModel(() => {
    const change = answer(++asked)
    if (change instanceof Error) return Promise.reject(change)
    return Promise.resolve(journey([SUBMITTED], { cursor: asked * 10, ...change }))
  })
  const message = summary('a', { subject: 'Order' })
  model.follow(message)
  await vi.advanceTimersByTimeAsync(0)
  return { model, message, asked: () => asked }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('the way of the open message', () => {
  test.each([
    ['a delivery', delivery(11, 'a')],
    ['a session that read it', fetched(11, 'z', 'a')],
    ['a fault that befell it', fired(11, 'a')],
    ['an entry that was taken out', expunged(11, 'a')],
    ['somebody who marked it', flagged(11, 'a', ['\\Seen'])],
    ['a report to its sender', came(11, 'anna@app.test', 'Undelivered')],
    ['what was passed on with its subject', came(11, 'eve@x.test', 'Fwd: order')],
  ])('is asked for again after %s', async (_, event) => {
    const { model, asked } = await follow()
    model.apply([event])
    expect(asked()).toBe(1)
    await vi.advanceTimersByTimeAsync(1000)
    expect(asked()).toBe(2)
  })

  test.each([
    ['deliveries of others', delivery(11, 'b')],
    ['sessions that read others', fetched(11, 'b')],
    ['faults of others', fired(11, null)],
    ['other mail', came(11, 'eve@x.test', 'Reorder')],
    ['the deletion of others', deleted(11, 'b')],
    ['what it knew already', delivery(10, 'a')],
  ])('is left alone by %s', async (_, event) => {
    const { model, asked } = await follow()
    model.apply([event])
    await vi.advanceTimersByTimeAsync(1000)
    expect(asked()).toBe(1)
  })

  test('is asked for once in a while, however much happens', async () => {
    const { model, asked } = await follow(() => ({ cursor: 10 }))
    for (let seq = 11; seq < 1011; seq++) {
      model.apply([delivery(seq, 'a')])
      await vi.advanceTimersByTimeAsync(1)
    }
    expect(asked()).toBeLessThan(6)
  })

  test('is asked for again when what it was made into is deleted', async () => {
    const { model, asked } = await follow(() => ({ made: [{ kind: 'bounce', summary: summary('b') }] }))
    model.apply([deleted(11, 'b')])
    await vi.advanceTimersByTimeAsync(1000)
    expect(asked()).toBe(2)
  })

  test('hears what happened while the answer was on its way', async () => {
    const answer = Promise.withResolvers<Journey>()
    let asked = 0
    const model = new JourneyModel(() => (asked++, answer.promise))
    model.follow(summary('a'))
    model.apply([delivery(11, 'a')])
    answer.resolve(journey([SUBMITTED], { cursor: 10 }))
    await vi.advanceTimersByTimeAsync(1000)
    expect(asked).toBe(2)
  })

  test('is not asked for again and again by a server that does not answer', async () => {
    const { model, asked } = await follow(asked => (asked === 1 ? {} : new Error('gone')))
    model.apply([delivery(11, 'a')])
    await vi.advanceTimersByTimeAsync(10_000)
    expect([asked(), model.value.phase]).toEqual([2, 'ready'])
  })

  test('is caught up with when it is looked at again, and not before', async () => {
    const { model, message, asked } = await follow()
    model.leave()
    model.apply([delivery(11, 'a')])
    await vi.advanceTimersByTimeAsync(1000)
    expect(asked()).toBe(1)
    model.follow(message)
    await vi.advanceTimersByTimeAsync(1000)
    expect(asked()).toBe(2)
  })

  test('is read anew from a server that began anew', async () => {
    const { model, asked } = await follow(asked => ({ cursor: asked === 1 ? 500 : 3 }))
    model.apply([{ seq: 2, at: AT, type: 'reset', instance: 'other' }])
    await vi.advanceTimersByTimeAsync(0)
    expect(asked()).toBe(2)
    model.apply([delivery(4, 'a')])
    await vi.advanceTimersByTimeAsync(400)
    expect(asked()).toBe(3)
  })
})
