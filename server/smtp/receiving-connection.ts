import { corruptMessage } from '../delivery/faults/corrupt-message.ts'
import type { MessageDeed } from '../delivery/faults/fault-deed.ts'
import type { FaultStage } from '../delivery/faults/fault-stages.ts'
import type { ScriptedFault } from '../delivery/faults/scripted-fault.ts'
import type { RecipientContext } from '../delivery/routing/recipient-context.ts'
import { type Refusal, SubmissionRefusedError } from '../delivery/routing/refusal.ts'
import { belongsTo } from '../delivery/world/network-test.ts'
import { DomainError } from '../mailbox/domain-error.ts'
import type { Envelope, EnvelopePath, Submission } from '../message/envelope.ts'
import { parseDsnParameters } from '../message/report/dsn-parameters.ts'
import { DsnSyntaxError } from '../message/report/dsn-syntax-error.ts'
import { declaredSize, misplacedParameter } from './esmtp-parameters.ts'
import type { MessageReader } from './message-reader.ts'
import { PathSyntaxError, parsePath } from './path.ts'
import { ProxiedConnection } from './proxied-connection.ts'
import { ReceivingStream } from './receiving-stream.ts'
import { type RefusalReason, refusalNote } from './refusal.ts'

/** A message on its way in, from MAIL to the end of its data. */
interface Transaction {
  readonly from: EnvelopePath
  readonly to: EnvelopePath[]
  /** What the delivery is told when it is asked about a recipient. */
  readonly context: RecipientContext
}

/** What did not arrive: the last error and the transaction under way, unless said otherwise. */
interface LostMail {
  readonly reply?: string | null
  readonly envelope?: Envelope | null
}

const MAIL = /^MAIL\b/i

const STAGES_BEFORE_MAIL: ReadonlySet<FaultStage> = new Set(['connect', 'banner', 'ehlo', 'starttls', 'auth'])

/**
 * A connection that captures what it is sent. smtp-server keeps the order of commands, TLS and AUTH; the envelope,
 * the data and the notes about mail that did not arrive are ours.
 */
export class ReceivingConnection extends ProxiedConnection {
  #transaction: Transaction | null = null
  /** What was noted in the feed since the last MAIL: each reason is told once. */
  readonly #noted = new Set<RefusalReason>()
  /** Whether what was noted of the transaction concerns all of it, and not a recipient alone. */
  #isLossTold = false
  /** Whether a fault has befallen what was sent since the last MAIL, */
  #faulted = false
  /** or what came before it, and no message since: the next one tells of it. */
  #faultedBefore = false
  /** Why we close the connection when we do. */
  #closingReason: RefusalReason = 'closed'

  override _createParser(): ReceivingStream {
    const parser = new ReceivingStream({ maxCommandLength: this._server.options.maxCommandLength })
    parser.oncommand = (line, callback) => this._onCommand(line, callback)
    parser.on('error', (error: Error) => this.send(421, `Error: ${error.message}`))
    // The client has ended its side, and all that it sent before is answered.
    parser.on('finish', () => this.close())
    return parser
  }

