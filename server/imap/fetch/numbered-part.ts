import type { Part } from '../../message/part.ts'

/** What a part number names. */
export interface NumberedPart {
  readonly part: Part
  /** Whether it stands for the only part of a multipart in which no boundary was found: its body, without a header. */
  readonly isStandIn: boolean
}

/**
 * The part with a number (RFC 9051 §6.4.5.1), counted as BODYSTRUCTURE shows them; null when there is none.
 *
 * @param root the body of the message
 * @param number `[1, 2]` for `1.2`
 */
export function numberedPart(root: Part, number: readonly number[]): NumberedPart | null {
  let body = root
  let found: NumberedPart | null = null
  for (const index of number) {
    if (found !== null) {
      if (found.isStandIn) return null
      const inner = found.part.type === 'multipart' ? found.part : found.part.message
      if (inner === null) return null
      body = inner
    }
    found = partOfBody(body, index)
    if (found === null) return null
  }
  return found
}

function partOfBody(body: Part, index: number): NumberedPart | null {
  if (body.type === 'multipart' && body.children.length > 0) {
    const part = body.children[index - 1]
    return part === undefined ? null : { part, isStandIn: false }
  }
  // RFC 9051 §6.4.5.1: every message has at least one part number.
  return index === 1 ? { part: body, isStandIn: body.type === 'multipart' } : null
}
