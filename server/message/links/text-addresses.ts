import { MESSAGE_LIMITS } from '../limits.ts'

/** Where an address begins, and all that may belong to it. */
const ADDRESS =
  /(?<![\p{L}\d])(?:https?:\/\/|mailto:|tel:(?=[+\d]))[^\s<>"`{}|\\^\p{Cc}、。，「」『』（）【】]+/giu

/** What a sentence puts after an address. */
const PUNCTUATION = new Set(".,;:!?'*_~…’”")

/** How far back the words are looked for that lead to an address, in characters. */
const LEAD_LENGTH = 200

export interface TextAddress {
  /** Without the punctuation around it. */
  readonly address: string
  /** The words before it in its sentence; where there are none, those of the one before. */
  readonly lead: string
}

/** The addresses that stand in a plain text, in its order. */
export function* textAddresses(text: string): Generator<TextAddress> {
  let end = 0
  for (const { index, 0: run } of text.matchAll(ADDRESS)) {
    const before = text.slice(Math.max(end, index - LEAD_LENGTH), index)
    end = index + run.length
    if (run.length > MESSAGE_LIMITS.hrefLength) continue
    const address = run.slice(0, addressEnd(run))
    if (/^mailto:[^@]*$/i.test(address)) continue
    yield { address, lead: leadIn(before) }
  }
}

/** The last sentence of a text: "Your code: 481920. Help: " leads to help. */
function leadIn(before: string): string {
  return before.split(/\n|[.;!?]\s/).findLast(sentence => /\p{L}/u.test(sentence)) ?? ''
}

function addressEnd(run: string): number {
  // A closing bracket belongs to the address when its opening one does.
  const openings: Readonly<Record<string, number>> = { ')': run.indexOf('('), ']': run.indexOf('[') }
  let end = run.length
  while (end > 0) {
    const last = run[end - 1]!
    const opening = openings[last]
    const isOutside = opening === undefined ? PUNCTUATION.has(last) : opening < 0 || opening > end
    if (!isOutside) break
    end--
  }
  return end
}