  protected override onLine(text: string): void {
    super.onLine(text)
    if (this.#transaction !== null || !MAIL.test(text)) return
    this.#noted.clear()
    this.#isLossTold = false
    this.#faulted = this.#faultedBefore
    this.startTransaction()
  }

  override onFault(fault: ScriptedFault): void {
    super.onFault(fault)
    if (STAGES_BEFORE_MAIL.has(fault.rule.match.stage)) this.#faultedBefore = true
    else this.#faulted = true
  }

  protected override onLoss(envelope: Envelope | null): void {
    this.#note('fault', { envelope })
  }

  override send(code: number, data?: string | string[] | null, context?: string | false): void {
    const isReplaced = this.willReplaceReply
    super.send(code, data, context)
    if (isReplaced) return
    if (code === 530 || code === 535) this.#note('authentication')
    if (code === 421 && this.#transaction !== null) this.#note(this.#closingReason)
  }

  override handler_MAIL(_line: Buffer, callback: () => void): void {
    if (this.#lacksLogin) return this.#askForLogin(callback)
    const from = this.#path('MAIL FROM', 'SENDER_SYNTAX_ERROR')
    if (from === null) return callback()
    if (this.#transaction !== null) {
      this.send(503, 'Error: nested MAIL command')
      return callback()
    }
    this.pass('mail', {
      known: () => ({ sender: from, recipients: [], message: null }),
      proceed: () => {
        this.#start(from)
        callback()
      },
      done: callback,
    })
  }

  override handler_RCPT(_line: Buffer, callback: () => void): void {
    if (this.#lacksLogin) return this.#askForLogin(callback)
    const to = this.#path('RCPT TO', 'MAILBOX_SYNTAX_ERROR')
    const transaction = this.#transaction
    if (to === null) return callback()
    if (transaction === null) {
      this.send(503, 'Error: need MAIL command')
      return callback()
    }
    this.pass('rcpt', {
      known: () => ({ sender: transaction.from, recipients: [...transaction.to, to], message: null }),
      proceed: () => {
        this.#add(to, transaction)
        callback()
      },
      done: callback,
    })
  }

  override handler_DATA(_line: Buffer, callback: () => void): void {
    if (this.#lacksLogin) return this.#askForLogin(callback)
    const transaction = this.#transaction
    if (transaction === null || transaction.to.length === 0) {
      this.send(503, 'Error: need RCPT command')
      return callback()
    }
    this.pass('data', {
      known: () => ({ sender: transaction.from, recipients: transaction.to, message: null }),
      proceed: () => {
        this.#startData(transaction)
        callback()
      },
      done: callback,
    })
  }

  override handler_XCLIENT(line: Buffer, callback: () => void): void {
    if (this.#transaction === null) return super.handler_XCLIENT(line, callback)
    this.send(503, 'Error: XCLIENT does not go with a mail transaction in progress')
    callback()
  }

  override handler_QUIT(line: Buffer, callback: () => void): void {
    this._resetSession()
    super.handler_QUIT(line, callback)
  }

  override _resetSession(): void {
    super._resetSession()
    this.#transaction = null
  }

  override _onTimeout(): void {
    if (!this.isHeldUp) this.#closingReason = 'idle'
    super._onTimeout()
  }

  override _onError(error: Error & { code?: string; remoteAddress?: string }): void {
    this.transcript.note(error.message)
    super._onError(error)
  }

  override _onClose(): void {
    if (!this._closed) {
      if (this._upgrading) this.#note('tls', { reply: null })
      else if (this.#isUnderWay) this.#note('vanished', { reply: null })
    }
    super._onClose()
  }

  /** Whether mail is on its way whose loss is not told yet; that of refused recipients is. */
  get #isUnderWay(): boolean {
    if (this.#transaction === null || this.#isLossTold) return false
    return this.#transaction.to.length > 0 || this.#noted.size === 0
  }

  /** Once `--user` names users, mail needs a login; but of networks that the world names, it needs none. */
  get #lacksLogin(): boolean {
    if (!this.context.users.any || this.session.user) return false
    const { networks } = this.context.delivery.world.index.world.submission
    return networks === null || !belongsTo(this.remoteAddress, networks)
  }

  #askForLogin(callback: () => void): void {
    this.send(530, 'Error: log in first, as one of the users that --user names')
    callback()
  }

  /** The path of a command; null when it cannot be understood, after that has been answered. */
  #path(command: 'MAIL FROM' | 'RCPT TO', context: string): EnvelopePath | null {
    try {
      const path = parsePath(this.line, command)
      const misplaced = misplacedParameter(command, path.parameters)
      if (misplaced === undefined) {
        parseDsnParameters(path.parameters)
        return path
      }
      // RFC 5321 §4.1.1.11: 555 for a parameter that the command does not know.
      this.answer(555, '5.5.4', `Error: ${misplaced} is no parameter of ${command}`)
      this.#noteOnce('syntax')
      return null
    } catch (error) {
      const isPath = error instanceof PathSyntaxError
      if (!isPath && !(error instanceof DsnSyntaxError)) throw error
      this.send(501, `Error: ${error.message}`, isPath ? context : undefined)
      this.#noteOnce('syntax')
      return null
    }
  }

  #start(from: EnvelopePath): void {
    const size = declaredSize(from.parameters)
    const { address, auth } = this.facts
    const context = { size, from, client: address, user: auth?.user ?? null }
    this.#transaction = { from, to: [], context }
    if (size === null || size <= this.context.limits.messageSize) return this.say('250 2.1.0 Accepted')
    this.#refuseSize(size)
    this.#transaction = null
  }

  #add(to: EnvelopePath, transaction: Transaction): void {
    const limit = this.context.limits.recipients
    if (transaction.to.length >= limit) {
      this.send(452, `Error: more than ${limit} recipients`, 'TOO_MANY_RECIPIENTS')
      return this.#noteOnce('recipients')
    }
    const refusal = this.context.delivery.route(to, transaction.context)
    if (refusal !== null) return this.#refuseRecipient(to, refusal, transaction)
    transaction.to.push(to)
    this.say('250 2.1.5 Accepted')
  }

  #startData(transaction: Transaction): void {
    const parser = this._parser as ReceivingStream
    parser.startMessage(this.context.limits.messageSize, (message, next) =>
      this.#receive(message, transaction, next),
    )
    this.say('354 End data with <CR><LF>.<CR><LF>')
  }

  #receive(message: MessageReader, transaction: Transaction, next: () => void): void {
    this.transcript.client(`<${message.size} bytes>`)
    const done = (): void => {
      this.#transaction = null
      this.endTransaction()
      this._unrecognizedCommands = 0
      next()
    }
    if (message.oversized) {
      this.#refuseSize(message.size)
      return done()
    }
    this.pass('after-data', {
      known: () => ({ sender: transaction.from, recipients: transaction.to, message }),
      proceed: deed => {
        this.#submit(message, transaction, deed)
        done()
      },
      done,
    })
  }

