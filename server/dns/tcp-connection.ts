import type { Socket } from 'node:net'

export interface TcpConnectionOptions {
  /** Answers one message; null: not at all. */
  readonly answer: (message: Buffer) => Buffer | null
  /** Octets of the longest query. */
  readonly maxQuery: number
  /** Milliseconds from one query to the next, and for taking an answer. */
  readonly idleTime: number
}

/** RFC 1035 §4.2.2: every message follows its length. */
const LENGTH_SIZE = 2

/** Serves one TCP connection: query after query, in order, and no faster than the client takes the answers. */
export function serveConnection(socket: Socket, { answer, maxQuery, idleTime }: TcpConnectionOptions): void {
  let pending: Buffer = Buffer.alloc(0)
  // Not the socket's own time-out, which a client could put off with one octet at a time.
  const timer = setTimeout(() => socket.destroy(), idleTime)
  socket.once('close', () => clearTimeout(timer))

  function answerPending(): void {
    while (pending.length >= LENGTH_SIZE && !socket.writableNeedDrain) {
      const end = LENGTH_SIZE + pending.readUInt16BE(0)
      if (end > LENGTH_SIZE + maxQuery) {
        socket.destroy()
        return
      }
      if (pending.length < end) break
      const reply = answer(pending.subarray(LENGTH_SIZE, end))
      pending = pending.subarray(end)
      timer.refresh()
      if (reply !== null) socket.write(withLength(reply))
    }
    if (socket.writableNeedDrain) socket.pause()
    else socket.resume()
  }

  socket.on('data', (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk])
    answerPending()
  })
  socket.on('drain', answerPending)
  socket.on('end', () => socket.end())
}

function withLength(message: Buffer): Buffer {
  const length = Buffer.alloc(LENGTH_SIZE)
  length.writeUInt16BE(message.length)
  return Buffer.concat([length, message])
}
