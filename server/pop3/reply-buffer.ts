import type { Writable } from 'node:stream'

/** Pieces below this are copied together; larger ones are handed to the stream as they lie. */
const LARGE = 16 * 1024

const byteLength = (piece: string | Buffer): number =>
  typeof piece === 'string' ? Buffer.byteLength(piece) : piece.length

function join(pieces: readonly (string | Buffer)[]): Buffer {
  const joined = Buffer.allocUnsafe(pieces.reduce((sum, piece) => sum + byteLength(piece), 0))
  let end = 0
  for (const piece of pieces) {
    end += typeof piece === 'string' ? joined.write(piece, end) : piece.copy(joined, end)
  }
  return joined
}

/** Collects replies, so that a client which pipelines gets many of them in one packet. */
export class ReplyBuffer {
  #pieces: (string | Buffer)[] = []
  #size = 0

  /** How much waits to be written: bytes, or characters where it is text. */
  get size(): number {
    return this.#size
  }

  add(piece: string | Buffer): void {
    this.#pieces.push(piece)
    this.#size += piece.length
  }

  /**
   * Writes what was added; gives whether the stream takes more at once.
   *
   * @param written called when the stream has let go of all of it; there must be something to write
   */
  flush(stream: Writable, written?: () => void): boolean {
    const blocks = this.#takeBlocks()
    const last = blocks.pop()
    if (last === undefined || !stream.writable) return true
    stream.cork()
    for (const block of blocks) stream.write(block)
    stream.write(last, () => written?.())
    stream.uncork()
    return !stream.writableNeedDrain
  }

  /** The pieces, small ones put together. */
  #takeBlocks(): Buffer[] {
    const pieces = this.#pieces
    this.#pieces = []
    this.#size = 0
    const blocks: Buffer[] = []
    let start = 0
    for (const [index, piece] of pieces.entries()) {
      if (typeof piece === 'string' || piece.length < LARGE) continue
      if (index > start) blocks.push(join(pieces.slice(start, index)))
      blocks.push(piece)
      start = index + 1
    }
    if (start < pieces.length) blocks.push(join(pieces.slice(start)))
    return blocks
  }
}
