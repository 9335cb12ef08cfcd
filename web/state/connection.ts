/** What is told of a connection while it lasts. */
export interface ConnectionListener {
  /** Bytes came; how they are cut has no meaning. */
  received(chunk: Uint8Array): void
  /** It is over, or never came to be; nothing is told after that. */
  closed(): void
}

/** Bytes to and from a server. */
export interface Connection {
  send(bytes: Uint8Array): void
  /** Ends it; the listener is not told. */
  close(): void
}

/** Opens a connection. The server speaks first, and nothing can be sent before that. */
export type Connect = (listener: ConnectionListener) => Connection
