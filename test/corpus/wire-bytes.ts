/**
 * The bytes of a mail file as a client would send them: with CRLF where the file has line feeds alone, and with a
 * line end at the end, which SMTP cannot do without. Anything else stays as it is.
 */
export function wireBytes(file: Buffer): Buffer {
  const text = file.toString('latin1')
  const lines = text.includes('\r\n') ? text : text.replaceAll('\n', '\r\n')
  return Buffer.from(lines.endsWith('\r\n') || lines === '' ? lines : `${lines}\r\n`, 'latin1')
}
