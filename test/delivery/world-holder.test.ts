import { describe, expect, it, onTestFinished, test } from 'vitest'
import { SandboxClock } from '../../server/clock.ts'
import { mergePatch } from '../../server/delivery/world/document/merge-patch.ts'
import { WorldHolder, type WorldHolderOptions } from '../../server/delivery/world/world-holder.ts'

const START = Date.parse('2026-11-22T09:30:00Z')
const HOUR = 60 * 60 * 1000

function createHolder(options: Partial<WorldHolderOptions> = {}) {
  const clock = new SandboxClock()
  clock.freeze(START)
  onTestFinished(() => clock.close())
  const world = new WorldHolder({ clock, readyMade: false, plusAddresses: false, ...options })
  let changes = 0
  world.onChange(() => changes++)
  return { clock, world, changes: () => changes }
}

const LOCAL = { domains: { 'x.test': { accounts: ['anna'] } } }

describe('a world holder', () => {
  it('begins with nothing simulated', () => {
    const { world } = createHolder()
    expect(world.document).toEqual({})
    expect(world.index.fateOf('bob@x.test').kind).toBe('plain')
  })

  it('puts a world in place of another, whole', async () => {
    const { world, changes } = createHolder()
    await world.replace(LOCAL)
    expect(world.index.fateOf('bob@x.test').kind).toBe('unknown')
    await world.replace({ domains: { 'y.test': {} } })
    expect(world.index.fateOf('bob@x.test').kind).toBe('plain')
    expect(world.document).toEqual({ domains: { 'y.test': {} } })
    expect(changes()).toBe(2)
  })

  it('keeps its world when the new one is wrong', async () => {
    const { world, changes } = createHolder()
    await world.replace(LOCAL)
    const before = world.index
    await expect(world.replace({ domains: [] })).rejects.toThrow('/domains must be an object')
    await expect(world.merge({ domains: { 'x.test': { refuse: 'no' } } })).rejects.toThrow(
      '/domains/x.test/refuse must be one of',
    )
    expect(world.index).toBe(before)
    expect(world.document).toEqual(LOCAL)
    expect(changes()).toBe(1)
  })

  it('keeps the document as it was put, whatever is done to what it was given', async () => {
    const { world } = createHolder()
    const document = structuredClone(LOCAL)
    await world.replace(document)
    document.domains['x.test'].accounts.push('bob')
    expect(world.document).toEqual(LOCAL)
  })

  it('merges a patch into its document', async () => {
    const { world, changes } = createHolder()
    await world.replace(LOCAL)
    await world.merge({ domains: { 'x.test': { refuse: 'data' }, 'y.test': { mx: 'none' } } })
    expect(world.document).toEqual({
      domains: { 'x.test': { accounts: ['anna'], refuse: 'data' }, 'y.test': { mx: 'none' } },
    })
    await world.merge({ domains: { 'x.test': null } })
    expect(world.index.fateOf('bob@x.test').kind).toBe('plain')
    expect(changes()).toBe(3)
  })

  it('merges patches that come at the same time one after another', async () => {
    const { world } = createHolder()
    await Promise.all(['a.test', 'b.test', 'c.test'].map(name => world.merge({ domains: { [name]: {} } })))
    expect(Object.keys((world.document as typeof LOCAL).domains)).toEqual(['a.test', 'b.test', 'c.test'])
  })

  it('refuses a patch that is too deep to be walked through', async () => {
    const { world } = createHolder()
    let deep: unknown = {}
    for (let level = 0; level < 200_000; level++) deep = { deep }
    await expect(world.merge(deep)).rejects.toThrow('must not have more than 16')
  })

  it('is bounded as it is told', async () => {
    const { world } = createHolder({ limits: { domains: 1 } })
    await world.replace(LOCAL)
    await expect(world.merge({ domains: { 'y.test': {} } })).rejects.toThrow('there may be 1')
  })

  it('counts durations from when the world was put, also when it is changed later', async () => {
    const { world, clock } = createHolder()
    const outage = () => world.index.host('mx.test')?.outages[0]
    clock.advance(HOUR)
    await world.merge({ hosts: { 'mx.test': { down: { from: '1h' } } } })
    expect(outage()?.from).toBe(START + 2 * HOUR)
    clock.advance(HOUR)
    await world.merge({ hosts: { 'mx.test': { delay: '1s' } } })
    expect(outage()?.from).toBe(START + 2 * HOUR)
    await world.replace({ hosts: { 'mx.test': { down: { from: '1h' } } } })
    expect(outage()?.from).toBe(START + 3 * HOUR)
  })

  it('comes back to the world it began with, as if it were put then', async () => {
    const { world, clock, changes } = createHolder()
    await world.begin({ hosts: { 'mx.test': { down: { from: '1h' } } } })
    await world.replace(LOCAL)
    clock.advance(HOUR)
    world.reset()
    expect(world.document).toEqual({ hosts: { 'mx.test': { down: { from: '1h' } } } })
    expect(world.index.host('mx.test')?.outages[0]?.from).toBe(START + 2 * HOUR)
    expect(changes()).toBe(3)
  })

  it('that began with nothing comes back to nothing', async () => {
    const { world, changes } = createHolder()
    world.reset()
    expect(changes()).toBe(0)
    await world.replace(LOCAL)
    world.reset()
    expect(world.document).toEqual({})
    expect(world.index.fateOf('bob@x.test').kind).toBe('plain')
  })

  it('tells no one who does not listen any more', async () => {
    const { world } = createHolder()
    let told = 0
    const stop = world.onChange(() => told++)
    await world.replace({})
    stop()
    await world.replace({})
    expect(told).toBe(1)
  })
})

describe('a merge patch', () => {
  // RFC 7396 appendix A
  test.each<[unknown, unknown, unknown]>([
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b' }, { a: null }, {}],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [
      ['a', 'b'],
      ['c', 'd'],
      ['c', 'd'],
    ],
    [{ a: 'b' }, ['c'], ['c']],
    [{ a: 'foo' }, null, null],
    [{ a: 'foo' }, 'bar', 'bar'],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [[1, 2], { a: 'b', c: null }, { a: 'b' }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])('of %j by %j makes %j', (target, patch, result) => {
    const before = structuredClone([target, patch])
    expect(mergePatch(target, patch)).toEqual(result)
    expect([target, patch]).toEqual(before)
  })

  it('changes no prototype', () => {
    const patched = mergePatch({}, JSON.parse('{"__proto__": {"local": true}}')) as { local?: boolean }
    expect(patched.local).toBeUndefined()
  })
})
