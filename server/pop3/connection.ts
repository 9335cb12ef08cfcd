import type { Duplex } from 'node:stream'
import { corruptMessage } from '../delivery/faults/corrupt-message.ts'
import type { FaultReply, MessageDeed } from '../delivery/faults/fault-deed.ts'
import type { Faults } from '../delivery/faults/faults.ts'
import { type About, SessionFaults } from '../delivery/faults/session-faults.ts'
import type { TlsMaterial } from '../net/certificate.ts'
import { LineReader } from '../net/line-reader.ts'
import type { ProtocolConnection } from '../net/protocol-server.ts'
import { resetConnection } from '../net/reset-connection.ts'
import type { StreamFacts } from '../net/stream-facts.ts'
import { upgradeToTls } from '../net/upgrade-tls.ts'
import { formatStatus } from './answer.ts'
import type { Pop3Answer, Pop3Login } from './answer.ts'
import { readLine, refuseLine } from './dispatcher.ts'
import { ReplyWriter } from './reply-writer.ts'
import { Pop3Session } from './session.ts'
import type { Pop3Context } from './session.ts'

/** Bytes of replies that are written together at most. */
const BATCH = 256 * 1024

/** Commands that are answered at a stretch, before others have their turn. */
const COMMANDS_AT_A_STRETCH = 100

/** Milliseconds that a client whose session is over may take to close. */
const LINGER = 250

/** What a connection may wait for: the client, other connections, the handshake, a fault. */
type Pause = 'drain' | 'turn' | 'handshake' | 'fault'

/** What one connection needs besides what its session knows. */
export interface Pop3ConnectionOptions extends Pop3Context {
  /** The faults that befall it. */
  readonly faults: Faults
  /** Told of a fault of ours that cost a client its session. */
  readonly onFault: (error: unknown, sessionId: string) => void
}

/** The loop of one connection: reads lines, has them answered, and alone writes. */
export class Pop3Connection implements ProtocolConnection {
  readonly #options: Pop3ConnectionOptions
  readonly #session: Pop3Session
  readonly #lines: LineReader
  readonly #replies: ReplyWriter
  readonly #faults: SessionFaults
  /** As it was given. */
  readonly #base: Duplex
  /** What is read and written: the base, or with STLS what lies over it. */
  #stream: Duplex
  /** The rest of a multi-line response that the client has not taken yet. */
  #body: Iterator<string | Buffer> | null = null
  #badCommands = 0
  /** Why no line is read at present; what the client sends waits on its side. */
  #pause: Pause | null = null
  /** Whether the client will send no more. */
  #inputEnded = false
  #over = false
  #timer: NodeJS.Timeout

  constructor(stream: Duplex, facts: StreamFacts, options: Pop3ConnectionOptions) {
    this.#options = options
    this.#base = this.#stream = stream
    this.#replies = new ReplyWriter(stream, this.#onDrain)
    this.#session = new Pop3Session(options, facts)
    this.#faults = this.#createFaults()
    this.#lines = new LineReader(options.limits.authLine)
    this.#timer = setTimeout(this.#timeOut, options.limits.loginTime)
    stream.once('close', this.#release)
    this.#listen()
    this.#pass('BANNER', {}, () => this.#greet())
    this.#work()
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
    this.#stream.resume()
  }

  #greet(): void {
    this.#replies.add(`+OK Facteur POP3 server ready ${this.#session.timestamp}\r\n`)
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

  #wait(reason: Pause): void {
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
    const free = this.#replies.flush()
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
    this.#attempt(() => this.#take(line))
    return true
  }

