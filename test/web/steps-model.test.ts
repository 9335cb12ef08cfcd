import { expect, test, vi } from 'vitest'
import type { Delivery } from '../../server/http/contract.ts'
import { StepsModel } from '../../web/state/steps-model.ts'
import { bounced, queued } from './deliveries.ts'

function stepsModel() {
  const get = vi.fn(async (id: string): Promise<Delivery> => ({ ...queued(id), steps: [], stepsLeftOut: 0 }))
  return { get, model: new StepsModel(get) }
}

test('a delivery that is unfolded is read, and again when something happens to it', async () => {
  const { model, get } = stepsModel()
  model.toggle('d1')
  expect(model.value.get('d1')).toBeNull()
  await vi.waitFor(() => expect(model.value.get('d1')?.id).toBe('d1'))
  model.apply([bounced(1, 'd1'), bounced(2, 'd1'), bounced(3, 'd2')])
  await vi.waitFor(() => expect(get.mock.calls.flat()).toEqual(['d1', 'd1']))
})

test('one that is folded again is forgotten', async () => {
  const { model, get } = stepsModel()
  model.toggle('d1')
  model.toggle('d1')
  expect(model.value.size).toBe(0)
  model.apply([bounced(1, 'd1')])
  await expect.poll(() => get.mock.results.length).toBe(1)
  await get.mock.results[0]!.value
  expect(model.value.size).toBe(0)
})

test('one that is gone stays as it was read last', async () => {
  const { model, get } = stepsModel()
  model.toggle('d1')
  await vi.waitFor(() => expect(model.value.get('d1')).not.toBeNull())
  get.mockRejectedValue(new Error('gone'))
  model.load()
  await vi.waitFor(() => expect(get).toHaveBeenCalledTimes(2))
  expect(model.value.get('d1')?.id).toBe('d1')
})

test('all are folded at once', () => {
  const { model } = stepsModel()
  model.toggle('d1')
  model.toggle('d2')
  model.foldAll()
  expect(model.value.size).toBe(0)
})
