/** The lexical tokens of RFC 5322 §3.2 that header values are made of; every function is linear in its text. */

export function isWhiteSpace(text: string, position: number): boolean {
  return text.charCodeAt(position) <= 0x20
}

/** The content of a quoted string or a comment with its quoted pairs resolved (RFC 5322 §3.2.1). */
export function unescapeQuoted(text: string): string {
  return text.includes('\\') ? text.replace(/\\(.)/gs, '$1') : text
}

/**
 * Where the character that closes what was opened before `from` stands, or -1. Quoted pairs are passed over,
 * and so are comments within a comment (RFC 5322 §3.2.2) and quoted strings within angle brackets.
 */
export function findClosing(text: string, close: '"' | ')' | '>' | ']', from: number): number {
  let depth = 0
  let quoted = false
  for (let position = from; position < text.length; position++) {
    const character = text[position]
    if (character === '\\') position++
    else if (character === '"' && close === '>') quoted = !quoted
    else if (quoted) continue
    else if (character === '(' && close === ')') depth++
    else if (character === close && depth-- === 0) return position
  }
  return -1
}

/**
 * The text without the comments outside of its quoted strings.
 *
 * @param space whether white space outside of quoted strings stays, as in a phrase, or goes, as in an address
 */
export function withoutComments(text: string, space: 'keep' | 'drop'): string {
  if (!text.includes('(') && (space === 'keep' || !/\s/.test(text))) return text
  let kept = ''
  let depth = 0
  let quoted = false
  for (let position = 0; position < text.length; position++) {
    const character = text[position]!
    if (character === '\\') {
      if (depth === 0) kept += text.slice(position, position + 2)
      position++
    } else if (depth === 0 && character === '"') {
      quoted = !quoted
      kept += character
    } else if (quoted) kept += character
    else if (character === '(') depth++
    else if (character === ')' && depth > 0) depth--
    else if (depth === 0 && (space === 'keep' || !isWhiteSpace(character, 0))) kept += character
  }
  return kept
}