  #take(line: Buffer | 'too-long'): void {
    const session = this.#session
    const request = line === 'too-long' ? refuseLine(session) : readLine(session, line)
    if (!('command' in request)) return this.#settle(request)
    const { command, argument } = request
    if (!this.#faults.armed || command.logsIn === true) return this.#settle(command.run(session, argument))
    this.#pass(command.name, { message: command.message?.(session, argument) }, deed =>
      this.#settle(command.run(session, argument), deed),
    )
  }

  /** Says what a line is answered; where a login was right, opens the maildrop first. */
  #settle(outcome: Pop3Answer | Pop3Login, deed: MessageDeed | null = null): void {
    if ('status' in outcome) return this.#say(outcome, deed)
    const { user, by } = outcome
    this.#pass(by, { user }, () => this.#logIn(user))
  }

  #logIn(user: string): void {
    this.#say(this.#session.logIn(user))
    if (this.#session.state === 'transaction') this.#limitSilence()
  }

  #say(answer: Pop3Answer, deed: MessageDeed | null = null): void {
    this.#replies.add(formatStatus(answer))
    const body = deed === 'corrupt' && answer.body !== undefined ? corrupted(answer.body) : answer.body
    this.#body = body?.[Symbol.iterator]() ?? null
    this.#badCommands = answer.bad === true ? this.#badCommands + 1 : 0
    this.#noteActivity()
    if (answer.next === 'start-tls') this.#startTls()
    this.#over ||= answer.next === 'close' || this.#badCommands >= this.#options.limits.badCommands
  }

  /** Does what a line asks for; what goes wrong by a fault of ours ends the session. */
  #attempt(run: () => void): void {
    try {
      run()
    } catch (error) {
      this.#options.onFault(error, this.#session.id)
      const text = 'a fault of this server ends the session'
      this.#say({ status: '-ERR', code: 'SYS/TEMP', text, next: 'close' })
    }
  }

  /** Lets a moment go on, unless a fault will have it otherwise; what was said before need not wait for it. */
  #pass(moment: string, about: About, proceed: (deed: MessageDeed | null) => void): void {
    this.#faults.pass(moment, about, {
      proceed: deed => this.#goOn(() => proceed(deed)),
      answer: reply => this.#goOn(() => this.#refuse(moment, reply)),
    })
    if (!this.#faults.isWaiting) return
    this.#replies.flush()
    this.#wait('fault')
  }

  #goOn(run: () => void): void {
    this.#attempt(run)
    if (this.#pause === 'fault') this.#resume()
  }

  /** What a fault says; a greeting that refuses is the end. */
  #refuse(moment: string, { responseCode, text }: FaultReply): void {
    const [line = ''] = text
    this.#replies.add(
      formatStatus({ status: '-ERR', text: line, ...(responseCode !== null && { code: responseCode }) }),
    )
    this.#noteActivity()
    this.#over ||= moment === 'BANNER'
  }

  #createFaults(): SessionFaults {
    const { faults, limits } = this.#options
    return new SessionFaults({
      faults,
      protocol: 'pop3',
      session: this.#session.facts,
      idleTime: limits.idleTime,
      target: {
        throttle: bytesPerSecond => this.#replies.throttle(bytesPerSecond),
        close: () => this.end(),
        reset: () => {
          this.#over = true
          resetConnection(this.#base)
        },
        fail: error => this.#options.onFault(error, this.#session.id),
      },
    })
  }

  /** Whether the client waits for us, and not we for the client. */
  get #isHeldUp(): boolean {
    return this.#faults.isWaiting || this.#replies.isThrottled
  }

  /** From the login on, the time counts in which the client says nothing. */
  #limitSilence(): void {
    this.#setTimer(this.#options.limits.idleTime)
  }

  #setTimer(milliseconds: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(this.#timeOut, milliseconds)
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
    // RFC 2595 §4: what was sent behind STLS, before the handshake, is not obeyed after it.
    this.#lines.clear()
    while (stream.read() !== null);
    // The invitation must be out before the stream is handed over.
    this.#replies.flush(() => void this.#encrypt(stream, this.#options.tls as TlsMaterial))
  }

  async #encrypt(stream: Duplex, material: TlsMaterial): Promise<void> {
    // The client went away before it had read the invitation.
    if (stream.destroyed) return
    try {
      this.#stream = await upgradeToTls(stream, material)
    } catch {
      // The stream is destroyed, and with it this connection.
      return
    }
    this.#stream.once('close', () => stream.destroy())
    this.#replies.moveTo(this.#stream)
    this.#session.encrypted()
    this.#listen()
    this.#resume()
  }

  /** RFC 1939 §3: nothing is deleted, and nothing said. */
  #timeOut = (): void => {
    if (this.#isHeldUp) this.#timer.refresh()
    else this.#stream.destroy()
  }

  /** Says what is left to say and closes; a client that does not close its side is cut off. */
  #leave(): void {
    this.#session.close()
    this.#faults.close()
    const isEnding = this.#replies.end(() => this.#setTimer(LINGER))
    if (!isEnding) return
    this.#setTimer(this.#options.limits.idleTime)
    this.#stream.resume()
  }

  #release = (): void => {
    clearTimeout(this.#timer)
    this.#over = true
    this.#faults.close()
    this.#session.close()
  }
}

/** A multi-line response with one character of its message changed. */
function corrupted(body: Iterable<string | Buffer>): [Buffer] {
  return [corruptMessage(Array.from(body, piece => (typeof piece === 'string' ? Buffer.from(piece) : piece)))]
}
