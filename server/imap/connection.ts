import type { Duplex, Readable } from 'node:stream'
import type { FaultReply } from '../delivery/faults/fault-deed.ts'
import type { Faults } from '../delivery/faults/faults.ts'
import type { About } from '../delivery/faults/session-faults.ts'
import { TimeSlice } from '../mailbox/time-slice.ts'
import type { TlsMaterial } from '../net/certificate.ts'
import type { ProtocolConnection } from '../net/protocol-server.ts'
import { resetConnection } from '../net/reset-connection.ts'
import { upgradeToTls } from '../net/upgrade-tls.ts'
import { bad, no, type Answer } from './answer.ts'
import type { ClientLines } from './command.ts'
import { ConnectionFaults, type Verdict } from './connection-faults.ts'
import { deflateStream, type Channel } from './deflate-stream.ts'
import { dispatch, legalCommand } from './dispatcher.ts'
import { ResponseWriter } from './response-writer.ts'
import type { ImapSession, LoginCommand } from './session.ts'
import { StreamInput } from './stream-input.ts'
import { CommandReader, type CommandReaderEvent, type CommandText } from './wire/command-reader.ts'
import { ImapSyntaxError } from './wire/imap-syntax-error.ts'

export interface ImapConnectionOptions {
  readonly session: ImapSession
  /** The faults that befall it. */
  readonly faults: Faults
  readonly tls: TlsMaterial | null
  readonly onFault: (error: unknown, sessionId: string) => void
}

/** Milliseconds that a client has to close its side once it was told good-bye. */
const GOODBYE_TIME = 250

/** The commands that bring messages. */
const MESSAGE_COMMANDS: ReadonlySet<string> = new Set(['APPEND', 'REPLACE', 'UID REPLACE'])

/** So many times the largest message may one command bring in all. */
const MESSAGES_AT_ONCE = 4

type Rejection = Extract<CommandReaderEvent, { kind: 'rejected' }>

/** One client: reads its commands, has them done one after the other, and writes what is said to it. */
export class ImapConnection implements ProtocolConnection {
  readonly #session: ImapSession
  readonly #tls: TlsMaterial | null
  readonly #onFault: ImapConnectionOptions['onFault']
  /** As it was given. */
  readonly #base: Duplex
  /** With STARTTLS, what lies over it. */
  #encrypted: Duplex | null = null
  /** What is read: one of these, or a compressed layer over it. */
  #readable: Readable
  #input: StreamInput
  readonly #reader: CommandReader
  readonly #out: ResponseWriter
  readonly #faults: ConnectionFaults
  readonly #lines: ClientLines = { next: () => this.#nextLine() }
  #slice = new TimeSlice()
  #timer: NodeJS.Timeout
  /** What the timer waits for. */
  #timed: 'login' | 'idle' = 'login'
  /** Commands in a row that were answered BAD. */
  #bad = 0
  #over = false
  #closing = false

  constructor(stream: Duplex, { session, faults, tls, onFault }: ImapConnectionOptions) {
    this.#session = session
    this.#tls = tls
    this.#onFault = onFault
    this.#base = stream
    this.#readable = stream
    this.#input = new StreamInput(stream)
    this.#out = new ResponseWriter(stream, session.limits.unread, () => this.#noteDrain())
    this.#reader = new CommandReader(
      { line: session.limits.commandLine, literal: (name, received) => this.#literalRoom(name, received) },
      {
        literalPlus: session.offers('LITERAL+'),
        // RFC 9051 appendix E: LITERAL- is a part of IMAP4rev2.
        literalMinus: session.offers('LITERAL-') || session.offers('IMAP4rev2'),
      },
    )
    this.#faults = this.#createFaults(faults)
    session.meetLogin = (user, by) => (this.#faults.watches(by) ? this.#meetLogin(user, by) : null)
    this.#timer = this.#startTimer(session.limits.loginTime, 'You did not log in, come again')
  }

  /** Greets the client and serves it until one of both ends; then closes the stream. Never rejects. */
  async serve(): Promise<void> {
    try {
      await this.#greet()
      while (!this.#over) {
        const event = this.#reader.next() ?? (await this.#arrival())
        if (event === null) break
        const pause = this.#handle(event)
        if (pause !== undefined) await pause
        if (this.#slice.over) await this.#letOthersGo()
      }
    } catch (error) {
      this.#fail(error)
    } finally {
      this.#over = true
      clearTimeout(this.#timer)
      this.#faults.close()
      this.#session.close()
      this.#out.flush()
      this.#input.release()
      this.#closeSoon()
    }
  }

  end(): void {
    this.#leave('Facteur shuts down')
  }

  async #greet(): Promise<void> {
    const verdict = this.#faults.watches('BANNER') ? await this.#meet('BANNER') : 'go on'
    if (verdict === 'gone') return
    if (verdict !== 'go on')
      return this.#leave(verdict.text.join(' '), { code: verdict.responseCode ?? undefined })
    const { capabilities, context } = this.#session
    this.#out.untagged(`OK [CAPABILITY ${capabilities}] ${context.hostname} Facteur is ready`)
  }

  /** The next thing that the client says, all answers so far being sent; null when there will be none. */
  async #arrival(): Promise<CommandReaderEvent | null> {
    for (;;) {
      const chunk = this.#input.take()
      if (chunk !== null) {
        if (this.#timed === 'idle') this.#timer.refresh()
        this.#reader.push(chunk)
        const event = this.#reader.next()
        if (event !== null) return event
      } else {
        this.#out.flush()
        if (this.#over || !(await this.#input.arrival())) return null
        this.#slice = new TimeSlice()
      }
    }
  }

  /** Many commands that came at once hold up nobody else. */
  async #letOthersGo(): Promise<void> {
    this.#out.flush()
    await this.#slice.next()
  }

  #handle(event: CommandReaderEvent): Promise<void> | undefined {
    switch (event.kind) {
      case 'command':
        return this.#execute(event.command)
      case 'continue':
        this.#out.continuation('Ready for the literal')
        return undefined
      case 'rejected':
        return this.#reject(event)
      case 'line':
        throw new Error('nobody asked for a line')
    }
  }

  #execute(command: CommandText): Promise<void> | undefined {
    this.#session.tag = command.tag
    return this.#isToBeMet(command.name) ? this.#meetCommand(command) : this.#perform(command)
  }

