import { once } from 'node:events'
import type { Duplex } from 'node:stream'
import { connect as connectTls } from 'node:tls'
import { LineQueue } from '../dialogues/line-queue.ts'

/** A client that says one thing at a time. */
export class Talk {
  readonly #stream: Duplex
  readonly #lines: LineQueue

  constructor(stream: Duplex) {
    this.#stream = stream
    this.#lines = new LineQueue(stream)
  }

  /** The next whole reply, its lines joined by LF; null when the connection has ended. */
  async reply(): Promise<string | null> {
    const lines: string[] = []
    for (let line = await this.#lines.next(); line !== null; line = await this.#lines.next()) {
      lines.push(line)
      if (line[3] !== '-') return lines.join('\n')
    }
    return null
  }

  /** Sends a line and waits for the reply to it. */
  async say(line: string): Promise<string | null> {
    this.#stream.write(`${line}\r\n`)
    return this.reply()
  }

  /** Says STARTTLS; gives the encrypted conversation. */
  async startTls(ca: string | Buffer): Promise<Talk> {
    await this.say('STARTTLS')
    const encrypted = connectTls({ socket: this.#lines.release(), ca })
    await once(encrypted, 'secureConnect')
    return new Talk(encrypted)
  }

  /** Takes the greeting and says EHLO. */
  async greet(): Promise<this> {
    await this.reply()
    await this.say('EHLO client.test')
    return this
  }

  /** Sends a message; gives the reply to it. */
  async send(text: string, to: readonly string[] = ['bob@x.test']): Promise<string | null> {
    await this.say('MAIL FROM:<anna@app.test>')
    for (const address of to) await this.say(`RCPT TO:<${address}>`)
    await this.say('DATA')
    return this.say(`${text}\r\n.`)
  }
}
