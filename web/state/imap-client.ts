import { ImapSyntaxError } from '../../server/imap/wire/imap-syntax-error.ts'
import { ResponseReader } from '../../server/imap/wire/response-reader.ts'
import type { Response } from '../../server/imap/wire/response.ts'
import type { Piece } from '../../server/imap/wire/string-format.ts'
import type { Connect, Connection } from './connection.ts'
import { ImapSaid } from './imap-said.ts'
import { wordOf } from './imap-token.ts'
import { octetsText, type SaidText } from './wire-log.ts'

/** How a command ended. */
export type ImapStatus = Extract<Response, { kind: 'status' }>

/** A command without its tag and line end. */
export interface ImapCommand {
  readonly pieces: readonly Piece[]
  /** What the log shows of it in place of what is sent: there is a secret in it. */
  readonly shown?: string
}

export interface ImapListener {
  /** Everything a server says, in order, piece by piece as it comes in. */
  responded(responses: readonly Response[]): void
  said(lines: readonly SaidText[]): void
  /** Whether the client waits for the server to tell of changes. */
  idled(isIdle: boolean): void
  /** The connection is over. @param text why, as the server or the reader of its responses says it; '' for nothing */
  closed(text: string): void
}

/** RFC 9051 §5.4 has servers wait for 30 minutes; a client idles anew before that. Milliseconds. */
const IDLE_ANEW = 25 * 60_000
/** How long nothing is to be done before the client idles, so that commands in a row are not parted. Milliseconds. */
const QUIET = 50

/** A server that we trust no more than others. Octets. */
const LIMITS = { line: 1024 * 1024, literals: 64 * 1024 * 1024 }

const ENCODER = new TextEncoder()

/** Rejects commands that will get no answer any more. */
export class ConnectionLost extends Error {}

interface Pending {
  readonly tag: string
  /** What is sent at once, and then after each go-ahead of the server. */
  readonly chunks: Uint8Array[]
  readonly shown: string
  readonly isIdle: boolean
  readonly resolve: (status: ImapStatus) => void
  readonly reject: (error: ConnectionLost) => void
}

/** An IMAP client: sends one command after the other, and idles in between once it is let. Knows nothing of what mailboxes hold. */
export class ImapClient {
  readonly #listener: ImapListener
  readonly #connection: Connection
  readonly #reader = new ResponseReader(LIMITS)
  readonly #said = new ImapSaid()
  readonly #queue: Pending[] = []
  #current: Pending | null = null
  #isGreeted = false
  #isClosed = false
  #mayIdle = false
  /** `on`: DONE ends it; `ending`: DONE was said. */
  #idle: 'off' | 'asked' | 'on' | 'ending' = 'off'
  #timer: ReturnType<typeof setTimeout> | undefined
  #tags = 0
  #farewell = ''
  #offers: ReadonlySet<string> = new Set()