  #perform(command: CommandText): Promise<void> | undefined {
    const answer = dispatch(command, this.#session, this.#out, this.#lines)
    if (!(answer instanceof Promise)) return this.#conclude(command.tag, answer)
    // What was answered before need not wait for it.
    this.#out.flush()
    return answer.then(settled => this.#conclude(command.tag, settled))
  }

  #reject({ tag, reason, message, fatal }: Rejection): Promise<void> | undefined {
    if (fatal) {
      this.#leave(message)
      return undefined
    }
    // RFC 4469 §4.2: TOOBIG tells a message that is too large from a command that is wrong.
    const answer = reason === 'literal-too-large' ? no(message, 'TOOBIG') : bad(message)
    // RFC 9051 §7.1.3: BAD without a tag is for a command whose tag cannot be made out.
    return this.#conclude(tag ?? '*', answer)
  }

  /** Writes the tagged answer, and does what it announces. */
  #conclude(tag: string, answer: Answer): Promise<void> | undefined {
    this.#session.fetched.tell()
    this.#out.tagged(tag, answer, this.#session.utf8)
    this.#bad = answer.status === 'BAD' ? this.#bad + 1 : 0
    if (this.#bad >= this.#session.limits.badCommands) this.#leave('Too many bad commands')
    if (this.#timed === 'login' && this.#session.state !== 'not-authenticated') this.#awaitCommands()
    switch (answer.next) {
      case 'close':
        this.#over = true
        return undefined
      case 'start-tls':
        return this.#encrypt()
      case 'compress':
        return this.#compress()
      case undefined:
        return this.#out.congested ? this.#out.drained() : undefined
    }
  }

  /** A line that a command asked for while it runs. */
  async #nextLine(): Promise<Uint8Array | null> {
    this.#reader.expectLine()
    const event = this.#reader.next() ?? (await this.#arrival())
    if (event === null) return null
    if (event.kind === 'line') return event.line
    if (event.kind !== 'rejected') throw new Error('a line was asked for')
    if (!event.fatal) throw new ImapSyntaxError(0, event.message)
    this.#leave(event.message)
    return null
  }

  /** RFC 9051 §6.2.1: what came before the handshake is forgotten, also what was sent behind the command. */
  async #encrypt(): Promise<void> {
    const material = this.#tls
    if (material === null) throw new Error('there is no certificate')
    if (!(await this.#closeLayer())) return
    try {
      this.#encrypted = await upgradeToTls(this.#base, material)
      this.#session.facts.tls = true
      this.#moveTo({ readable: this.#encrypted, writable: this.#encrypted })
    } catch {
      // The handshake failed, and the stream with it.
      this.#over = true
    }
  }

  /** RFC 4978 §3: the client says nothing between its command and the answer. */
  async #compress(): Promise<void> {
    if (!(await this.#closeLayer())) return
    this.#session.compressed = true
    this.#moveTo(deflateStream(this.#encrypted ?? this.#base))
  }

  /** What follows is read and written otherwise; false when the client has gone before it heard so. */
  async #closeLayer(): Promise<boolean> {
    this.#reader.reset()
    this.#input.release()
    await this.#out.sent()
    this.#over ||= this.#base.destroyed
    return !this.#over
  }

  #moveTo({ readable, writable }: Channel): void {
    this.#readable = readable
    this.#input = new StreamInput(readable)
    this.#out.moveTo(writable)
  }

