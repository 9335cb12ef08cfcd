import { no, type Answer } from '../answer.ts'

/** RFC 9051 §6.4.4: the answer to a search in a charset that nobody knows here, with those that are known. */
export function unknownCharset(charset: string | null): Answer {
  return no(
    `Texts to search for may be in US-ASCII or UTF-8, not in ${charset ?? 'others'}`,
    'BADCHARSET (US-ASCII UTF-8)',
  )
}
