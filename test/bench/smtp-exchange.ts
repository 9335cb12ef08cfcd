import { connect, type Socket } from 'node:net'
import type { Mail } from './mail.ts'

/** How a client hands its messages over. */
export type Manner =
  /** One connection for all, the next transaction sent along with the end of the last (RFC 2920). */
  | 'pipelined'
  /** One connection for all, each command awaits its reply. */
  | 'pooled'
  /** A connection for every message, each command awaits its reply. */
  | 'connection'

const EHLO = Buffer.from('EHLO bench.test\r\n')
const QUIT = Buffer.from('QUIT\r\n')

/**
 * The cheapest SMTP client there is: a raw socket, a handful of ready-made buffers, and replies read for their codes
 * alone, so that the server is what gets measured.
 */
export class SmtpExchange {
  readonly #socket: Socket
  #rest = ''
  #waiting: { codes: number; resolve: () => void; reject: (error: Error) => void } | undefined
  #arrived = 0

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.setNoDelay(true)
    socket.setEncoding('latin1')
    socket.on('data', (text: string) => this.#read(text))
    socket.on('error', error => this.#fail(error))
    socket.on('close', () => this.#fail(new Error('the server closed the connection')))
  }

  /** Connects, takes the greeting and says EHLO. */
  static async open(host: string, port: number): Promise<SmtpExchange> {
    const exchange = new SmtpExchange(connect({ host, port }))
    await exchange.#replies(1)
    await exchange.#say(EHLO, 1)
    return exchange
  }

  /** Sends a group of commands, or a message, and waits for as many replies. */
  async #say(bytes: Buffer, replies: number): Promise<void> {
    this.#socket.write(bytes)
    await this.#replies(replies)
  }

  /** One whole transaction, every command awaiting its reply. */
  async send(mail: Mail): Promise<void> {
    await this.#say(mail.from, 1)
    await this.#say(mail.to, 1)
    await this.#say(mail.data, 1)
    await this.#say(mail.content, 1)
  }

  /** Begins a pipelined run: MAIL, RCPT and DATA in one write. */
  async begin(mail: Mail): Promise<void> {
    await this.#say(mail.group, 3)
  }

  /** Ends the open transaction and begins the next one in the same write. */
  async next(mail: Mail, following: Mail): Promise<void> {
    this.#socket.cork()
    this.#socket.write(mail.content)
    this.#socket.write(following.group)
    process.nextTick(() => this.#socket.uncork())
    await this.#replies(4)
  }

  async end(mail: Mail): Promise<void> {
    await this.#say(mail.content, 1)
  }

  async quit(): Promise<void> {
    await this.#say(QUIT, 1)
    this.#socket.destroy()
  }

  destroy(): void {
    this.#socket.destroy()
  }

  #replies(codes: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting = { codes, resolve, reject }
      this.#settle()
    })
  }

  #read(text: string): void {
    const lines = (this.#rest + text).split('\r\n')
    this.#rest = lines.pop() ?? ''
    for (const line of lines) {
      // RFC 5321 §4.2.1: only the last line of a reply has a space after its code.
      if (line[3] === '-') continue
      if (line[0] === '4' || line[0] === '5') return this.#fail(new Error(`the server answered: ${line}`))
      this.#arrived++
    }
    this.#settle()
  }

  #settle(): void {
    const waiting = this.#waiting
    if (waiting === undefined || this.#arrived < waiting.codes) return
    this.#arrived -= waiting.codes
    this.#waiting = undefined
    waiting.resolve()
  }

  #fail(error: Error): void {
    this.#waiting?.reject(error)
    this.#waiting = undefined
    this.#socket.destroy()
  }
}
