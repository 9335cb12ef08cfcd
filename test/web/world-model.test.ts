import { expect, test, vi } from 'vitest'
import type { Event, World } from '../../server/http/contract.ts'
import { WorldModel } from '../../web/state/world-model.ts'
import { AT, refusal } from './deliveries.ts'

const SHOP: World = { domains: { 'shop.test': { accounts: ['anna'] } } }
const OTHER: World = { domains: { 'other.test': {} } }
const text = (world: World) => JSON.stringify(world, null, 2)

const changed: Event = { seq: 1, at: AT, type: 'world.changed' }

/** A model, and the world that the server has. */
async function worldModel() {
  const server = { world: SHOP }
  const world = {
    get: vi.fn(async () => server.world),
    put: vi.fn(async (next: World) => (server.world = next)),
  }
  const model = new WorldModel({ world })
  model.load()
  await vi.waitFor(() => expect(model.value.phase).toBe('ready'))
  return { model, world, server }
}

test('the world is shown as JSON, with the domains that it names', async () => {
  const { model } = await worldModel()
  expect(model.value).toMatchObject({ text: text(SHOP), domains: ['shop.test'], draft: null })
})

test('a draft is saved, and is the world then', async () => {
  const { model, world } = await worldModel()
  model.edit(text(OTHER))
  expect(await model.save()).toBe(true)
  expect(world.put).toHaveBeenCalledWith(OTHER)
  expect(model.value).toMatchObject({ text: text(OTHER), domains: ['other.test'], draft: null, troubles: [] })
})

test('a draft that was taken back to what it was is none', async () => {
  const { model } = await worldModel()
  model.edit('{')
  model.edit(text(SHOP))
  expect(model.value.draft).toBeNull()
})

test('a draft that is wrong is kept, with what is wrong with it', async () => {
  const { model, world } = await worldModel()
  model.edit('{')
  expect(await model.save()).toBe(false)
  expect(world.put).not.toHaveBeenCalled()
  expect(model.value.troubles).toEqual([{ path: '', message: null, line: 1 }])
  world.put.mockRejectedValueOnce(
    refusal('invalid-request', [{ path: '/domains/x.test/mx/0', message: 'is no MX' }]),
  )
  const draft = '{"domains": {"x.test": {\n"mx": ["bad"]}}}'
  model.edit(draft)
  expect(await model.save()).toBe(false)
  expect(model.value).toMatchObject({ draft, text: text(SHOP) })
  expect(model.value.troubles).toEqual([{ path: '/domains/x.test/mx/0', message: 'is no MX', line: 2 }])
})

test('what someone else changes is shown; over a draft it is only told', async () => {
  const { model, server } = await worldModel()
  server.world = OTHER
  model.apply([changed])
  await vi.waitFor(() => expect(model.value.domains).toEqual(['other.test']))
  expect(model.value.isOvertaken).toBe(false)
  model.edit('{"retry": {}}')
  server.world = SHOP
  model.apply([changed])
  await vi.waitFor(() => expect(model.value.isOvertaken).toBe(true))
  expect(model.value).toMatchObject({ draft: '{"retry": {}}', text: text(SHOP) })
  model.discard()
  expect(model.value).toMatchObject({ draft: null, isOvertaken: false })
})

test('what is typed while it is saved stays a draft', async () => {
  const { model } = await worldModel()
  model.edit(text(OTHER))
  const saved = model.save()
  model.edit('{}')
  await saved
  expect(model.value).toMatchObject({ draft: '{}', text: text(OTHER) })
})
