import { isUtf8 } from 'node:buffer'

/** The text of a command line. RFC 6531 makes it UTF-8; what is not was most likely meant as Latin-1. */
export function commandText(line: Buffer): string {
  const text = line.toString()
  return text.includes('\u{fffd}') && !isUtf8(line) ? line.toString('latin1') : text
}
