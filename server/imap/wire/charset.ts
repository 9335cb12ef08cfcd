import { decodeText } from './decode-text.ts'

/**
 * How to decode texts of a charset that a command names.
 *
 * @param charset null where it names none: UTF-8, of which US-ASCII is a part
 * @returns null when the charset is not known here
 */
export function charsetDecoder(charset: string | null): ((bytes: Uint8Array) => string) | null {
  if (charset === null || charset === 'UTF-8' || charset === 'US-ASCII') return decodeText
  try {
    const decoder = new TextDecoder(charset)
    return bytes => decoder.decode(bytes)
  } catch {
    return null
  }
}
