import { describe, expect, test, vi } from 'vitest'
import type { Delivery, Page, QueuedDelivery } from '../../server/http/contract.ts'
import { fits, QueueModel, STEP } from '../../web/state/queue-model.ts'
import { bounced, queued, refusal } from './deliveries.ts'

/** A server with a queue of `length` deliveries, of which those that are `held` are. */
function queueOf(length: number, held: readonly string[] = []) {
  const all = Array.from({ length }, (_, index) => {
    const id = `d${length - index}`
    return queued(id, { state: held.includes(id) ? 'held' : 'queued' })
  })
  const done = async (id: string): Promise<Delivery> => ({
    ...all.find(item => item.id === id)!,
    steps: [],
    stepsLeftOut: 0,
  })
  const queue = {
    list: vi.fn(
      async ({ limit = 50, page }: { limit?: number | undefined; page?: string | undefined } = {}) => {
        const start = page === undefined ? 0 : Number(page)
        const items = all.slice(start, start + limit)
        const end = start + items.length
        const answer: Page<QueuedDelivery> = {
          items,
          next: end < all.length ? String(end) : null,
          total: all.length,
          cursor: 0,
        }
        return answer
      },
    ),
    retry: vi.fn(done),
    hold: vi.fn(done),
    release: vi.fn(done),
    giveUp: vi.fn(done),
    retryAll: vi.fn(async () => length),
  }
  const failed = vi.fn()
  return { queue, failed, model: new QueueModel({ queue, failed }) }
}

async function loaded(model: QueueModel) {
  model.load()
  await vi.waitFor(() => expect(model.value.phase).toBe('ready'))
}

describe('the queue', () => {
  test('shows the newest at first, and more of it when it is asked for', async () => {
    const { model } = queueOf(2 * STEP + 30)
    await loaded(model)
    expect(model.value.items).toHaveLength(STEP)
    expect(model.value.total).toBe(230)
    model.more()
    await vi.waitFor(() => expect(model.value.items).toHaveLength(2 * STEP))
    model.more()
    await vi.waitFor(() => expect(model.value.items).toHaveLength(230))
  })

  test('is read anew when a delivery changes, once for many', async () => {
    const { model, queue } = queueOf(1)
    await loaded(model)
    model.apply([{ seq: 1, at: '', type: 'world.changed' }])
    for (let n = 0; n < 500; n++) model.apply([bounced(n, 'd1'), bounced(n, 'd2')])
    await vi.waitFor(() => expect(queue.list).toHaveBeenCalledTimes(2))
  })

  test('that cannot be read says so, and one that was read stays on show', async () => {
    const { model, queue } = queueOf(1)
    queue.list.mockRejectedValueOnce(new Error('gone'))
    model.load()
    await vi.waitFor(() => expect(model.value.phase).toBe('failed'))
    await loaded(model)
    queue.list.mockRejectedValueOnce(new Error('gone'))
    model.load()
    await vi.waitFor(() => expect(queue.list).toHaveBeenCalledTimes(3))
    expect(model.value.items).toHaveLength(1)
  })
})

describe('what can be done with a delivery', () => {
  test.each([
    ['queued', ['retry', 'hold', 'giveUp']],
    ['held', ['release', 'giveUp']],
    ['bounced', []],
  ] as const)('that is %s: %j', (state, acts) => {
    expect((['retry', 'hold', 'release', 'giveUp'] as const).filter(act => fits(act, { state }))).toEqual(
      acts,
    )
  })

  test('is done with those alone that it means anything to', async () => {
    const { model, queue } = queueOf(10, ['d2', 'd3'])
    await loaded(model)
    await model.act('release', ['d1', 'd2', 'd3', 'd99'])
    expect(queue.release.mock.calls.flat().toSorted()).toEqual(['d2', 'd3'])
  })

  test('is no failure when it went on by itself meanwhile', async () => {
    const { model, queue, failed } = queueOf(2)
    await loaded(model)
    queue.hold.mockRejectedValueOnce(refusal('delivery-state'))
    queue.hold.mockRejectedValueOnce(refusal('no-such-delivery'))
    await model.act('hold', ['d1', 'd2'])
    expect(failed).not.toHaveBeenCalled()
  })

  test('ends with the first failure, which is told once', async () => {
    const { model, queue, failed } = queueOf(50)
    await loaded(model)
    queue.retry.mockRejectedValue(refusal('internal-error'))
    await model.act(
      'retry',
      model.value.items.map(({ id }) => id),
    )
    expect(failed).toHaveBeenCalledTimes(1)
    expect(queue.retry.mock.calls.length).toBeLessThan(10)
  })
})
