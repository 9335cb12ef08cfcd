import { ByteThrottle } from '../net/byte-throttle.ts'
import { MessageReader } from './message-reader.ts'
import { SMTPStream } from './stock-server.ts'

const LF = 0x0a
const CR = 0x0d

/** Commands and messages of one connection handled at a stretch, before others have their turn. */
const STEPS_AT_A_STRETCH = 100

const NOTHING = Buffer.alloc(0)

/** Gets a message that has come to its end, and says when the commands behind it may be read. */
type OnMessage = (message: MessageReader, next: () => void) => void

/**
 * Divides what a client sends into command lines and messages, as smtp-server's own stream does, but on the bytes
 * as they lie in the chunk: nothing is turned into a string and back, and a message goes through no second stream.
 */
export class ReceivingStream extends SMTPStream {
  #reader: MessageReader | null = null
  #onmessage: OnMessage = (_message, next) => next()
  /** The chunk being worked on, led by what the one before left of a command line. */
  #input: Buffer = NOTHING
  #position = 0
  #unfinishedLine: Buffer = NOTHING
  #next: ((error?: Error | null) => void) | null = null
  #steps = 0
  #running = false
  #resumed = false
  #throttle: ByteThrottle | null = null

  /** The message that is being received; null between messages. */
  get message(): MessageReader | null {
    return this.#reader
  }

  /** Whether what was sent is taken in later than it came. */
  get isHeldUp(): boolean {
    return this.#throttle?.isWaiting ?? false
  }

  /** From the next chunk on, takes in so many bytes a second. */
  throttle(bytesPerSecond: number): void {
    this.#throttle = new ByteThrottle(bytesPerSecond, (piece, next) => this.#take(piece, next))
  }

  /** What is held up is never taken in: the connection is closed. */
  letGo(): void {
    this.#throttle?.close()
  }

  /** From the next byte on, reads a message; `onmessage` gets it when it has come to its end. */
  startMessage(limit: number, onmessage: OnMessage): void {
    this.#reader = new MessageReader(limit)
    this.#onmessage = onmessage
  }

  override _write(
    chunk: Buffer,
    _encoding: BufferEncoding | 'buffer',
    next: (error?: Error | null) => void,
  ): void {
    if (this.#throttle === null || this.isClosed) this.#take(chunk, next)
    else this.#throttle.write(chunk, next)
  }

  #take(chunk: Buffer, next: (error?: Error | null) => void): void {
    if (this.isClosed) return next()
    this.#input = this.#unfinishedLine.length > 0 ? Buffer.concat([this.#unfinishedLine, chunk]) : chunk
    this.#unfinishedLine = NOTHING
    this.#position = 0
    this.#steps = 0
    this.#next = next
    this.#run()
  }

  /** The last line counts as a command even when the client left out its line end. */
  override _flushData(): void {
    const line = this.#unfinishedLine
    this.#unfinishedLine = NOTHING
    if (line.length > 0 && !this.isClosed) this.oncommand(line, () => {})
  }

  /** Works on; also called by command handlers that are done, at once or later. */
  #run = (): void => {
    // A loop, not a recursion: pipelined commands whose handlers are done at once would use up the stack.
    this.#resumed = true
    if (this.#running) return
    this.#running = true
    let more = true
    try {
      while (this.#resumed && more) {
        this.#resumed = false
        more = this.#step()
      }
    } finally {
      this.#running = false
    }
    if (!more) this.#finish()
  }

  /** Handles one command or the rest of one message; false when there is nothing more to handle. */
  #step(): boolean {
    if (this.isClosed) return false
    if (++this.#steps > STEPS_AT_A_STRETCH) {
      this.#steps = 0
      setImmediate(this.#run)
      return true
    }
    return this.#reader === null ? this.#readCommand() : this.#readMessage(this.#reader)
  }

  #readCommand(): boolean {
    const end = this.#input.indexOf(LF, this.#position)
    if (end < 0) {
      this.#unfinishedLine = this.#input.subarray(this.#position)
      return false
    }
    const start = this.#position
    this.#position = end + 1
    const line = this.#input.subarray(start, end > start && this.#input[end - 1] === CR ? end - 1 : end)
    if (line.length > this._maxCommandLength) {
      this.#unfinishedLine = line
      return false
    }
    this.oncommand(line, this.#run)
    return true
  }

  #readMessage(reader: MessageReader): boolean {
    this.#position = reader.read(this.#input, this.#position)
    if (!reader.ended) return false
    this.#reader = null
    this.#onmessage(reader, this.#run)
    return true
  }

  #finish(): void {
    const next = this.#next
    this.#next = null
    this.#input = NOTHING
    const tooLong = this.#unfinishedLine.length > this._maxCommandLength
    if (tooLong) this.#unfinishedLine = NOTHING
    next?.(tooLong ? new Error('Command line too long') : null)
  }
}
