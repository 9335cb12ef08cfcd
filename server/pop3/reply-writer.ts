import type { Writable } from 'node:stream'
import { ThrottledOutput } from '../net/throttled-output.ts'

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

/** Collects replies, so that a client which pipelines gets many of them in one packet, and sends them. */
export class ReplyWriter {
  readonly #onDrain: () => void
  #stream: Writable
  /** Bytes a second that a fault lets pass. */
  #bytesPerSecond: number | null = null
  #pieces: (string | Buffer)[] = []
  #size = 0

  /** @param onDrain called when the client has taken what was sent, after it was slow to */
  constructor(stream: Writable, onDrain: () => void) {
    this.#onDrain = onDrain
    this.#stream = stream
    stream.on('drain', onDrain)
  }

  /** How much waits to be written: bytes, or characters where it is text. */
  get size(): number {
    return this.#size
  }

  /** Whether what was sent is on its way for as long as we will have it. */
  get isThrottled(): boolean {
    return this.#stream instanceof ThrottledOutput && this.#stream.isWaiting
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
  flush(written?: () => void): boolean {
    const stream = this.#stream
    const blocks = this.#takeBlocks()
    const last = blocks.pop()
    if (last === undefined || !stream.writable) return true
    stream.cork()
    for (const block of blocks) stream.write(block)
    stream.write(last, () => written?.())
    stream.uncork()
    return !stream.writableNeedDrain
  }

  /** Goes on over another stream, which lies over the one before. */
  moveTo(stream: Writable): void {
    this.#stream.off('drain', this.#onDrain)
    this.#stream = this.#bytesPerSecond === null ? stream : new ThrottledOutput(stream, this.#bytesPerSecond)
    this.#stream.on('drain', this.#onDrain)
  }

  /** From now on sends so many bytes a second; what was said before goes as fast as ever. */
  throttle(bytesPerSecond: number): void {
    this.#bytesPerSecond = bytesPerSecond
    if (this.#stream instanceof ThrottledOutput) {
      this.#stream.bytesPerSecond = bytesPerSecond
      return
    }
    this.flush()
    this.moveTo(this.#stream)
  }

  /**
   * Writes what was added, and ends the stream; false when it has ended already.
   *
   * @param finished called when the stream has let go of all
   */
  end(finished: () => void): boolean {
    this.flush()
    if (this.#stream.writableEnded || this.#stream.destroyed) return false
    this.#stream.once('finish', finished)
    this.#stream.end()
    return true
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
