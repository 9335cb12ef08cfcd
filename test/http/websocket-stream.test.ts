import { EventEmitter, once } from 'node:events'
import { describe, expect, it } from 'vitest'
import type { WebSocket } from 'ws'
import { WebSocketStream } from '../../server/http/websocket-stream.ts'

/** A WebSocket without a network: what was asked of it. */
class FakeSocket extends EventEmitter {
  paused = false
  readonly sent: string[] = []
  /** Says that what was sent is gone. */
  flush: (() => void) | undefined
  closed: number | 'terminated' | null = null

  pause(): void {
    this.paused = true
  }

  resume(): void {
    this.paused = false
  }

  send(data: Buffer, { binary }: { binary: boolean }, done: () => void): void {
    expect(binary).toBe(true)
    this.sent.push(data.toString())
    this.flush = done
  }

  close(code: number): void {
    this.closed ??= code
  }

  terminate(): void {
    this.closed ??= 'terminated'
    this.emit('close')
  }
}

function open(): { socket: FakeSocket; stream: WebSocketStream } {
  const socket = new FakeSocket()
  return { socket, stream: new WebSocketStream(socket as unknown as WebSocket) }
}

describe('WebSocketStream', () => {
  it('pauses the socket when nobody reads, and lets it go on when someone does', () => {
    const { socket, stream } = open()
    const frame = Buffer.alloc(stream.readableHighWaterMark / 4)
    for (let count = 1; count <= 3; count++) socket.emit('message', frame, true)
    expect(socket.paused).toBe(false)
    socket.emit('message', frame, true)
    expect(socket.paused).toBe(true)
    while (stream.read() !== null);
    expect(socket.paused).toBe(false)
  })

  it('sends the next piece when the one before is gone', () => {
    const { socket, stream } = open()
    stream.write('one')
    stream.write('two')
    expect(socket.sent).toEqual(['one'])
    socket.flush?.()
    expect(socket.sent).toEqual(['one', 'two'])
    const full = stream.write(Buffer.alloc(stream.writableHighWaterMark))
    expect(full).toBe(false)
  })

  it('closes the socket when it ends, and cuts it off when it is destroyed', async () => {
    const ended = open()
    ended.stream.end()
    await once(ended.stream, 'finish')
    expect(ended.socket.closed).toBe(1000)
    const destroyed = open()
    destroyed.stream.destroy()
    await once(destroyed.stream, 'close')
    expect(destroyed.socket.closed).toBe('terminated')
  })

  it('gives what came before the end, and survives faults of the peer', async () => {
    const { socket, stream } = open()
    socket.emit('message', Buffer.from('last words'), true)
    socket.emit('error', new Error('a frame that is too large'))
    const read = stream.toArray()
    await new Promise(setImmediate)
    socket.emit('close')
    expect(Buffer.concat((await read) as Buffer[]).toString()).toBe('last words')
  })
})