  #awaitCommands(): void {
    this.#timed = 'idle'
    clearTimeout(this.#timer)
    this.#timer = this.#startTimer(this.#session.limits.idleTime, 'You were silent for too long')
  }

  #startTimer(time: number, farewell: string): NodeJS.Timeout {
    return setTimeout(() => {
      if (this.#isHeldUp) this.#timer.refresh()
      else this.#leave(farewell, { patience: GOODBYE_TIME })
    }, time)
  }

  /** Most octets that the next literal of a command may have. */
  #literalRoom(commandName: string, received: number): number {
    const { literal, message } = this.#session.limits
    const bringsMessages = this.#session.state !== 'not-authenticated' && MESSAGE_COMMANDS.has(commandName)
    // RFC 3502: one APPEND may bring several messages, and all of them are held until the last has come.
    return bringsMessages ? Math.min(message, MESSAGES_AT_ONCE * message - received) : literal - received
  }

  #fail(error: unknown): void {
    this.#onFault(error, this.#session.id)
    // RFC 5530 §3: SERVERBUG says whose fault it is.
    this.#leave('Something went wrong here that is not your fault; please report it', { code: 'SERVERBUG' })
  }

  /** Ends it, whatever is going on. */
  #leave(farewell: string, { code, patience }: { code?: string | undefined; patience?: number } = {}): void {
    if (this.#over) return
    this.#out.bye(farewell, code)
    this.#cut(patience)
  }

  /** Ends it without a word. */
  #cut(patience?: number): void {
    this.#over = true
    this.#faults.close()
    this.#out.flush()
    this.#input.release()
    this.#closeSoon(patience)
  }

  /**
   * Closes the stream once the client has taken what was written.
   *
   * @param patience milliseconds that it has for that
   */
  #closeSoon(patience = this.#patience): void {
    if (this.#closing || this.#base.destroyed) return
    this.#closing = true
    const cutOff = (): unknown => this.#base.destroy()
    let timer = setTimeout(cutOff, patience)
    this.#base.once('close', () => clearTimeout(timer))
    const stream = this.#encrypted ?? this.#base
    stream.once('finish', () => {
      clearTimeout(timer)
      timer = setTimeout(cutOff, GOODBYE_TIME)
    })
    this.#out.end()
    this.#readable.resume()
  }

  #createFaults(faults: Faults): ConnectionFaults {
    return new ConnectionFaults(this.#base, {
      faults,
      session: this.#session.facts,
      idleTime: this.#session.limits.idleTime,
      target: {
        throttle: bytesPerSecond => this.#out.throttle(bytesPerSecond),
        close: () => this.#cut(),
        reset: () => {
          this.#over = true
          resetConnection(this.#base)
        },
        fail: error => this.#fail(error),
      },
    })
  }

  /** Whether faults have a say in a command: in one that may be given now. Logins are met when their credentials are right. */
  #isToBeMet(name: string): boolean {
    if (name === 'LOGIN' || name === 'AUTHENTICATE' || !this.#faults.watches(name)) return false
    return !('status' in legalCommand(name, this.#session))
  }

  async #meetCommand(command: CommandText): Promise<void> {
    const verdict = await this.#meet(command.name)
    if (verdict === 'go on') await this.#perform(command)
    else await this.#conclude(command.tag, this.#answerOf(verdict))
  }

  async #meetLogin(user: string, by: LoginCommand): Promise<Answer | null> {
    const verdict = await this.#meet(by, { user })
    return verdict === 'go on' ? null : this.#answerOf(verdict)
  }

  /** What was answered before need not wait for what a fault does. */
  async #meet(moment: string, about: About = {}): Promise<Verdict> {
    this.#out.flush()
    const verdict = await this.#faults.meet(moment, about)
    this.#noteActivity()
    this.#slice = new TimeSlice()
    return verdict
  }

  /** What a command is answered where it is not done; nobody hears it when the connection has ended. */
  #answerOf(verdict: FaultReply | 'gone'): Answer {
    if (verdict === 'gone') return no('The connection has ended')
    const { status, responseCode, text } = verdict
    const code = responseCode ?? undefined
    const line = text.join(' ')
    if (status === 'BYE') this.#leave(line, { code })
    return status === 'BAD' ? bad(line, code) : no(line, code)
  }

  /** The time that has passed was ours, not the client's. */
  #noteActivity(): void {
    if (!this.#over) this.#timer.refresh()
  }

  /** A client that takes what it asked for is not silent, however long it needs for that. */
  #noteDrain(): void {
    if (this.#timed === 'idle' || this.#out.isSlowed) this.#noteActivity()
  }

  /** Milliseconds that a client has to take the last answers: those to who has logged in may be long. */
  get #patience(): number {
    return this.#timed === 'idle' || this.#isHeldUp ? this.#session.limits.idleTime : GOODBYE_TIME
  }

  /** Whether the client waits for us, and not we for the client. */
  get #isHeldUp(): boolean {
    return this.#faults.isWaiting || this.#out.isThrottled
  }
}