  constructor(connect: Connect, listener: ImapListener) {
    this.#listener = listener
    this.#connection = connect({
      received: chunk => this.#receive(chunk),
      closed: () => this.#lose(this.#farewell),
    })
  }

  /** The capabilities that the server told of last, in upper case. */
  get offers(): ReadonlySet<string> {
    return this.#offers
  }

  /**
   * Sends a command when those before it are answered.
   *
   * @returns how it ended, whatever the status
   * @throws ConnectionLost
   */
  run(command: ImapCommand): Promise<ImapStatus> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed) return reject(new ConnectionLost())
      this.#queue.push(this.#pending(command, { resolve, reject }))
      this.#proceed()
    })
  }

  /** From now on it idles whenever there is nothing else to do (RFC 9051 §6.3.13). */
  allowIdle(): void {
    this.#mayIdle = true
    this.#proceed()
  }

  /** Ends the connection; what is under way gets no answer. */
  close(): void {
    if (this.#isClosed) return
    this.#connection.close()
    this.#end()
  }

  #pending(
    { pieces, shown }: ImapCommand,
    promise: Pick<Pending, 'resolve' | 'reject'>,
    isIdle = false,
  ): Pending {
    const tag = `a${++this.#tags}`
    const text =
      shown ?? pieces.map(piece => (typeof piece === 'string' ? piece : octetsText(piece.length))).join('')
    return {
      tag,
      chunks: chunksOf([`${tag} `, ...pieces, '\r\n']),
      shown: `${tag} ${text.replaceAll('\r\n', '')}`,
      isIdle,
      ...promise,
    }
  }

  #proceed(): void {
    clearTimeout(this.#timer)
    if (this.#isClosed || !this.#isGreeted) return
    if (this.#current === null) {
      const next = this.#queue.shift()
      if (next !== undefined) this.#begin(next)
      else if (this.#mayIdle) this.#timer = setTimeout(() => this.#beginIdle(), QUIET)
    } else if (this.#idle === 'on' && this.#queue.length > 0) this.#endIdle()
    else if (this.#idle === 'on') this.#timer = setTimeout(() => this.#endIdle(), IDLE_ANEW)
  }

  #begin(pending: Pending): void {
    this.#current = pending
    this.#listener.said([{ side: 'client', text: pending.shown }])
    this.#sendNext(pending)
  }

  #beginIdle(): void {
    this.#idle = 'asked'
    this.#begin(this.#pending({ pieces: ['IDLE'] }, { resolve: () => {}, reject: () => {} }, true))
  }

  #endIdle(): void {
    this.#idle = 'ending'
    this.#listener.idled(false)
    this.#listener.said([{ side: 'client', text: 'DONE' }])
    this.#send(ENCODER.encode('DONE\r\n'))
  }

  #sendNext(pending: Pending): void {
    const chunk = pending.chunks.shift()
    if (chunk !== undefined) this.#send(chunk)
  }

  #send(bytes: Uint8Array): void {
    this.#connection.send(bytes)
  }

  #receive(chunk: Uint8Array): void {
    if (this.#isClosed) return
    const said = this.#said.push(chunk)
    if (said.length > 0) this.#listener.said(said)
    try {
      const responses = this.#reader.push(chunk)
      if (responses.length === 0) return
      // Whoever waits for an answer finds everything in place that came before it.
      this.#listener.responded(responses)
      for (const response of responses) this.#take(response)
    } catch (error) {
      if (!(error instanceof ImapSyntaxError)) throw error
      this.#connection.close()
      this.#lose(error.message)
    }
  }

  #take(response: Response): void {
    if (this.#isClosed) return
    if (response.kind !== 'continuation') this.#noteOffers(response)
    if (response.kind === 'data') return
    if (response.kind === 'continuation') this.#goAhead()
    else if (response.tag !== '*') this.#answer(response)
    else if (response.status === 'BYE') this.#farewell = response.text
    else if (!this.#isGreeted) {
      this.#isGreeted = true
      this.#proceed()
    }
  }

  /** RFC 9051 §7.2.2: as data, or as the code of a status. */
  #noteOffers(response: Exclude<Response, { kind: 'continuation' }>): void {
    const tokens = response.kind === 'data' ? response.tokens : response.code
    if (wordOf(tokens?.[0]) === 'CAPABILITY') this.#offers = new Set(tokens!.slice(1).map(wordOf))
  }

  #goAhead(): void {
    if (this.#current?.isIdle === true && this.#idle === 'asked') {
      this.#idle = 'on'
      this.#listener.idled(true)
      this.#proceed()
    } else if (this.#current !== null) this.#sendNext(this.#current)
  }

  #answer(status: ImapStatus): void {
    const pending = this.#current
    if (pending?.tag !== status.tag) return
    this.#current = null
    if (pending.isIdle) {
      if (this.#idle === 'on') this.#listener.idled(false)
      this.#idle = 'off'
      // A server that will not idle would be asked for ever.
      if (status.status !== 'OK') this.#mayIdle = false
    }
    pending.resolve(status)
    this.#proceed()
  }

  #lose(text: string): void {
    if (this.#isClosed) return
    this.#end()
    this.#listener.closed(text)
  }

  #end(): void {
    this.#isClosed = true
    clearTimeout(this.#timer)
    const unanswered = [...(this.#current === null ? [] : [this.#current]), ...this.#queue.splice(0)]
    this.#current = null
    for (const { reject } of unanswered) reject(new ConnectionLost())
  }
}

/** What can be sent at a stretch: the server is to say `+` before the bytes of each literal (RFC 9051 §4.3). */
function chunksOf(pieces: readonly Piece[]): Uint8Array[] {
  const chunks: Uint8Array[][] = [[]]
  for (const piece of pieces) {
    if (typeof piece === 'string') chunks.at(-1)!.push(ENCODER.encode(piece))
    else chunks.push([piece])
  }
  return chunks.map(joined)
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((size, part) => size + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
