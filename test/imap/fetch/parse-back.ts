import * as fc from 'fast-check'
import { ResponseReader } from '../../../server/imap/wire/response-reader.ts'
import type { Token } from '../../../server/imap/wire/response.ts'

/** Reads a value as a client would, from a response that holds it alone; without UTF-8 if it is not to have any. */
export function parseBack(value: string, utf8: boolean): Token {
  if (!utf8 && /[^\0-\x7f]/.test(value)) throw new Error(`not US-ASCII: ${value}`)
  const reader = new ResponseReader({ line: 10_000_000, literals: 10_000_000 })
  const [response, ...others] = reader.push(Buffer.from(`* X ${value}\r\n`))
  if (response?.kind !== 'data' || others.length > 0 || response.tokens.length !== 2) {
    throw new Error(`not one value: ${value}`)
  }
  return response.tokens[1]!
}

const WORDS =
  'From To Subject Date Message-ID Content-Type Content-Disposition Content-Language multipart/mixed message/rfc822 ' +
  'message/global text/plain boundary=b --b --b-- " \\ ( ) < > [ ] {3} : ; , @ = =?utf-8?q?x?= ü a % *0*'
const PIECES = [...WORDS.split(' '), ' ', '\t', '\r\n', '\n', '\r', '\0', '\r\n\r\n', ': ']

/** Bytes with much in them that means something in a message. */
export const headerLike: fc.Arbitrary<Buffer> = fc
  .array(
    fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...PIECES) }, { weight: 1, arbitrary: fc.string() }),
    {
      maxLength: 60,
    },
  )
  .chain(pieces => fc.tuple(fc.constant(Buffer.from(pieces.join(''))), fc.uint8Array({ maxLength: 3 })))
  .map(([text, bytes]) => Buffer.concat([text, bytes]))
