import { once } from 'node:events'
import type { Duplex } from 'node:stream'
import { connect as connectTls } from 'node:tls'
import { LineQueue } from '../dialogues/line-queue.ts'
import { BOB } from './start-pop3.ts'

/** A POP3 client that says one thing at a time. */
export class Pop3Talk {
  readonly #stream: Duplex
  readonly #lines: LineQueue

  constructor(stream: Duplex) {
    this.#stream = stream
    this.#lines = new LineQueue(stream)
  }

  /** The next line; null when the connection has ended. */
  line(): Promise<string | null> {
    return this.#lines.next()
  }

  /** Sends a line and waits for the first line of the answer. */
  async say(line: string): Promise<string | null> {
    this.#stream.write(`${line}\r\n`)
    return this.line()
  }

  /** The lines of a multi-line response behind the first. */
  async rest(): Promise<string[]> {
    const lines: string[] = []
    for (let line = await this.line(); line !== '.' && line !== null; line = await this.line())
      lines.push(line)
    return lines
  }

  /** Takes the greeting and logs in. */
  async logIn(user: string = BOB): Promise<this> {
    await this.line()
    await this.say(`USER ${user}`)
    const answer = await this.say('PASS secret')
    if (answer?.startsWith('+OK') !== true) throw new Error(`the login was answered ${answer}`)
    return this
  }

  /** Says STLS; gives the encrypted conversation. */
  async startTls(): Promise<Pop3Talk> {
    await this.say('STLS')
    const encrypted = connectTls({ socket: this.#lines.release(), rejectUnauthorized: false })
    await once(encrypted, 'secureConnect')
    return new Pop3Talk(encrypted)
  }

  /** Goes away without a word. */
  vanish(): void {
    this.#stream.destroy()
  }
}
