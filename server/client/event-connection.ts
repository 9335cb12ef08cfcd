import type { Event } from '../http/contract.ts'

/** Events that may wait to be read; beyond that the connection is given up, to go on later from there. */
const MAX_WAITING = 10_000

/** What this needs of a WebSocket, as browsers and Node have it. */
export type WebSocketConstructor = new (url: string, protocols?: string | string[]) => WebSocket

/** One connection to the event stream: the frames that came, in order, until it ends. */
export class EventConnection {
  readonly #socket: WebSocket
  readonly #frames: Event[][] = []
  #waiting = 0
  #opened = false
  #ended = false
  /** Wakes the reader. */
  #wake: (() => void) | null = null

  constructor(socket: WebSocket, onOpen: () => void) {
    this.#socket = socket
    socket.addEventListener('open', () => {
      this.#opened = true
      onOpen()
    })
    socket.addEventListener('message', ({ data }) => this.#take(String(data)))
    socket.addEventListener('close', () => this.#end())
    // A close follows each error.
    socket.addEventListener('error', () => this.#end())
  }

  /** Whether the server ever took the connection. */
  get opened(): boolean {
    return this.#opened
  }

  /** The next frame; null when the connection has ended and all was read. */
  async next(): Promise<Event[] | null> {
    while (this.#frames.length === 0 && !this.#ended) {
      await new Promise<void>(resolve => {
        this.#wake = resolve
      })
    }
    const frame = this.#frames.shift()
    this.#waiting -= frame?.length ?? 0
    return frame ?? null
  }

  /** Ends the connection; frames that came before can still be read. */
  close(): void {
    this.#end()
    this.#socket.close()
  }

  #take(data: string): void {
    if (this.#ended) return
    const frame = JSON.parse(data) as Event[]
    this.#frames.push(frame)
    this.#waiting += frame.length
    if (this.#waiting > MAX_WAITING) this.close()
    this.#wake?.()
  }

  #end(): void {
    this.#ended = true
    this.#wake?.()
  }
}