  #submit({ chunks, size }: MessageReader, { from, to }: Transaction, deed: MessageDeed | null): void {
    const envelope: Envelope = { from, to }
    if (deed === 'swallow') return this.#swallow(envelope)
    const submission: Submission = {
      chunks: deed === 'corrupt' ? [corruptMessage(chunks)] : chunks,
      size,
      envelope,
      session: this.facts,
      transcript: this.transcript.encode('250 2.6.0 Captured'),
      faulted: this.#faulted,
    }
    try {
      const { id } = this.context.delivery.submit(submission)
      this.#faultedBefore = false
      this.say(`250 2.6.0 Captured as ${id}`)
    } catch (error) {
      return this.#refuseSubmission(error)
    }
    if (deed === 'duplicate') this.#duplicate(submission)
  }

  #swallow(envelope: Envelope): void {
    this.say('250 2.6.0 Captured')
    this.#note('fault', { envelope, reply: null })
  }

  #duplicate(submission: Submission): void {
    try {
      this.context.delivery.submit(submission)
    } catch (error) {
      // The first may have taken the last room that there was.
      const isFull = error instanceof DomainError || error instanceof SubmissionRefusedError
      if (!isFull) this.context.onFault(error, this.id)
    }
  }

  #refuseSubmission(error: unknown): void {
    if (error instanceof SubmissionRefusedError) {
      this.#answerWith(error.refusal)
      return this.#note(error.refusal.reason)
    }
    if (error instanceof DomainError) {
      return this.#refuse('failed', 452, `Error: ${error.message}`, 'SYSTEM_FULL')
    }
    this.context.onFault(error, this.id)
    this.#refuse('failed', 451, 'Error: the message could not be stored', 'SYSTEM_ERROR')
  }

  #refuseRecipient(to: EnvelopePath, refusal: Refusal, transaction: Transaction): void {
    this.#answerWith(refusal)
    const envelope = { from: transaction.from, to: [...transaction.to, to] }
    this.#noteOnce(refusal.reason, { envelope })
  }

  #answerWith({ reply: { code, enhanced, text } }: Refusal): void {
    this.answer(code, enhanced ?? '', text)
  }

  #refuseSize(size: number): void {
    const limit = this.context.limits.messageSize
    this.#refuse(
      'size',
      552,
      `Error: message of ${size} bytes is over the limit of ${limit}`,
      'MESSAGE_TOO_BIG',
    )
  }

  #refuse(reason: RefusalReason, code: number, text: string, context?: string): void {
    this.send(code, text, context)
    this.#note(reason)
  }

  #note(reason: RefusalReason, lost: LostMail = {}): void {
    this.#isLossTold = true
    this.#noteOnce(reason, lost)
  }

  #noteOnce(
    reason: RefusalReason,
    { reply = this.session.error ?? null, envelope = this.#transaction }: LostMail = {},
  ): void {
    if (this.#noted.has(reason)) return
    this.#noted.add(reason)
    const { ehlo, auth } = this.facts
    const note = refusalNote({
      reason,
      address: this.remoteAddress,
      reply,
      ehlo,
      user: auth?.user ?? null,
      envelope,
      transcript: this.transcript.encode(),
    })
    this.context.feed.publish(note, this.context.clock.now())
  }
}
