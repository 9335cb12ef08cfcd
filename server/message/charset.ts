import { loadLibmimeCharset } from './libmime.ts'

const UTF8_NAMES = /^(?:utf-?8|us-ascii|ascii)$/i

/**
 * Decodes text by its charset parameter. Without one, or where it is US-ASCII, the bytes are read as UTF-8,
 * which holds US-ASCII; so are bytes of a charset that nobody knows. What does not fit shows as U+FFFD.
 */
export function decodeCharset(bytes: Buffer, charset: string | undefined): string {
  const name = charset?.trim() ?? ''
  const text =
    name === '' || UTF8_NAMES.test(name) ? bytes.toString('utf8') : loadLibmimeCharset().decode(bytes, name)
  return text.startsWith('\ufeff') ? text.slice(1) : text
}
