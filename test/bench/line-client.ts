import { connect, type Socket } from 'node:net'

/** Bytes at the end of an answer in which its last line is looked for. */
const TAIL = 512

/** A client of a line protocol that reads as fast as it can: it looks at nothing but the end of an answer. */
export class LineClient {
  readonly #socket: Socket
  #tag = 0
  #waiting: {
    readonly isEnd: (tail: string) => boolean
    resolve(bytes: number): void
    reject(error: Error): void
  } | null = null
  #tail = ''
  #bytes = 0

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.setNoDelay()
    socket.on('data', (chunk: Buffer) => this.#read(chunk))
    socket.on('error', () => {})
    socket.on('close', () => this.#waiting?.reject(new Error('the server closed the connection')))
  }

  /** Connects and takes the greeting. */
  static async connect(port: number): Promise<LineClient> {
    const socket = connect(port, '127.0.0.1')
    const client = new LineClient(socket)
    await client.until(/\r\n$/)
    return client
  }

  /** Sends bytes and waits for an answer that ends as given; tells how many bytes it has. */
  async send(bytes: string, end: RegExp): Promise<number> {
    const answer = this.until(end)
    this.#socket.write(bytes)
    return answer
  }

  /** Sends an IMAP command and waits for its tagged OK. */
  async imap(command: string): Promise<number> {
    const tag = `t${++this.#tag}`
    // A regular expression for every tag would take longer than most commands.
    const answer = this.#until(tail => lastLine(tail).startsWith(`${tag} OK `))
    this.#socket.write(`${tag} ${command}\r\n`)
    return answer
  }

  /** Waits until what comes ends as given. */
  until(end: RegExp): Promise<number> {
    return this.#until(tail => end.test(tail))
  }

  #until(isEnd: (tail: string) => boolean): Promise<number> {
    this.#tail = ''
    this.#bytes = 0
    return new Promise((resolve, reject) => {
      this.#waiting = { isEnd, resolve, reject }
    })
  }

  close(): void {
    this.#waiting = null
    this.#socket.destroy()
  }

  #read(chunk: Buffer): void {
    this.#bytes += chunk.length
    this.#tail = (this.#tail + chunk.toString('latin1', Math.max(0, chunk.length - TAIL))).slice(-TAIL)
    if (this.#waiting === null) return
    if (this.#waiting.isEnd(this.#tail)) {
      const { resolve } = this.#waiting
      this.#waiting = null
      resolve(this.#bytes)
    } else if (/^(?:t\d+ (?:NO|BAD) |-ERR )/.test(lastLine(this.#tail))) {
      const { reject } = this.#waiting
      this.#waiting = null
      reject(new Error(this.#tail.trim().split('\r\n').at(-1)))
    }
  }
}

/** The last line of a text, if it is whole; else nothing. */
function lastLine(text: string): string {
  if (!text.endsWith('\r\n')) return ''
  return text.slice(text.lastIndexOf('\r\n', text.length - 3) + 1).trimStart()
}
