import type { ArgumentReader } from './argument-reader.ts'
import { charsetDecoder } from './charset.ts'
import { parseSearchKeys } from './search-keys.ts'
import type { SearchKey } from './search-key.ts'
import { parseSearchReturn } from './search-return.ts'
import type { SearchReturn } from './search-return.ts'

/** What to look for, and in which charset it was written. */
export interface SearchProgram {
  /** In upper case; null when none was named. */
  readonly charset: string | null
  /** Whether it is known here: where it is not, the texts in `key` mean nothing; answer NO [BADCHARSET]. */
  readonly charsetKnown: boolean
  readonly key: SearchKey
}

export interface SearchCommand extends SearchProgram {
  /** Null without RETURN: an answer of the older kind. */
  readonly returns: SearchReturn | null
}

/**
 * Reads the arguments of SEARCH and UID SEARCH, to the end (RFC 9051 §6.4.4, RFC 4731 §3).
 *
 * @throws ImapSyntaxError
 */
export function parseSearch(reader: ArgumentReader): SearchCommand {
  const returns = parseSearchReturn(reader)
  if (!reader.tryKeyword('CHARSET')) return { returns, ...parseProgram(reader, null) }
  reader.space()
  return { returns, ...parseSearchProgram(reader) }
}

/**
 * Reads a charset and search keys, to the end, as SORT and THREAD have them (RFC 5256 §5).
 *
 * @throws ImapSyntaxError
 */
export function parseSearchProgram(reader: ArgumentReader): SearchProgram {
  const charset = reader.astring('a charset such as UTF-8').toUpperCase()
  reader.space()
  return parseProgram(reader, charset)
}

function parseProgram(reader: ArgumentReader, charset: string | null): SearchProgram {
  const known = charsetDecoder(charset)
  const key = parseSearchKeys(reader, known ?? (() => ''))
  reader.end()
  return { charset, charsetKnown: known !== null, key }
}
