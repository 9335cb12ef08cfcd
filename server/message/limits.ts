/**
 * What one message may make us compute or keep; beyond a limit a message is still captured whole and shown in
 * part.
 */
export interface MessageLimits {
  /**
   * Bytes of one header field that are read for display; the rest of the field stays in the raw message only.
   */
  readonly fieldBytes: number
  /** Characters of the subject kept in a summary. */
  readonly subjectLength: number
  /** Addresses kept of each of From, To and Cc in a summary. */
  readonly addresses: number
  /** Parts of one MIME tree; the last one keeps all that follows as opaque octets. */
  readonly parts: number
  /** Levels of multipart and message/rfc822 within one another; deeper ones are kept as opaque octets. */
  readonly depth: number
  /** Parameters read of one Content-Type or Content-Disposition. */
  readonly parameters: number
  /** Characters of text in an overview's preview. */
  readonly previewLength: number
  /** Bytes of an encoded text part that are looked at for a preview. */
  readonly previewBytes: number
  /** Bytes of text parts that are decoded for searching. */
  readonly searchBytes: number
}

export const MESSAGE_LIMITS: MessageLimits = {
  fieldBytes: 64 * 1024,
  subjectLength: 10_000,
  addresses: 1000,
  parts: 1000,
  depth: 100,
  parameters: 100,
  previewLength: 160,
  previewBytes: 512 * 1024,
  searchBytes: 1024 * 1024,
}
