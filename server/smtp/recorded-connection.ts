import type { Socket } from 'node:net'
import type { SMTPServer } from 'smtp-server'
import type { SMTPConnectionOptions } from 'smtp-server/lib/smtp-connection.js'
import type { SessionFacts } from '../message/envelope.ts'
import type { OpenSession } from '../net/sessions.ts'
import { TranscriptRecorder } from '../net/transcript.ts'
import type { Identity } from './authentication.ts'
import { commandText } from './command-text.ts'
import type { ReceivingContext } from './receiving-context.ts'
import { formatReply } from './reply.ts'
import { ReplyCork } from './reply-cork.ts'
import { SMTPConnection } from './stock-server.ts'
import { tlsFacts } from './tls-facts.ts'

/** Commands that change what is known of a session. */
const SESSION_COMMAND = /^(?:EHLO|HELO|STARTTLS|AUTH|XCLIENT)\b/i

const NOTHING_MORE = (): void => {}

const GREETING = /^(?:EHLO|HELO)\s+(\S.*?)\s*$/i

type TransactionHandler = 'handler_MAIL' | 'handler_RCPT' | 'handler_DATA'

const TRANSACTION_HANDLERS: ReadonlyMap<string, TransactionHandler> = new Map([
  ['MAIL', 'handler_MAIL'],
  ['RCPT', 'handler_RCPT'],
  ['DATA', 'handler_DATA'],
])

/** The handler of a command that belongs to a mail transaction; undefined for any other. */
function transactionHandler(text: string): TransactionHandler | undefined {
  if (text.length > 4 && text[4] !== ' ') return undefined
  return TRANSACTION_HANDLERS.get(text.slice(0, 4).toUpperCase())
}

/** A client for which another speaks; what is left out stays as it was. */
export interface ProxiedClient {
  readonly address?: string
  readonly port?: number
  readonly ehlo: string | null
  readonly user: string | null
}

/**
 * A connection of smtp-server that greets without delay, writes the replies to pipelined commands together, keeps
 * a transcript and knows the facts of its session.
 */
export class RecordedConnection extends SMTPConnection {
  protected readonly context: ReceivingContext
  protected readonly transcript = new TranscriptRecorder()
  readonly #cork = new ReplyCork(() => this._socket)
  readonly #listed: OpenSession
  readonly #unlist: () => void
  /** The command that is being handled, as text. */
  protected line = ''
  #ehlo: string | null = null
  /** As XCLIENT has it: what is said afterwards is the proxy's. */
  #proxiedEhlo: string | null = null
  #facts: SessionFacts | null = null
  /** The session has changed since the last transaction began: what was said belongs to the messages to come. */
  #changed = true

