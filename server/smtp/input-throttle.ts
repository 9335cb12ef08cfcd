type Next = (error?: Error | null) => void

/** Pieces in which a second's bytes are taken in, if they are that many. */
const PIECES_PER_SECOND = 10

/** Takes bytes in at a steady rate, each piece when the time has passed that it takes. */
export class InputThrottle {
  readonly #bytesPerSecond: number
  readonly #take: (piece: Buffer, next: Next) => void
  #timer: NodeJS.Timeout | undefined

  constructor(bytesPerSecond: number, take: (piece: Buffer, next: Next) => void) {
    this.#bytesPerSecond = bytesPerSecond
    this.#take = take
  }

  /** Whether bytes wait for their time. */
  get isWaiting(): boolean {
    return this.#timer !== undefined
  }

  /** Takes in a chunk, and calls `next` when all of it was. */
  write(chunk: Buffer, next: Next): void {
    const size = Math.max(1, Math.floor(this.#bytesPerSecond / PIECES_PER_SECOND))
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
      (piece.length / this.#bytesPerSecond) * 1000,
    )
  }

  /** What still waits never comes. */
  close(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }
}
