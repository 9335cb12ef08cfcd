/** An event as text, with its position in the feed. */
export interface TextEvent {
  readonly seq: number
  readonly json: string
}

/** Makes the bytes of one frame of events; the same for all listeners of one kind. */
export type Framing = (events: readonly TextEvent[], instance: string) => Buffer

/** The connection of one listener. */
export interface EventSink {
  readonly framing: Framing
  /** Bytes that wait for the peer to read. */
  readonly buffered: number
  /** @param sent called once the frame was handed to the system */
  send(frame: Buffer, sent?: () => void): void
  /** Keeps the connection alive, and ends it when the peer is gone. */
  beat(): void
  /** Ends the connection, as the server closes, or as it has no room for a peer or for what waits for it. */
  close(reason: 'server-closes' | 'come-back-later'): void
}
