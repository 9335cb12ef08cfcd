import type { WebSocket } from 'ws'
import type { EventSink, TextEvent } from './event-sink.ts'

/** RFC 6455 §7.4.1: 1001 is going away; 1013 (IANA) is try again later. */
const CLOSING = { 'server-closes': 1001, 'come-back-later': 1013 } as const

function arrayOfEvents(events: readonly TextEvent[]): Buffer {
  return Buffer.from(`[${events.map(event => event.json).join(',')}]`)
}

/** A listener by WebSocket: each frame is a JSON array of events. */
export class WebSocketSink implements EventSink {
  readonly framing = arrayOfEvents
  readonly #socket: WebSocket
  #alive = true

  constructor(socket: WebSocket) {
    this.#socket = socket
    socket.on('pong', () => {
      this.#alive = true
    })
  }

  get buffered(): number {
    return this.#socket.bufferedAmount
  }

  send(frame: Buffer, sent?: () => void): void {
    this.#socket.send(frame, { binary: false }, () => sent?.())
  }

  beat(): void {
    if (!this.#alive) {
      this.#socket.terminate()
      return
    }
    this.#alive = false
    this.#socket.ping()
  }

  close(reason: 'server-closes' | 'come-back-later'): void {
    this.#socket.close(CLOSING[reason])
    // Who does not read would not answer the closing handshake either.
    this.#socket.terminate()
  }
}
