import { EventEmitter } from 'node:events'
import type { ServerResponse } from 'node:http'
import type { WebSocket } from 'ws'
import { describe, expect, it } from 'vitest'
import { SseSink } from '../../server/http/events/sse-sink.ts'
import { WebSocketSink } from '../../server/http/events/websocket-sink.ts'

/** A WebSocket that notes what is asked of it. */
class StubWebSocket extends EventEmitter {
  readonly calls: string[] = []

  ping(): void {
    this.calls.push('ping')
  }

  terminate(): void {
    this.calls.push('terminate')
  }
}

describe('a listener by WebSocket', () => {
  it('is asked for a sign of life, and ended when it gave none', () => {
    const socket = new StubWebSocket()
    const sink = new WebSocketSink(socket as unknown as WebSocket)
    sink.beat()
    socket.emit('pong')
    sink.beat()
    expect(socket.calls).toEqual(['ping', 'ping'])
    sink.beat()
    expect(socket.calls).toEqual(['ping', 'ping', 'terminate'])
  })
})

describe('a listener by server-sent events', () => {
  it('is sent comments, so that nobody on the way takes the connection for dead', () => {
    const written: string[] = []
    const response = { write: (text: string) => written.push(text) }
    new SseSink(response as unknown as ServerResponse).beat()
    expect(written).toEqual([':\n\n'])
  })
})
