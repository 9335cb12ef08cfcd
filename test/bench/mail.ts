/** A message in the pieces that are written to the wire. */
export interface Mail {
  readonly from: Buffer
  readonly to: Buffer
  readonly data: Buffer
  /** The three commands before, in one piece. */
  readonly group: Buffer
  /** Dot-stuffed content with its closing dot. */
  readonly content: Buffer
}

/**
 * Sets a message ready for the wire.
 *
 * @param content the whole message, ended by a line end; it gets the closing dot and is dot-stuffed (RFC 5321 §4.5.2)
 */
export function formatMail(sender: string, recipient: string, content: Buffer): Mail {
  const from = `MAIL FROM:<${sender}>\r\n`
  const to = `RCPT TO:<${recipient}>\r\n`
  return {
    from: Buffer.from(from),
    to: Buffer.from(to),
    data: Buffer.from('DATA\r\n'),
    group: Buffer.from(`${from}${to}DATA\r\n`),
    content: Buffer.concat([stuffDots(content), Buffer.from('.\r\n')]),
  }
}

function stuffDots(content: Buffer): Buffer {
  const stuffed = content.toString('latin1').replaceAll('\r\n.', '\r\n..').replace(/^\./, '..')
  return Buffer.from(stuffed, 'latin1')
}
