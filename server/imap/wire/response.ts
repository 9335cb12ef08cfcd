import { decodeText } from './decode-text.ts'
import { literalBytes } from './literal.ts'
import { isOctet, RESPONSE_CHAR, SECTION_CHAR } from './octets.ts'
import type { Segment } from './segment.ts'
import { TokenReader } from './token-reader.ts'

/** A piece of a response. An atom may have a section in it: `BODY[HEADER.FIELDS (DATE)]<0>`. */
export type Token =
  | { readonly kind: 'atom'; readonly text: string }
  | { readonly kind: 'string'; readonly bytes: Uint8Array }
  | { readonly kind: 'nil' }
  | { readonly kind: 'list'; readonly items: readonly Token[] }

const STATUSES = ['OK', 'NO', 'BAD', 'BYE', 'PREAUTH'] as const

export type Response =
  /** The server waits for more: `+ text`. */
  | { readonly kind: 'continuation'; readonly text: string }
  | {
      readonly kind: 'status'
      /** `*` where it answers no certain command. */
      readonly tag: string
      readonly status: (typeof STATUSES)[number]
      /** What stands in brackets, `[UIDNEXT 4]`, as tokens; null where nothing does. */
      readonly code: readonly Token[] | null
      readonly text: string
    }
  | { readonly kind: 'data'; readonly tokens: readonly Token[] }

/** Lists within one another; no answer that makes sense has so many, and who walks through them need not bother. */
const DEEPEST = 500

/** Words behind which a bracket opens a section, and is no part of a name. */
const WITH_SECTION = /^(?:BODY|BINARY|BINARY\.SIZE)$/i

/**
 * Takes a response apart.
 *
 * @param segments its lines and literals
 * @throws ImapSyntaxError
 */
export function parseResponse(segments: readonly Segment[]): Response {
  const reader = new TokenReader(segments)
  if (reader.trySymbol('+')) {
    reader.trySpace()
    return { kind: 'continuation', text: rest(reader, segments) }
  }
  const tag = decodeText(reader.run(RESPONSE_CHAR, 'a tag, "*" or "+"'))
  reader.space()
  const status = STATUSES.find(known => reader.tryKeyword(known))
  if (status === undefined) {
    // RFC 9051 §2.2.2: what is tagged is a status.
    if (tag !== '*') throw reader.error(STATUSES.join(', '))
    return { kind: 'data', tokens: parseTokens(reader, false) }
  }
  reader.trySpace()
  const code = reader.trySymbol('[') ? parseTokens(reader, true) : null
  if (code !== null) reader.trySpace()
  return { kind: 'status', tag, status, code, text: rest(reader, segments) }
}

/** What is left of the line. */
function rest(reader: TokenReader, segments: readonly Segment[]): string {
  const last = segments.at(-1)!
  return decodeText(last.text.subarray(Math.max(0, reader.position - last.start)))
}

/** The tokens up to the end, or, in a response code, up to the closing bracket. */
function parseTokens(reader: TokenReader, inCode: boolean): readonly Token[] {
  const all: Token[] = []
  /** The lists that are open, the innermost last. */
  const open: Token[][] = [all]
  for (;;) {
    while (reader.trySpace());
    const items = open.at(-1)!
    if (reader.trySymbol('(')) {
      if (open.length > DEEPEST)
        throw reader.error(`at most ${DEEPEST} lists within one another`, reader.position - 1)
      const list: Token[] = []
      items.push({ kind: 'list', items: list })
      open.push(list)
    } else if (open.length > 1 && reader.trySymbol(')')) open.pop()
    else if (open.length === 1 && (inCode ? reader.trySymbol(']') : reader.peek() === '')) return all
    else items.push(parseToken(reader, inCode))
  }
}

function parseToken(reader: TokenReader, inCode: boolean): Token {
  if (reader.atLiteral) return { kind: 'string', bytes: literalBytes(reader.literal()) }
  if (reader.peek() === '"') return { kind: 'string', bytes: reader.astringBytes() }
  const text = parseAtom(reader, inCode)
  return text.toUpperCase() === 'NIL' ? { kind: 'nil' } : { kind: 'atom', text }
}

function parseAtom(reader: TokenReader, inCode: boolean): string {
  let text = ''
  for (;;) {
    if (WITH_SECTION.test(text) && reader.trySymbol('[')) {
      text += `[${reader.peek() === ']' ? '' : decodeText(reader.run(SECTION_CHAR, 'a section'))}`
      reader.symbol(']')
      text += ']'
    } else if (reader.trySymbol('[')) text += '['
    else if (!inCode && reader.trySymbol(']')) text += ']'
    else if (text === '' || isOctet(reader.peek().charCodeAt(0), RESPONSE_CHAR)) {
      text += decodeText(reader.run(RESPONSE_CHAR, 'an atom, a string or a list'))
    } else return text
  }
}