  constructor(
    server: SMTPServer,
    socket: Socket,
    context: ReceivingContext,
    options?: SMTPConnectionOptions | null,
  ) {
    super(server, socket, options)
    this.context = context
    this.#listed = {
      id: this.id,
      protocol: 'smtp',
      address: this.remoteAddress,
      port: this.remotePort,
      since: context.clock.now(),
      user: null,
      tls: this.secure,
    }
    this.#unlist = context.sessions.open(this.#listed)
  }

  /** Greets at once. smtp-server waits for clients that talk too soon; here they are answered in their turn. */
  override init(): void {
    if (this.secure) this.#noteEncryption()
    this._setListeners(() => this.connectionReady())
  }

  /** What is known of the session now: the same object until EHLO, STARTTLS, AUTH or XCLIENT changes it. */
  protected get facts(): SessionFacts {
    this.#facts ??= {
      id: this.id,
      protocol: 'smtp',
      ehlo: this.#proxiedEhlo ?? this.#ehlo,
      address: this.remoteAddress,
      port: this.remotePort || null,
      tls: tlsFacts(this._socket),
      auth: (this.session.user as Identity | undefined) || null,
    }
    return this.#facts
  }

  /** The session begins anew, as that of another client. */
  protected speakFor({
    address = this.remoteAddress,
    port = this.remotePort,
    ehlo,
    user,
  }: ProxiedClient): void {
    const itself = `${this._originalRemoteAddress}, port ${this.#listed.port}`
    this.transcript.note(`${itself} speaks for ${address}, port ${port || 'unknown'}`)
    this.remoteAddress = address
    this.remotePort = port
    const identity: Identity | false = user !== null && { method: 'XCLIENT', user }
    this.session.user = identity
    this.#listed.user = user
    this.hostNameAppearsAs = false
    this.openingCommand = false
    this._resetSession()
    this.#ehlo = null
    this.#proxiedEhlo = ehlo
    this.#facts = null
  }

  /** A transaction begins: what changed the session before stays in the transcript of all that follow. */
  protected startTransaction(): void {
    if (this.#changed) this.transcript.keep()
    else this.transcript.forget()
    this.#changed = false
  }

  /** A transaction has ended: what was said in it is no part of the transcripts to come. */
  protected endTransaction(): void {
    this.transcript.forget()
  }

  /** A command was sent and is about to be recorded and handled; not called for the responses of AUTH. */
  protected onLine(text: string): void {
    if (!SESSION_COMMAND.test(text)) return
    this.#changed = true
    this.#facts = null
    this.#ehlo = GREETING.exec(text)?.[1] ?? this.#ehlo
  }

  override _onCommand(line: Buffer, callback: () => void = NOTHING_MORE): void {
    // What comes during a TLS handshake is discarded unanswered; it is no part of the conversation.
    if (this._upgrading) return super._onCommand(line, callback)
    const text = commandText(line)
    if (!this._nextHandler) this.onLine(text)
    this.transcript.client(text)
    this.line = text
    const handler = this.#takesMail() ? transactionHandler(text) : undefined
    if (handler === undefined) super._onCommand(line, callback)
    else this.#handle(handler, line, callback)
  }

  /**
   * Whether smtp-server's `_onCommand` would let MAIL, RCPT and DATA through to their handlers at once. Where faults
   * may hold them up it has to: it knows of handlers that are done later.
   */
  #takesMail(): boolean {
    return (
      this._ready &&
      !this.context.faults.armed &&
      !this._nextHandler &&
      !this._server._closeTimeout &&
      Boolean(this.hostNameAppearsAs)
    )
  }

  /** What smtp-server's `_onCommand` comes to in the end, without the dozen strings it makes of every command before. */
  #handle(handler: TransactionHandler, line: Buffer, callback: () => void): void {
    try {
      this[handler](line, NOTHING_MORE)
    } catch (error) {
      this.context.onFault(error, this.id)
      this.send(451, 'Error: internal server error')
    }
    this._whenWritable(callback)
  }

  /** Says one line of success, whole but for its line end: replies that need no making are the most by far. */
  protected say(line: string): void {
    this.transcript.server(line)
    this.#cork.write(`${line}\r\n`)
  }

  override send(code: number, data?: string | string[] | null, context?: string | false): void {
    this.answer(code, this._getEnhancedStatusCode(code, context), data)
  }

  /** Says a reply with the enhanced status code given; '' for none. */
  protected answer(code: number, status: string, data?: string | readonly string[] | null): void {
    const lines = formatReply(code, status, data)
    const reply = lines.join('\r\n')
    if (code >= 400) this.session.error = reply
    // During a TLS handshake it would lie in clear text among the records.
    if (!this._upgrading) {
      for (const line of lines) this.transcript.server(line)
      this.#cork.write(`${reply}\r\n`)
    }
    if (code === 235) {
      this.#facts = null
      this.#listed.user = this.facts.auth?.user ?? null
    }
    if (code === 421) this.close()
  }

  override close(): void {
    this.#cork.flush()
    super.close()
  }

  override upgrade(callback: () => void, secured?: () => void): void {
    // The invitation to start TLS must be out before the socket is handed to it.
    this.#cork.flush()
    const socket = this._socket
    const closeListeners = socket.listeners('close') as (() => void)[]
    super.upgrade(callback, () => {
      // RFC 3207 §4.2: what was known from before the handshake is forgotten.
      this.#facts = null
      this.#ehlo = null
      this.#proxiedEhlo = null
      this.#listed.tls = true
      this.#listed.user = null
      this.#noteEncryption()
      secured?.()
    })
    // smtp-server has taken all listeners off, also that of the listener which counts its connections.
    for (const listener of closeListeners) socket.on('close', listener)
  }

  override _onClose(): void {
    this.#unlist()
    super._onClose()
  }

  #noteEncryption(): void {
    const tls = tlsFacts(this._socket)
    if (tls !== null) this.transcript.note(`encrypted with ${tls.protocol} ${tls.cipher}`)
  }
}
