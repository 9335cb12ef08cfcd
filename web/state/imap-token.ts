import { decodeText } from '../../server/imap/wire/decode-text.ts'
import type { Token } from '../../server/imap/wire/response.ts'

/** What an atom or a string says; null for all else, NIL included. */
export function textOf(token: Token | undefined): string | null {
  if (token?.kind === 'atom') return token.text
  return token?.kind === 'string' ? decodeText(token.bytes) : null
}

/** An atom in upper case, as names of items and responses compare without case; '' for all else. */
export function wordOf(token: Token | undefined): string {
  return token?.kind === 'atom' ? token.text.toUpperCase() : ''
}

/** Null for what is no number. */
export function numberOf(token: Token | undefined): number | null {
  const text = token?.kind === 'atom' ? token.text : ''
  return /^\d+$/.test(text) ? Number(text) : null
}

/** Nothing for what is no list. */
export function itemsOf(token: Token | undefined): readonly Token[] {
  return token?.kind === 'list' ? token.items : []
}

/** The texts of a list, such as flags. */
export function textsOf(token: Token | undefined): string[] {
  return itemsOf(token)
    .map(textOf)
    .filter(text => text !== null)
}

/** A list of names and values in turn, as FETCH and STATUS give them, by name in upper case. */
export function valuesOf(token: Token | undefined): ReadonlyMap<string, Token> {
  const items = itemsOf(token)
  const values = new Map<string, Token>()
  for (let at = 0; at + 1 < items.length; at += 2) values.set(wordOf(items[at]), items[at + 1]!)
  return values
}
