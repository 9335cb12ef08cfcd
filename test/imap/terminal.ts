import { Duplex } from 'node:stream'

/** A client's end of a stream that takes and gives bytes without any delay. */
export class Terminal extends Duplex {
  said = ''
  /** How many times something was written to it. */
  writes = 0
  /** Whether it stops reading with the next write, which ends when `held` is called. */
  holds = false
  held: (() => void) | null = null

  constructor() {
    super({ writableHighWaterMark: 10 })
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.said += chunk.toString()
    this.writes++
    if (this.holds) this.held = done
    else done()
  }

  /** Types a line, and waits until this has been said. */
  async type(line: string, answer: string): Promise<void> {
    this.push(`${line}\r\n`)
    while (!this.said.includes(answer)) await new Promise(setImmediate)
  }
}
