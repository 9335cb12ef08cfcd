import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Event, Thread } from '../../server/http/contract.ts'
import { stepInThread, ThreadModel } from '../../web/state/thread-model.ts'
import { captured, deleted, flagged, summary } from './fixtures.ts'

const thread = (...ids: string[]): Thread => ({
  items: ids.map(id => summary(id, { subject: id === 'a' ? 'Order' : 'Re: Order' })),
  total: ids.length,
})

const came = (seq: number, subject: string): Event =>
  ({ ...captured(seq, `m${seq}`), summary: summary(`m${seq}`, { subject }) }) as Event

async function openThread() {
  const answers = [thread('a', 'b'), thread('a', 'b', 'c')]
  let asked = 0
  const model = new ThreadModel(() => Promise.resolve(answers[asked++]!))
  model.show('a')
  await vi.advanceTimersByTimeAsync(0)
  return { model, asked: () => asked, ids: () => model.value.value?.items.map(({ id }) => id) }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('the conversation of the open message', () => {
  test('is asked for again when an answer comes in, once for many', async () => {
    const { model, asked, ids } = await openThread()
    for (let seq = 0; seq < 100; seq++) model.apply([came(seq, 'RE: Fwd: order')])
    await vi.advanceTimersByTimeAsync(1000)
    expect([asked(), ids()]).toEqual([2, ['a', 'b', 'c']])
  })

  test('is asked for again when mail came in while it was read, but not before it is', async () => {
    const first = Promise.withResolvers<Thread>()
    const answers = [first.promise, Promise.resolve(thread('a', 'b'))]
    let asked = 0
    const model = new ThreadModel(() => answers[asked++]!)
    model.show('a')
    model.apply([came(1, 'Re: Order')])
    await vi.advanceTimersByTimeAsync(1000)
    expect(asked).toBe(1)
    first.resolve(thread('a'))
    await vi.advanceTimersByTimeAsync(1000)
    expect([asked, model.value.value?.items.length]).toEqual([2, 2])
  })

  test('is not asked for again when other mail comes in', async () => {
    const { model, asked } = await openThread()
    model.apply([came(1, 'Reorder'), came(2, 'Order 2'), deleted(3, 'z')])
    await vi.advanceTimersByTimeAsync(1000)
    expect(asked()).toBe(1)
    model.apply([deleted(4, 'b')])
    await vi.advanceTimersByTimeAsync(1000)
    expect(asked()).toBe(2)
  })

  test('stays in sight while another message of it is opened', async () => {
    const { model, asked, ids } = await openThread()
    model.show('b')
    expect([model.value.id, ids()]).toEqual(['b', ['a', 'b']])
    await vi.advanceTimersByTimeAsync(0)
    expect([asked(), ids()]).toEqual([2, ['a', 'b', 'c']])
  })

  test('tells what was read meanwhile', async () => {
    const { model, asked } = await openThread()
    model.apply([flagged(1, 'b', ['\\Seen'])])
    expect(model.value.value?.items.map(({ seen }) => seen)).toEqual([false, true])
    const { value } = model.value
    model.apply([flagged(2, 'a', ['\\Seen'], { account: 'bob@x.test' }), flagged(3, 'z', ['\\Seen'])])
    expect([model.value.value === value, asked()]).toEqual([true, 1])
  })

  test('is gone through one by one', () => {
    const three = thread('a', 'b', 'c')
    expect([stepInThread(three, 'a', 1), stepInThread(three, 'c', -1)]).toEqual(['b', 'b'])
    expect([stepInThread(three, 'a', -1), stepInThread(three, 'c', 1), stepInThread(three, 'x', 1)]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })
})
