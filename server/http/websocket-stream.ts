import { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'

/** RFC 6455 §7.4.1. */
const NORMAL_CLOSURE = 1000
const UNSUPPORTED_DATA = 1003

/**
 * The bytes of a WebSocket's binary frames as a stream, for protocols that know streams alone. How bytes are cut into
 * frames has no meaning. Who does not read is not sent to, in both directions; how large a frame may be is for the
 * one to say who accepted the WebSocket. A text frame ends it.
 */
export class WebSocketStream extends Duplex {
  readonly #socket: WebSocket

  constructor(socket: WebSocket) {
    super()
    this.#socket = socket
    socket.on('message', (data: Buffer, isBinary) => {
      if (!isBinary) socket.close(UNSUPPORTED_DATA, 'send binary frames')
      else if (!this.push(data)) socket.pause()
    })
    // Faults of the peer, such as a frame that is too large: it is closed after them.
    socket.on('error', () => {})
    socket.once('close', () => {
      this.push(null)
      this.destroy()
    })
  }

  override _read(): void {
    this.#socket.resume()
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#socket.send(chunk, { binary: true }, done)
  }

  override _final(done: () => void): void {
    this.#socket.close(NORMAL_CLOSURE)
    done()
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#socket.terminate()
    done(error)
  }
}
