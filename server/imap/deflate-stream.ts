import type { Duplex, Readable, Writable } from 'node:stream'
import { constants, createDeflateRaw, createInflateRaw } from 'node:zlib'

/** The two directions of a connection. */
export interface Channel {
  readonly readable: Readable
  readonly writable: Writable
}

/**
 * A compressed layer over a stream (RFC 4978): what is written to it goes out deflated, at once; what comes in is
 * inflated as it is read.
 */
export function deflateStream(stream: Duplex): Channel {
  // RFC 4978 §3: every write is flushed, so that the client can read to its end.
  const writable = createDeflateRaw({ flush: constants.Z_SYNC_FLUSH })
  // A client may close without having ended its compressed data.
  const readable = createInflateRaw({ finishFlush: constants.Z_SYNC_FLUSH })
  writable.pipe(stream)
  stream.pipe(readable)
  // What cannot be inflated ends the connection: nothing that follows can be understood.
  readable.on('error', () => stream.destroy())
  writable.on('error', () => stream.destroy())
  stream.once('close', () => {
    readable.destroy()
    writable.destroy()
  })
  return { readable, writable }
}
