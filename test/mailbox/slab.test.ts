import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SlabStore } from '../../server/mailbox/slab.ts'
import type { Region } from '../../server/mailbox/slab.ts'

const SLAB = 1024 * 1024

function write(store: SlabStore, text: string): Region {
  return store.write([Buffer.from(text)], Buffer.byteLength(text))
}

function read(region: Region): string {
  return region.view(0, region.length).toString()
}

/** Texts of 10 KB, each all of one character. */
function fill(store: SlabStore, count: number): Region[] {
  return Array.from({ length: count }, (_, index) =>
    write(store, String.fromCharCode(97 + (index % 26)).repeat(10_240)),
  )
}

describe('SlabStore', () => {
  test('puts the chunks together in order', () => {
    const region = new SlabStore().write([Buffer.from('one '), Buffer.from('two')], 7)
    expect(read(region)).toBe('one two')
    expect(region.ascii(4, 7)).toBe('two')
  })

  test('puts a large region together when it is first looked at', () => {
    const chunk = Buffer.alloc(50_000, 'a')
    const region = new SlabStore().write([chunk, Buffer.alloc(50_001, 'b')], 100_001)
    // Nobody does this to a chunk that was handed in; it shows what was copied when.
    chunk.fill('c')
    expect(read(region)).toBe('c'.repeat(50_000) + 'b'.repeat(50_001))
    chunk.fill('d')
    expect(region.ascii(49_999, 50_001)).toBe('cb')
  })

  test('copies the chunks of a large region that keep much more memory than they show', () => {
    const roomy = Buffer.alloc(100_000, 'a')
    const region = new SlabStore().write([roomy.subarray(0, 70_000), Buffer.alloc(100, 'b')], 70_100)
    roomy.fill('c')
    expect(read(region)).toBe('a'.repeat(70_000) + 'b'.repeat(100))
  })

  test('packs small regions into one slab and gives large ones memory of their own size', () => {
    const store = new SlabStore()
    fill(store, 100)
    expect(store.allocated).toBe(SLAB)
    write(store, 'x'.repeat(100_000))
    expect(store.allocated).toBe(SLAB + 100_000)
  })

  test('gives back the memory of a large region at once', () => {
    const store = new SlabStore()
    store.free(write(store, 'x'.repeat(100_000)))
    expect(store.allocated).toBe(0)
  })

  test('gives back a slab when less than half of it is used, and keeps what is left', () => {
    const store = new SlabStore()
    const regions = fill(store, 250)
    const view = regions[60]!.view(0, 10)
    const before = store.allocated
    for (const region of regions.slice(0, 52)) store.free(region)
    expect(store.allocated).toBe(before)
    store.free(regions[52]!)
    expect(regions.slice(53).map(read)).toEqual(
      regions.slice(53).map((_, index) => String.fromCharCode(97 + ((index + 53) % 26)).repeat(10_240)),
    )
    expect(view.toString()).toBe('i'.repeat(10))
    for (const region of regions.slice(53, 240)) store.free(region)
    expect(store.allocated).toBeLessThanOrEqual(2 * SLAB)
  })

  test('shows nothing of a region that was freed, and frees it once', () => {
    const store = new SlabStore()
    const regions = fill(store, 10)
    const region = regions[0]!
    store.free(region)
    store.free(region)
    expect(region.view(0, region.length)).toHaveLength(0)
    expect(region.ascii(0, 10)).toBe('')
    expect(read(regions[1]!)).toBe('b'.repeat(10_240))
  })

  test('keeps every region intact, in no more than about twice the memory, whatever is written and freed', () => {
    const step = fc.record({ size: fc.oneof(fc.nat(300_000), fc.nat(2_000)), free: fc.nat(3), at: fc.nat() })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), steps => {
        const store = new SlabStore()
        const kept: { region: Region; byte: number }[] = []
        for (const [index, { size, free, at }] of steps.entries()) {
          const byte = index % 251
          kept.push({ region: store.write([Buffer.alloc(size, byte)], size), byte })
          for (let count = 0; count < free && kept.length > 0; count++) {
            const [gone] = kept.splice(at % kept.length, 1)
            store.free(gone!.region)
          }
        }
        let live = 0
        for (const { region, byte } of kept) {
          live += region.length
          expect(region.view(0, region.length).equals(Buffer.alloc(region.length, byte))).toBe(true)
        }
        expect(store.allocated).toBeLessThanOrEqual(2 * live + 4 * SLAB)
      }),
      { numRuns: 30 },
    )
  })
})
