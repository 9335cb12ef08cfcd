import { LineQueue } from '../dialogues/line-queue.ts'
import type { Duplex } from 'node:stream'

/** A client that says one thing at a time. */
export class Client {
  readonly stream: Duplex
  readonly #lines: LineQueue
  #tag = 0

  constructor(stream: Duplex) {
    this.stream = stream
    this.#lines = new LineQueue(stream)
  }

  /** The next line; null when the connection has ended. */
  line(): Promise<string | null> {
    return this.#lines.next()
  }

  /** Sends a command; gives all lines of its answer, the tagged one last and without its tag. */
  async say(command: string): Promise<string[]> {
    const tag = `t${++this.#tag}`
    this.stream.write(`${tag} ${command}\r\n`)
    const lines: string[] = []
    for (let line = await this.line(); line !== null; line = await this.line()) {
      if (line.startsWith(`${tag} `)) return [...lines, line.slice(tag.length + 1)]
      lines.push(line)
    }
    return lines
  }

  /** Stops reading, and gives the connection back, for another layer to take it over. */
  release(): Duplex {
    return this.#lines.release()
  }
}
