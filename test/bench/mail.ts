/** A message in the pieces that are written to the wire. */
export interface Mail {
  readonly from: Buffer
  readonly to: Buffer
  readonly data: Buffer
  /** Dot-stuffed content with its closing dot. */
  readonly content: Buffer
  /** All of these in one piece. */
  readonly transaction: Buffer
}

/**
 * Sets a message ready for the wire.
 *
 * @param content the whole message, ended by a line end; it gets the closing dot and is dot-stuffed (RFC 5321 §4.5.2)
 */
export function formatMail(sender: string, recipient: string, content: Buffer): Mail {
  const from = Buffer.from(`MAIL FROM:<${sender}>\r\n`)
  const to = Buffer.from(`RCPT TO:<${recipient}>\r\n`)
  const data = Buffer.from('DATA\r\n')
  const transaction = Buffer.concat([from, to, data, stuffDots(content), Buffer.from('.\r\n')])
  const start = from.length + to.length + data.length
  return { from, to, data, content: transaction.subarray(start), transaction }
}

function stuffDots(content: Buffer): Buffer {
  const stuffed = content.toString('latin1').replaceAll('\r\n.', '\r\n..').replace(/^\./, '..')
  return Buffer.from(stuffed, 'latin1')
}
