/** What the HTTP side holds for its clients, with defaults. */
export const HTTP_LIMITS = {
  /** Bytes of a message that is injected or composed. */
  messageSize: 50 * 1024 * 1024,
  /** Recipients of such a message. */
  recipients: 1000,
  /** Connections open at a time: waits and event streams keep theirs. */
  connections: 5000,
  /** Bytes of a request body besides the message that it may carry. */
  body: 1024 * 1024,
  /** Milliseconds in which a request has to come to its end, its body included; its header has a minute of them. */
  requestTime: 300_000,
  /** Event streams open at a time, WebSocket and SSE together. */
  eventStreams: 1000,
  /** Bytes that wait for one slow reader of an event stream before it is cut off; it comes back by its cursor. */
  eventBacklog: 4 * 1024 * 1024,
  /** Bytes of one frame that a client sends through a tunnel to a mail protocol. */
  tunnelFrame: 64 * 1024,
  /** Requests that wait for messages at a time. */
  waits: 2000,
  /** Milliseconds for which one request may wait; who wants to wait longer asks again. */
  waitTimeout: 60_000,
}

export type HttpLimits = typeof HTTP_LIMITS

/** How much longer attachments become as base64 in a composition: four characters for three bytes. */
const BASE64_GROWTH = 4 / 3

/** Bytes of a request body that carries a message, in whichever form. */
export function messageBodyLimit({ messageSize, body }: HttpLimits): number {
  return Math.ceil(messageSize * BASE64_GROWTH) + body
}
