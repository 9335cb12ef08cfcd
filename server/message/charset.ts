import { isUtf8 } from 'node:buffer'
import { loadLibmimeCharset } from './libmime.ts'

/** Of who names no charset, or the one that e-mail began with. */
const UNNAMED = /^(?:|us-ascii|ascii)$/i
const UTF8 = /^utf-?8$/i

/**
 * Decodes text by its charset parameter; bytes of a charset that nobody knows are read as UTF-8. What does not fit
 * shows as U+FFFD.
 */
export function decodeCharset(bytes: Buffer, charset: string | undefined): string {
  const text = decode(bytes, charset?.trim() ?? '')
  return text.startsWith('\ufeff') ? text.slice(1) : text
}

/**
 * Decodes a text that does not say in which charset it is. 8-bit text is UTF-8 (RFC 6532 §3), which holds US-ASCII; what
 * is not UTF-8, older senders wrote in a charset of their own, and most mail programs take it for Windows-1252, which
 * holds ISO-8859-1.
 */
function decodeUnnamed(bytes: Buffer): string {
  const text = bytes.toString('utf8')
  if (!text.includes('\ufffd') || isUtf8(bytes)) return text
  return loadLibmimeCharset().decode(bytes, 'windows-1252')
}

function decode(bytes: Buffer, charset: string): string {
  if (UNNAMED.test(charset)) return decodeUnnamed(bytes)
  return UTF8.test(charset) ? bytes.toString('utf8') : loadLibmimeCharset().decode(bytes, charset)
}
