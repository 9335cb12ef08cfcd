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
  /** Tags that a sender may give one message. */
  readonly tags: number
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
  /** Characters of the text, and of the HTML, that are read for links, images and codes. */
  readonly readingLength: number
  /** Characters of text in which codes are looked for. */
  readonly codeLength: number
  /** Numbers of one message that are weighed as codes; those that follow are left out. */
  readonly codeNumbers: number
  /** Codes of one message; of more, the likeliest are kept. */
  readonly codes: number
  /** Links of one message; those that follow are left out. */
  readonly links: number
  /** Images of one message; those that follow are left out. */
  readonly images: number
  /** Characters of the address of a link or an image; those with longer ones are left out. */
  readonly hrefLength: number
  /** Characters that are kept of a link's text and of what stands for an image. */
  readonly linkText: number
}

export const MESSAGE_LIMITS: MessageLimits = {
  fieldBytes: 64 * 1024,
  subjectLength: 10_000,
  addresses: 1000,
  tags: 20,
  parts: 1000,
  depth: 100,
  parameters: 100,
  previewLength: 160,
  previewBytes: 512 * 1024,
  searchBytes: 1024 * 1024,
  readingLength: 512 * 1024,
  codeLength: 64 * 1024,
  codeNumbers: 500,
  codes: 20,
  links: 1000,
  images: 1000,
  hrefLength: 8192,
  linkText: 300,
}
