import type { Readable } from 'node:stream'

/**
 * The bytes of a stream, taken when they are wanted and not before: what a client sends while a command runs waits
 * in the stream, and then in the client.
 */
export class StreamInput {
  readonly #stream: Readable
  #ended: boolean
  #wake: () => void = () => {}
  readonly #onReadable = (): void => this.#wake()
  readonly #onEnd = (): void => {
    this.#ended = true
    this.#wake()
  }

  constructor(stream: Readable) {
    this.#stream = stream
    this.#ended = stream.destroyed
    stream.on('readable', this.#onReadable)
    for (const event of ['end', 'close', 'error']) stream.on(event, this.#onEnd)
  }

  /** What is there now; null when that is nothing. */
  take(): Uint8Array | null {
    return this.#stream.read() as Uint8Array | null
  }

  /** Waits for more; false when there will be none. */
  async arrival(): Promise<boolean> {
    if (!this.#ended && this.#stream.readableLength === 0) {
      await new Promise<void>(resolve => (this.#wake = resolve))
    }
    return !this.#ended
  }

  /** Lets go of the stream, and forgets what has arrived; whoever waits is told that nothing comes. */
  release(): void {
    while (this.take() !== null);
    this.#stream.off('readable', this.#onReadable)
    for (const event of ['end', 'close', 'error']) this.#stream.off(event, this.#onEnd)
    this.#onEnd()
  }
}
