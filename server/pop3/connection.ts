import type { Duplex } from 'node:stream'
import type { TlsMaterial } from '../net/certificate.ts'
import { LineReader } from '../net/line-reader.ts'
import type { ProtocolConnection } from '../net/protocol-server.ts'
import type { StreamFacts } from '../net/stream-facts.ts'
import { upgradeToTls } from '../net/upgrade-tls.ts'
import { formatStatus } from './answer.ts'
import type { Pop3Answer } from './answer.ts'
import { answerLine, refuseLine } from './dispatcher.ts'
import { ReplyBuffer } from './reply-buffer.ts'
import { Pop3Session } from './session.ts'
import type { Pop3Context } from './session.ts'

/** Bytes of replies that are written together at most. */
const BATCH = 256 * 1024

/** Commands that are answered at a stretch, before others have their turn. */
const COMMANDS_AT_A_STRETCH = 100

/** Milliseconds that a client whose session is over may take to close. */
const LINGER = 250

/** What one connection needs besides what its session knows. */
export interface Pop3ConnectionOptions extends Pop3Context {
  /** Told of a fault of ours that cost a client its session. */
  readonly onFault: (error: unknown, sessionId: string) => void
}

/** The loop of one connection: reads lines, has them answered, and alone writes. */
export class Pop3Connection implements ProtocolConnection {
  readonly #options: Pop3ConnectionOptions
  readonly #session: Pop3Session
  readonly #lines: LineReader
  readonly #replies = new ReplyBuffer()
  #stream: Duplex
  /** The rest of a multi-line response that the client has not taken yet. */
  #body: Iterator<string | Buffer> | null = null
  #badCommands = 0
  /** Why no line is read at present; what the client sends waits on its side. */
  #pause: 'drain' | 'turn' | 'handshake' | null = null
  /** Whether the client will send no more. */
  #inputEnded = false
  #over = false
  #timer: NodeJS.Timeout

  constructor(stream: Duplex, facts: StreamFacts, options: Pop3ConnectionOptions) {
    this.#options = options
    this.#stream = stream
    this.#session = new Pop3Session(options, facts)
    this.#lines = new LineReader(options.limits.authLine)
    this.#timer = setTimeout(this.#timeOut, options.limits.loginTime)
    stream.once('close', this.#release)
    this.#listen()
    this.#replies.add(`+OK Facteur POP3 server ready ${this.#session.timestamp}\r\n`)
    this.#replies.flush(stream)
  }

  /** A response that nobody asked for would be taken for another one: the connection is closed without a word. */
  end(): void {
    this.#over = true
    this.#body = null
    this.#leave()
  }

  #listen(): void {
    this.#stream.on('data', this.#onData)
    this.#stream.on('end', this.#onEnd)
    this.#stream.on('drain', this.#onDrain)
    this.#stream.resume()
  }

  #onData = (chunk: Buffer): void => {
    if (this.#over) return
    this.#lines.push(chunk)
    this.#work()
  }

  /** All that came before is still answered; a last line without its end may be half of one, and is not. */
  #onEnd = (): void => {
    this.#inputEnded = true
    this.#work()
  }

  #onDrain = (): void => {
    this.#noteActivity()
    if (this.#pause === 'drain') this.#resume()
  }

  #resume = (): void => {
    this.#pause = null
    this.#work()
    if (this.#pause === null) this.#stream.resume()
  }

  #wait(reason: 'drain' | 'turn' | 'handshake'): void {
    this.#pause = reason
    this.#stream.pause()
    if (reason === 'turn') setImmediate(this.#resume)
  }

  /** Goes on as long as there are lines, and the client takes the replies. */
  #work(): void {
    for (let commands = 0; this.#pause === null;) {
      if (this.#replies.size >= BATCH && !this.#flush()) return
      if (this.#body !== null) this.#sendMore(this.#body)
      else if (this.#over) return this.#leave()
      else if (commands++ === COMMANDS_AT_A_STRETCH) {
        if (this.#flush()) this.#wait('turn')
      } else if (!this.#answerNext()) {
        this.#session.fetched.tell()
        if (this.#flush() && this.#inputEnded) this.end()
        return
      }
    }
  }

  /** Writes the replies; false when the client must take them first. */
  #flush(): boolean {
    const free = this.#replies.flush(this.#stream)
    if (!free) this.#wait('drain')
    return free
  }

  #sendMore(body: Iterator<string | Buffer>): void {
    const { done, value } = body.next()
    if (done !== true) return this.#replies.add(value)
    this.#body = null
    this.#replies.add('.\r\n')
  }

  /** Answers one line; false when there is none. */
  #answerNext(): boolean {
    const line = this.#lines.next()
    if (line === null) return false
    const before = this.#session.state
    const answer = this.#answer(line)
    this.#replies.add(formatStatus(answer))
    this.#body = answer.body?.[Symbol.iterator]() ?? null
    this.#badCommands = answer.bad === true ? this.#badCommands + 1 : 0
    if (this.#session.state === before) this.#noteActivity()
    else this.#limitSilence()
    if (answer.next === 'start-tls') this.#startTls()
    this.#over ||= answer.next === 'close' || this.#badCommands >= this.#options.limits.badCommands
    return true
  }

  #answer(line: Buffer | 'too-long'): Pop3Answer {
    try {
      return line === 'too-long' ? refuseLine(this.#session) : answerLine(this.#session, line)
    } catch (error) {
      this.#options.onFault(error, this.#session.id)
      return {
        status: '-ERR',
        code: 'SYS/TEMP',
        text: 'a fault of this server ends the session',
        next: 'close',
      }
    }
  }

  /** From the login on, the time counts in which the client says nothing. */
  #limitSilence(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(this.#timeOut, this.#options.limits.idleTime)
  }

  /** RFC 1939 §3: any command begins the time anew. Before the login nothing does. */
  #noteActivity(): void {
    if (this.#session.state === 'transaction') this.#timer.refresh()
  }

  #startTls(): void {
    const stream = this.#stream
    this.#wait('handshake')
    stream.off('data', this.#onData)
    stream.off('end', this.#onEnd)
    stream.off('drain', this.#onDrain)
    // RFC 2595 §4: what was sent behind STLS, before the handshake, is not obeyed after it.
    this.#lines.clear()
    while (stream.read() !== null);
    // The invitation must be out before the stream is handed over.
    this.#replies.flush(stream, () => void this.#encrypt(stream, this.#options.tls as TlsMaterial))
  }

  async #encrypt(stream: Duplex, material: TlsMaterial): Promise<void> {
    try {
      this.#stream = await upgradeToTls(stream, material)
    } catch {
      // The stream is destroyed, and with it this connection.
      return
    }
    this.#stream.once('close', () => stream.destroy())
    this.#session.encrypted()
    this.#listen()
    this.#resume()
  }

  /** RFC 1939 §3: nothing is deleted, and nothing said. */
  #timeOut = (): void => {
    this.#stream.destroy()
  }

  /** Says what is left to say and closes; a client that does not close its side is cut off. */
  #leave(): void {
    this.#session.close()
    this.#replies.flush(this.#stream)
    if (this.#stream.writableEnded || this.#stream.destroyed) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(this.#timeOut, this.#options.limits.idleTime)
    this.#stream.once('finish', () => {
      clearTimeout(this.#timer)
      this.#timer = setTimeout(this.#timeOut, LINGER)
    })
    this.#stream.end()
    this.#stream.resume()
  }

  #release = (): void => {
    clearTimeout(this.#timer)
    this.#over = true
    this.#session.close()
  }
}
