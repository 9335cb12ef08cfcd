/** What the HTTP side holds for its clients, with defaults. */
export const HTTP_LIMITS = {
  /** Bytes of a message that is injected, as it travels: base64 makes attachments a third longer. */
  messageBody: 72 * 1024 * 1024,
  /** Bytes of any other request body. */
  body: 1024 * 1024,
  /** Event streams open at a time, WebSocket and SSE together. */
  eventStreams: 1000,
  /** Bytes that wait for one slow reader of an event stream before it is cut off; it comes back by its cursor. */
  eventBacklog: 4 * 1024 * 1024,
}

export type HttpLimits = typeof HTTP_LIMITS
