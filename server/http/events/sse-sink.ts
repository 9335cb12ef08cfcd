import type { ServerResponse } from 'node:http'
import type { EventSink, TextEvent } from './event-sink.ts'

/** JSON text holds no line ends, so one `data` line is enough. */
function eventBlocks(events: readonly TextEvent[], instance: string): Buffer {
  return Buffer.from(events.map(({ seq, json }) => `id: ${instance}:${seq}\ndata: ${json}\n\n`).join(''))
}

/** A listener by server-sent events (HTML Standard §9.2): its ids are cursors, so that it goes on where it was cut. */
export class SseSink implements EventSink {
  readonly framing = eventBlocks
  readonly #response: ServerResponse

  constructor(response: ServerResponse) {
    this.#response = response
  }

  get buffered(): number {
    return this.#response.writableLength
  }

  send(frame: Buffer, sent?: () => void): void {
    this.#response.write(frame, () => sent?.())
  }

  beat(): void {
    this.#response.write(':\n\n')
  }

  close(reason: 'server-closes' | 'come-back-later'): void {
    // A whole answer, so that clients such as curl do not call it broken off.
    if (reason === 'server-closes') this.#response.end()
    else this.#response.destroy()
  }
}
