import { createRequire } from 'node:module'

/** The part of libmime (which comes without types) that we stand on. */
export interface Libmime {
  /**
   * Decodes RFC 2047 encoded words in `value`; adjacent words of one charset are joined before they are
   * decoded.
   */
  decodeWords(value: string): string
}

/** The part of libmime's charset module that we stand on. */
export interface LibmimeCharset {
  /** Decodes by a charset name in any spelling; an unknown charset is read as UTF-8. */
  decode(bytes: Buffer, charset: string): string
}

const require = createRequire(import.meta.url)

let libmime: Libmime | undefined
let charset: LibmimeCharset | undefined

/** libmime, loaded when first needed: its charset tables cost 30 ms, and most messages need none of them. */
export function loadLibmime(): Libmime {
  return (libmime ??= require('libmime') as Libmime)
}

/** libmime's charset decoder, loaded when first needed. */
export function loadLibmimeCharset(): LibmimeCharset {
  return (charset ??= require('libmime/lib/charset') as LibmimeCharset)
}
