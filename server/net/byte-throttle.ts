type Next = (error?: Error | null) => void

/** Pieces in which a second's bytes pass, if they are that many. */
const PIECES_PER_SECOND = 10

/** Lets bytes pass at a steady rate, each piece when the time has passed that it takes. */
export class ByteThrottle {
  /** May be changed at any time, and holds from the next piece on. */
  bytesPerSecond: number
  readonly #take: (piece: Buffer, next: Next) => void
  #timer: NodeJS.Timeout | undefined

  constructor(bytesPerSecond: number, take: (piece: Buffer, next: Next) => void) {
    this.bytesPerSecond = bytesPerSecond
    this.#take = take
  }

  /** Whether bytes wait for their time. */
  get isWaiting(): boolean {
    return this.#timer !== undefined
  }

  /** Lets a chunk pass, and calls `next` when all of it has. */
  write(chunk: Buffer, next: Next): void {
    const size = Math.max(1, Math.floor(this.bytesPerSecond / PIECES_PER_SECOND))
    const piece = chunk.subarray(0, size)
    const rest = chunk.subarray(size)
    const goOn: Next = error => {
      if (error || rest.length === 0) next(error)
      else this.write(rest, next)
    }
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined
        this.#take(piece, goOn)
      },
      (piece.length / this.bytesPerSecond) * 1000,
    )
  }

  /** What still waits never comes. */
  close(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }
}
