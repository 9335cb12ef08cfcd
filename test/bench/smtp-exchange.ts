import { connect, type OnReadOpts, type Socket } from 'node:net'
import type { Mail } from './mail.ts'

/** How a client hands its messages over. */
export type Manner =
  /**
   * One connection for all, and several messages on their way: RFC 2920 taken further than it goes, as not even the
   * 354 to DATA is awaited. It shows what a server can do when round trips are not what it waits for.
   */
  | 'pipelined'
  /** One connection for all, each command awaits its reply. */
  | 'pooled'
  /** A connection for every message, each command awaits its reply. */
  | 'connection'

const EHLO = Buffer.from('EHLO bench.test\r\n')
const QUIT = Buffer.from('QUIT\r\n')

const LF = 0x0a
const DASH = 0x2d
const FOUR = 0x34

/** Replies to one transaction: to MAIL, RCPT, DATA and the message. */
const TRANSACTION_REPLIES = 4

/** Where all exchanges read to, one after the other: what is read is counted before the next one reads. */
const readBuffer = Buffer.allocUnsafeSlow(64 * 1024)

/**
 * The cheapest SMTP client there is: a raw socket, ready-made buffers, and replies of which only the codes are looked
 * at, so that the server is what gets measured.
 */
export class SmtpExchange {
  readonly #socket: Socket
  #waiting: { codes: number; resolve: () => void; reject: (error: Error) => void } | undefined
  #arrived = 0
  /** Position in the line that is being read. */
  #column = 0
  /** RFC 5321 §4.2: the first digit of the code; 4 and 5 refuse. */
  #digit = 0
  #isLastLine = false

  private constructor(host: string, port: number) {
    const onread: OnReadOpts = {
      buffer: readBuffer,
      callback: length => {
        this.#read(length)
        return true
      },
    }
    const socket = connect({ host, port, onread, noDelay: true })
    socket.on('error', error => this.#fail(error))
    socket.on('close', () => this.#fail(new Error('the server closed the connection')))
    this.#socket = socket
  }

  /** Connects, takes the greeting and says EHLO. */
  static async open(host: string, port: number): Promise<SmtpExchange> {
    const exchange = new SmtpExchange(host, port)
    await exchange.#replies(1)
    await exchange.#say(EHLO, 1)
    return exchange
  }

  /** Sends a command, or a message, and waits for the replies. */
  async #say(bytes: Buffer, replies: number): Promise<void> {
    this.#socket.write(bytes)
    await this.#replies(replies)
  }

  /**
   * One whole transaction, every command awaiting its reply.
   *
   * @param onLast called when the last bytes, those of the content, are handed over
   */
  async send(mail: Mail, onLast?: () => void): Promise<void> {
    await this.#say(mail.from, 1)
    await this.#say(mail.to, 1)
    await this.#say(mail.data, 1)
    onLast?.()
    await this.#say(mail.content, 1)
  }

  /** Sends whole transactions in one go, without waiting for a reply. */
  sendAhead(mails: readonly Mail[]): void {
    this.#socket.cork()
    for (const mail of mails) this.#socket.write(mail.transaction)
    this.#socket.uncork()
  }

  /** Waits until at least one of the transactions that were sent ahead is done; gives how many are. */
  async done(): Promise<number> {
    await this.#replies(TRANSACTION_REPLIES)
    const more = Math.floor(this.#arrived / TRANSACTION_REPLIES)
    this.#arrived -= more * TRANSACTION_REPLIES
    return 1 + more
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

  #read(length: number): void {
    for (let at = 0; at < length; at++) {
      const byte = readBuffer[at]!
      if (this.#column === 0) this.#digit = byte
      // RFC 5321 §4.2.1: only the last line of a reply has a space after its code.
      else if (this.#column === 3) this.#isLastLine = byte !== DASH
      this.#column++
      if (byte !== LF) continue
      if (this.#digit >= FOUR) {
        const line = readBuffer.toString('latin1', Math.max(0, at + 1 - this.#column), at)
        return this.#fail(new Error(`the server answered: ${line}`))
      }
      if (this.#isLastLine) this.#arrived++
      this.#column = 0
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
