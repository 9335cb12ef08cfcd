import { Writable } from 'node:stream'
import { ByteThrottle } from './byte-throttle.ts'

/**
 * What is written to it reaches another stream at so many bytes a second; it ends when that one ends, and ends it. Each
 * time that all has passed it says `drain`.
 */
export class ThrottledOutput extends Writable {
  readonly #stream: Writable
  readonly #throttle: ByteThrottle
  /** To be called when what was written last has passed, or never will. */
  #done: ((error?: Error | null) => void) | null = null
  readonly #onClose = (): void => {
    this.destroy()
  }

  constructor(stream: Writable, bytesPerSecond: number) {
    super({ highWaterMark: 1 })
    this.#stream = stream
    this.#throttle = new ByteThrottle(bytesPerSecond, (piece, next) => stream.write(piece, next))
    stream.once('close', this.#onClose)
    // A write that fails is one to a client that has gone.
    this.on('error', () => {})
  }

  set bytesPerSecond(rate: number) {
    this.#throttle.bytesPerSecond = rate
  }

  /** Whether bytes are still on their way. */
  get isWaiting(): boolean {
    return this.writableLength > 0 && !this.destroyed
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#done = done
    this.#throttle.write(chunk, error => this.#settle(error))
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#stream.end(done)
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#throttle.close()
    this.#stream.off('close', this.#onClose)
    // Without it, nobody who waits for what is written behind it would be told.
    this.#settle(new Error('the connection has ended'))
    done(error)
  }

  #settle(error?: Error | null): void {
    const done = this.#done
    this.#done = null
    done?.(error)
  }
}
