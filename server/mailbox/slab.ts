import { ChunkSlab } from './chunk-slab.ts'

const SLAB_SIZE = 1024 * 1024

/** Messages above this own their memory: packing them would leave large gaps at the ends of slabs. */
const LARGE = 64 * 1024

/** A block of memory that many regions share. Bytes once written are never written over. */
export interface Slab {
  /** Bytes of it, used or not. */
  readonly size: number
  readonly bytes: Buffer
  /** Where the next region begins. */
  used: number
  /** Bytes of the regions that are still in use. */
  live: number
  regions: Region[]
}

/** Where freed regions lie: it has no bytes to show. */
const NOWHERE: Slab = createSlab(0)

/** A run of bytes in a slab. It may move when its slab is compacted; views handed out before stay valid. */
export class Region {
  slab: Slab
  offset: number
  readonly length: number

  constructor(slab: Slab, offset: number, length: number) {
    this.slab = slab
    this.offset = offset
    this.length = length
  }

  /** A view of some of its bytes, from `start` up to `end`; empty when it was freed. */
  view(start: number, end: number): Buffer {
    return this.slab.bytes.subarray(this.offset + start, this.offset + end)
  }

  /** Some of its bytes, which must be US-ASCII, as text; without the cost of a view. */
  ascii(start: number, end: number): string {
    return this.slab.bytes.toString('latin1', this.offset + start, this.offset + end)
  }

  /** Lets go of the bytes, without a word to the store that holds them. */
  abandon(): void {
    this.slab = NOWHERE
  }
}

/**
 * Holds byte runs compactly: small ones packed one after the other into shared slabs, large ones each in
 * memory of their own. A slab of which more than half was freed gives up its memory: what is left of it moves
 * to another.
 */
export class SlabStore {
  /** Bytes of all slabs. */
  #allocated = 0
  /** Takes what is new. */
  #fresh: Slab | null = null
  /** Takes what is moved: being old, it goes soon, and should not leave gaps among the new. */
  #moved: Slab | null = null

  get allocated(): number {
    return this.#allocated
  }

  /**
   * Takes chunks, which together are `size` bytes, to keep: it copies small ones, and of large ones those that
   * waste memory. No one may write to them any more.
   */
  write(chunks: readonly Uint8Array[], size: number): Region {
    return size > LARGE ? this.#keep(chunks, size) : this.#copy(chunks, size)
  }

  /** Gives up a region's bytes. */
  free(region: Region): void {
    const { slab } = region
    if (slab === NOWHERE) return
    region.abandon()
    slab.live -= region.length
    if (slab !== this.#fresh && slab !== this.#moved) this.#thin(slab)
  }

  #keep(chunks: readonly Uint8Array[], size: number): Region {
    const slab = new ChunkSlab(chunks, size)
    const region = new Region(slab, 0, size)
    slab.regions.push(region)
    this.#allocated += size
    return region
  }

  #copy(chunks: readonly Uint8Array[], size: number): Region {
    const slab = this.#freshWithRoom(size)
    const region = new Region(slab, slab.used, size)
    for (const chunk of chunks) {
      slab.bytes.set(chunk, slab.used)
      slab.used += chunk.length
    }
    slab.live += size
    slab.regions.push(region)
    return region
  }

  #freshWithRoom(size: number): Slab {
    const full = this.#fresh
    if (full !== null && full.used + size <= full.size) return full
    const slab = (this.#fresh = this.#allocate())
    if (full !== null) this.#thin(full)
    return slab
  }

  #movedWithRoom(size: number): Slab {
    const full = this.#moved
    if (full !== null && full.used + size <= full.size) return full
    const slab = (this.#moved = this.#allocate())
    if (full !== null) this.#thin(full)
    return slab
  }

  /** Gives up a slab's memory if too little of it is in use. */
  #thin(slab: Slab): void {
    if (slab.live * 2 >= slab.size) return
    for (const region of slab.regions) if (region.slab === slab) this.#move(region)
    slab.regions = []
    this.#allocated -= slab.size
  }

  #move(region: Region): void {
    const target = this.#movedWithRoom(region.length)
    region.view(0, region.length).copy(target.bytes, target.used)
    region.slab = target
    region.offset = target.used
    target.used += region.length
    target.live += region.length
    target.regions.push(region)
  }

  #allocate(): Slab {
    this.#allocated += SLAB_SIZE
    return createSlab(SLAB_SIZE)
  }
}

function createSlab(size: number): Slab {
  return { size, bytes: Buffer.allocUnsafeSlow(size), used: 0, live: 0, regions: [] }
}
