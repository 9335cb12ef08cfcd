import type { Writable } from 'node:stream'
import { ThrottledOutput } from '../net/throttled-output.ts'
import type { Answer } from './answer.ts'

/** Answers are sent when they amount to this many bytes, if not before. */
const BATCH = 64 * 1024

/** Longer arrays are sent as they are; shorter ones are cheaper to copy into the batch. */
const LARGE = 32 * 1024

const NOT_ASCII = /[^\x20-\x7e]/g
const CONTROLS = /[\p{Cc}\u2028\u2029\p{Cs}]/gu

/**
 * Collects the answers of one connection and sends them in few writes: when the client's commands are all
 * answered, or when a batch is full.
 */
export class ResponseWriter {
  readonly #unread: number
  readonly #onDrain: () => void
  /** Bytes a second that a fault lets pass; null for as many as the client takes. */
  #bytesPerSecond: number | null = null
  #stream: Writable
  /** What comes after the parts. */
  #text = ''
  #parts: Uint8Array[] = []
  #size = 0
  /** Whether an untagged response was begun and is not at its end. */
  #begun = false

  /**
   * @param unread most bytes that wait for the client to read before `congested`
   * @param onDrain called when the client has taken all that was sent, after it was slow to
   */
  constructor(stream: Writable, unread: number, onDrain: () => void = () => {}) {
    this.#stream = stream.on('drain', onDrain)
    this.#unread = unread
    this.#onDrain = onDrain
  }

  /** Whether the client does not take what is sent: a command that has much to say waits for `drained`. */
  get congested(): boolean {
    const { writableNeedDrain, writableLength } = this.#stream
    return !this.closed && writableNeedDrain && writableLength > this.#unread
  }

  /** Whether nobody hears any more. */
  get closed(): boolean {
    return this.#stream.destroyed || this.#stream.writableEnded
  }

  /** Waits until the client has taken what was sent, or has gone. */
  drained(): Promise<void> {
    const stream = this.#stream
    if (!this.congested) return Promise.resolve()
    return new Promise(resolve => {
      const done = (): void => {
        stream.off('drain', done)
        stream.off('close', done)
        resolve()
      }
      stream.on('drain', done)
      stream.on('close', done)
    })
  }

  /** Writes `* `, the pieces and CRLF. Strings go out as UTF-8; arrays are kept until they are sent. */
  untagged(...pieces: readonly (string | Uint8Array)[]): void {
    this.addUntagged(pieces)
    this.endUntagged()
  }

  /**
   * Writes the beginning of an untagged response, or more of the one that was begun: for one that is too large to be
   * put together first. Nobody else writes until `endUntagged`.
   */
  addUntagged(pieces: readonly (string | Uint8Array)[]): void {
    this.#begin()
    for (const piece of pieces) {
      if (typeof piece === 'string') this.#text += piece
      else this.#append(piece)
    }
  }

  /** Writes the end of an untagged response; all of it, if none was begun. */
  endUntagged(text = ''): void {
    this.#begin()
    this.#text += text
    this.#begun = false
    this.#endLine()
  }

  /** Writes a command continuation request (RFC 9051 §7.6). */
  continuation(text: string): void {
    this.#text += `+ ${text}`
    this.#endLine()
  }

  /** @param utf8 whether the client reads UTF-8 outside of literals */
  tagged(tag: string, { status, code, text }: Answer, utf8: boolean): void {
    this.#text += `${tag} ${formatStatus(status, text, { code, utf8 })}`
    this.#endLine()
  }

  /** Writes `* BYE`, which announces the end (RFC 9051 §7.1.5); amid a response, which it would be taken for, not. */
  bye(text: string, code?: string): void {
    if (this.#begun) return
    this.untagged(formatStatus('BYE', text, { code, utf8: false }))
  }

  /** Sends what is collected. */
  flush(): void {
    if (this.#size + this.#text.length > 0) this.#send()
  }

  /** Sends what is collected, and waits until a throttle has let it pass: what comes then is of another layer. */
  sent(): Promise<void> {
    this.flush()
    if (!this.isThrottled) return Promise.resolve()
    return new Promise(resolve => this.#stream.write('', () => resolve()))
  }

  /** Goes on over another stream: the same connection encrypted, or compressed. */
  moveTo(stream: Writable): void {
    this.flush()
    this.#stream.off('drain', this.#onDrain)
    this.#stream = this.#bytesPerSecond === null ? stream : new ThrottledOutput(stream, this.#bytesPerSecond)
    this.#stream.on('drain', this.#onDrain)
  }

  /** From now on sends so many bytes a second; what was said before goes as fast as ever. */
  throttle(bytesPerSecond: number): void {
    this.#bytesPerSecond = bytesPerSecond
    if (this.#stream instanceof ThrottledOutput) this.#stream.bytesPerSecond = bytesPerSecond
    else this.moveTo(this.#stream)
  }

  /** Whether a fault has it send slowly. */
  get isSlowed(): boolean {
    return this.#bytesPerSecond !== null
  }

  /** Whether what is sent is on its way for as long as we will have it. */
  get isThrottled(): boolean {
    return this.#stream instanceof ThrottledOutput && this.#stream.isWaiting
  }

  /** Ends the stream, once all has gone that was sent. */
  end(): void {
    this.#stream.end()
  }

  #begin(): void {
    if (!this.#begun) this.#text += '* '
    this.#begun = true
  }

  #append(bytes: Uint8Array): void {
    if (bytes.length > LARGE) {
      this.#send()
      if (!this.closed) this.#stream.write(bytes)
      return
    }
    this.#endText()
    this.#add(bytes)
  }

  #endLine(): void {
    this.#text += '\r\n'
    if (this.#size + this.#text.length >= BATCH) this.#send()
  }

  #endText(): void {
    if (this.#text === '') return
    this.#add(Buffer.from(this.#text))
    this.#text = ''
  }

  #add(bytes: Uint8Array): void {
    this.#parts.push(bytes)
    this.#size += bytes.length
  }

  #send(): void {
    const text = this.#text
    if (this.#parts.length === 0) {
      this.#text = ''
      if (text !== '' && !this.closed) this.#stream.write(text)
      return
    }
    this.#endText()
    const batch = Buffer.concat(this.#parts, this.#size)
    this.#parts = []
    this.#size = 0
    if (!this.closed) this.#stream.write(batch)
  }
}

/** A status response without its tag. RFC 9051 §9: resp-text has a text, also after a code. */
function formatStatus(
  status: string,
  text: string,
  { code, utf8 }: { code: string | undefined; utf8: boolean },
): string {
  // A text may quote what a client sent: it must not end the line, and not bear what the client cannot read.
  const shown = text.replace(utf8 ? CONTROLS : NOT_ASCII, '?')
  return code === undefined ? `${status} ${shown}` : `${status} [${code}] ${shown}`
}
