import { formatQuoted } from '../wire/string-format.ts'
import type { Piece } from '../wire/string-format.ts'

/**
 * PREVIEW (RFC 8970 §3.2). It is UTF-8 for every client, so it is a literal where it is not US-ASCII: not every
 * client takes UTF-8 in quotes.
 */
export function formatPreview(preview: string): string | Piece[] {
  if (/^[\x20-\x7e]*$/.test(preview)) return `PREVIEW ${formatQuoted(preview)}`
  const bytes = Buffer.from(preview)
  return [`PREVIEW {${bytes.length}}\r\n`, bytes]
}
