import type { FaultReply } from '../delivery/faults/fault-deed.ts'
import type { FaultEncounter } from '../delivery/faults/fault-encounter.ts'
import { FaultGate, type StageOutcome } from '../delivery/faults/fault-gate.ts'
import type { FaultStage } from '../delivery/faults/fault-stages.ts'
import type { ScriptedFault } from '../delivery/faults/scripted-fault.ts'
import type { Envelope } from '../message/envelope.ts'
import { resetConnection } from '../net/reset-connection.ts'
import type { ReceivingStream } from './receiving-stream.ts'
import { RecordedConnection } from './recorded-connection.ts'

/** What is known of a transaction at a stage; the rest is of the session. */
type Known = Pick<FaultEncounter, 'sender' | 'recipients' | 'message'>

const nothing = (): Known => ({ sender: null, recipients: [], message: null })

/** Stages whose replies bear no enhanced status code (RFC 2034 §3). */
const PLAIN_STAGES: ReadonlySet<FaultStage> = new Set(['banner', 'ehlo'])

/** A stage on its way. */
interface Passage {
  /** What is known of the transaction; nothing, if not given. */
  readonly known?: () => Known
  readonly proceed: StageOutcome['proceed']
  /** Called when the stage is over by a reply of the fault. */
  readonly done: () => void
}

/** What comes of an AUTH exchange. */
interface AuthOutcome {
  readonly judge: () => void
  /** Ends it by a reply of failure. */
  readonly refuse: () => void
}

/** A connection that asks at each stage whether a fault befalls it. Without faults it asks for nothing more. */
export class FaultyConnection extends RecordedConnection {
  #gate: FaultGate | null = null
  #bytesPerSecond: number | null = null
  /** Said in place of the next reply. */
  #replacement: FaultReply | null = null
  /** The envelope that the last fault befell, as far as it was known. */
  #befallen: Envelope | null = null

  /** A fault befalls the connection. */
  onFault(fault: ScriptedFault): void {
    this.transcript.note(`fault ${fault.id}: ${fault.description}`)
  }

  /** A message, or the login before it, came to nothing by a fault. */
  protected onLoss(_envelope: Envelope | null): void {}

  /** Whether the client waits for us, and not we for the client. */
  protected get isHeldUp(): boolean {
    return this.#gate?.isWaiting === true || (this._parser as ReceivingStream).isHeldUp
  }

  /** Whether a fault says something else in place of the next reply. */
  protected get willReplaceReply(): boolean {
    return this.#replacement !== null
  }

  /** Lets a stage go on, unless a fault will have it otherwise. */
  protected pass(stage: FaultStage, { known = nothing, proceed, done }: Passage): void {
    if (!this.context.faults.armed) return proceed(null)
    this.#enter(stage, known(), {
      proceed,
      answer: reply => {
        this.#say(stage, reply)
        done()
      },
    })
  }

  /** An AUTH exchange has come to its end, and gave the name of a user. */
  meetAuthFault(user: string, { judge, refuse }: AuthOutcome): void {
    const outcome: StageOutcome = {
      proceed: judge,
      answer: reply => {
        this.#replacement = reply
        refuse()
      },
    }
    this.#enter('auth', nothing(), outcome, user)
  }

  override send(code: number, data?: string | string[] | null, context?: string | false): void {
    const replacement = this.#replacement
    this.#replacement = null
    if (replacement === null) super.send(code, data, context)
    else this.#say('auth', replacement)
  }

  override _sendGreeting(): void {
    if (!this.context.faults.armed) return super._sendGreeting()
    // Nothing is answered before the greeting was said.
    this._socket.unpipe(this._parser as ReceivingStream)
    this.greet(() => {
      this._socket.pipe(this._parser as ReceivingStream)
    })
  }

  /** Says the greeting, or what a fault says in its place; then `listen` is called, if the session goes on. */
  protected greet(listen: () => void): void {
    const proceed = (): void => {
      super._sendGreeting()
      listen()
    }
    if (!this.context.faults.armed) return proceed()
    this.#enter('banner', nothing(), {
      proceed,
      answer: reply => {
        this.#say('banner', reply)
        // RFC 5321 §3.1 has a server that greets with 554 wait for QUIT; like most, we do not.
        if (reply.code >= 300) this.close()
        else listen()
      },
    })
  }

  override handler_EHLO(line: Buffer, callback: () => void): void {
    this.pass('ehlo', {
      proceed: () => super.handler_EHLO(line, callback),
      done: callback,
    })
  }

  override handler_HELO(line: Buffer, callback: () => void): void {
    this.pass('ehlo', {
      proceed: () => super.handler_HELO(line, callback),
      done: callback,
    })
  }

  override handler_STARTTLS(line: Buffer, callback: () => void): void {
    this.pass('starttls', {
      proceed: () => super.handler_STARTTLS(line, callback),
      done: callback,
    })
  }

  override handler_QUIT(line: Buffer, callback: () => void): void {
    this.pass('quit', {
      proceed: () => super.handler_QUIT(line, callback),
      done: callback,
    })
  }

  override upgrade(callback: () => void, secured?: () => void): void {
    super.upgrade(callback, secured)
    if (this.#bytesPerSecond !== null) this.#throttle(this.#bytesPerSecond)
  }

  override close(): void {
    this.#letGo()
    super.close()
  }

  override _onTimeout(): void {
    if (!this._closing && this.isHeldUp) this._armTimeout()
    else super._onTimeout()
  }

  override _onClose(): void {
    this.#letGo()
    super._onClose()
  }

  #enter(
    stage: FaultStage,
    known: Known,
    outcome: StageOutcome,
    user: string | null = this.facts.auth?.user ?? null,
  ): void {
    this.#gate ??= this.#createGate()
    this.#gate.pass(stage, { client: this.remoteAddress, session: this.facts, user, ...known }, outcome)
  }

  #createGate(): FaultGate {
    return new FaultGate({
      faults: this.context.faults,
      idleTimeout: this.context.limits.idleTimeout,
      target: {
        meet: (fault, { sender, recipients }) => {
          this.#befallen = sender && { from: sender, to: recipients }
          this.onFault(fault)
        },
        lose: stage => this.#lose(stage),
        throttle: bytesPerSecond => this.#throttle(bytesPerSecond),
        close: () => this.close(),
        reset: () => resetConnection(this._socket),
        fail: error => {
          this.context.onFault(error, this.id)
          this.send(421, 'Error: internal server error')
        },
      },
    })
  }

  #say(stage: FaultStage, { code, enhanced, text }: FaultReply): void {
    const usual = PLAIN_STAGES.has(stage) ? '' : this._getEnhancedStatusCode(code)
    this.answer(code, enhanced ?? usual, text)
    if (code >= 400) this.#lose(stage)
  }

  #lose(stage: FaultStage): void {
    if (this.#befallen !== null || stage === 'auth') this.onLoss(this.#befallen)
  }

  #throttle(bytesPerSecond: number): void {
    this.#bytesPerSecond = bytesPerSecond
    ;(this._parser as ReceivingStream).throttle(bytesPerSecond)
  }

  #letGo(): void {
    this.#gate?.close()
    if (this._parser) (this._parser as ReceivingStream).letGo()
  }
}
