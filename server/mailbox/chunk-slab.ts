import type { Region, Slab } from './slab.ts'

/** How much of the memory behind a chunk may be of no use to it, as a part of the chunk's length. */
const WASTE = 1 / 4

/**
 * The memory of one large region: the chunks as they came from the network, which are put together in one piece
 * when someone first looks at it. Until then it is not copied, and most are never looked at.
 */
export class ChunkSlab implements Slab {
  readonly size: number
  used: number
  live: number
  regions: Region[] = []
  #chunks: readonly Uint8Array[]
  #bytes: Buffer | null = null

  /** @param size sum of the chunks' lengths, in bytes */
  constructor(chunks: readonly Uint8Array[], size: number) {
    this.#chunks = chunks.map(thrifty)
    this.size = this.used = this.live = size
  }

  get bytes(): Buffer {
    return (this.#bytes ??= this.#join())
  }

  #join(): Buffer {
    const bytes = Buffer.allocUnsafeSlow(this.size)
    let end = 0
    for (const chunk of this.#chunks) {
      bytes.set(chunk, end)
      end += chunk.length
    }
    this.#chunks = []
    return bytes
  }
}

/** The chunk itself, or a copy if it keeps much more memory alive than it shows, as those of TLS sockets do. */
function thrifty(chunk: Uint8Array): Uint8Array {
  return chunk.buffer.byteLength <= chunk.length * (1 + WASTE) ? chunk : new Uint8Array(chunk)
}
