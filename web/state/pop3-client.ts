import type { Connect, Connection } from './connection.ts'
import { Pop3Replies, Pop3ReplyError, type Pop3Reply } from './pop3-replies.ts'
import { octetsText, type SaidText } from './wire-log.ts'

export interface Pop3Command {
  readonly line: string
  /** What the log shows in its place: there is a secret in it. */
  readonly shown?: string
  /** What follows +OK: nothing, lines that the log shows, or a message that it does not. */
  readonly body?: 'lines' | 'message'
}

export interface Pop3Listener {
  said(lines: readonly SaidText[]): void
  /** The connection is over. @param text why, where that is known */
  closed(text: string): void
}

/** Rejects commands that will get no answer any more. */
export class Pop3ConnectionLost extends Error {}

interface Pending {
  readonly command: Pop3Command
  readonly resolve: (reply: Pop3Reply) => void
  readonly reject: (error: Pop3ConnectionLost) => void
}

/** A POP3 client: sends one command after the other. Knows nothing of what maildrops hold. */
export class Pop3Client {
  readonly #listener: Pop3Listener
  readonly #connection: Connection
  readonly #replies = new Pop3Replies()
  readonly #queue: Pending[] = []
  #current: Pending | null = null
  #isGreeted = false
  #isClosed = false

  constructor(connect: Connect, listener: Pop3Listener) {
    this.#listener = listener
    this.#connection = connect({
      received: chunk => this.#receive(chunk),
      closed: () => this.#lose(''),
    })
  }

  /**
   * Sends a command when those before it are answered.
   *
   * @returns the reply, whether it is +OK or -ERR
   * @throws Pop3ConnectionLost
   */
  run(command: Pop3Command): Promise<Pop3Reply> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed) return reject(new Pop3ConnectionLost())
      this.#queue.push({ command, resolve, reject })
      this.#proceed()
    })
  }

  /** Ends the connection as a lost one ends: nothing is deleted (RFC 1939 §6). */
  close(): void {
    if (this.#isClosed) return
    this.#connection.close()
    this.#end()
  }

  #proceed(): void {
    if (!this.#isGreeted || this.#current !== null) return
    const next = this.#queue.shift()
    if (next === undefined) return
    this.#current = next
    const { line, shown = line } = next.command
    this.#listener.said([{ side: 'client', text: shown }])
    this.#connection.send(new TextEncoder().encode(`${line}\r\n`))
  }

  #receive(chunk: Uint8Array): void {
    if (this.#isClosed) return
    try {
      this.#replies.push(chunk)
      for (;;) {
        const reply = this.#replies.next(this.#current?.command.body !== undefined)
        if (reply === null) return
        this.#take(reply)
      }
    } catch (error) {
      if (!(error instanceof Pop3ReplyError)) throw error
      this.#connection.close()
      this.#lose(error.message)
    }
  }

  #take(reply: Pop3Reply): void {
    const pending = this.#current
    if (this.#isGreeted && pending === null) throw new Pop3ReplyError('a reply came that nobody asked for')
    this.#isGreeted = true
    this.#current = null
    this.#listener.said(saidOf(reply, pending?.command.body))
    pending?.resolve(reply)
    this.#proceed()
  }

  #lose(text: string): void {
    if (this.#isClosed) return
    this.#end()
    this.#listener.closed(text)
  }

  #end(): void {
    this.#isClosed = true
    const unanswered = [...(this.#current === null ? [] : [this.#current]), ...this.#queue.splice(0)]
    this.#current = null
    for (const { reject } of unanswered) reject(new Pop3ConnectionLost())
  }
}

/** The lines of a body without their ends. */
export function linesOf(body: Uint8Array | null): string[] {
  const text = new TextDecoder().decode(body ?? new Uint8Array())
  return text === '' ? [] : text.replace(/\r\n$/, '').split('\r\n')
}

function saidOf({ line, body }: Pop3Reply, kind: Pop3Command['body']): SaidText[] {
  if (body === null) return [{ side: 'server', text: line }]
  const shown = kind === 'message' ? [octetsText(body.length)] : linesOf(body)
  return [line, ...shown, '.'].map(text => ({ side: 'server', text }))
}
