/** Which octets may stand in which words of the grammar (RFC 9051 §9), as bits to be joined. */
export const ATOM_CHAR = 1
/** What may stand in an atom or behind it: `]`. */
export const ASTRING_CHAR = 2
/** Those, and the wildcards of LIST. */
export const LIST_CHAR = 4
/** An atom's, but for `[`, which begins a section in FETCH. */
export const KEYWORD_CHAR = 8
export const DIGIT = 16
/** What sequence sets are made of. */
export const SET_CHAR = 32

/** In responses, where clients are lenient: all but spaces, control characters, parentheses, brackets and quotes. */
export const RESPONSE_CHAR = 64
/** Between the brackets of a section. */
export const SECTION_CHAR = 128

/** Printable ASCII that does not belong to a kind. */
const EXCLUDED: readonly (readonly [kind: number, characters: string])[] = [
  [ATOM_CHAR, ' (){%*"\\]'],
  [ASTRING_CHAR, ' (){%*"\\'],
  [LIST_CHAR, ' (){"\\'],
  [KEYWORD_CHAR, ' (){%*"\\[]'],
  [RESPONSE_CHAR, ' ()"[]'],
  [SECTION_CHAR, ']'],
]

const KINDS = new Uint8Array(256).fill(RESPONSE_CHAR, 0x80)
for (let octet = 0x20; octet < 0x7f; octet++) {
  const character = String.fromCharCode(octet)
  for (const [kind, characters] of EXCLUDED) if (!characters.includes(character)) KINDS[octet]! |= kind
  if (/\d/.test(character)) KINDS[octet]! |= DIGIT
  if (/[\d:*,$]/.test(character)) KINDS[octet]! |= SET_CHAR
}

/** Whether an octet is of the kind, or of one of the kinds; nothing (undefined) is of none. */
export function isOctet(octet: number | undefined, kinds: number): boolean {
  return octet !== undefined && (KINDS[octet]! & kinds) !== 0
}

/** Where the run of octets of a kind ends that starts at `start`. */
export function endOfRun(bytes: Uint8Array, start: number, kinds: number): number {
  let end = start
  while (end < bytes.length && isOctet(bytes[end], kinds)) end++
  return end
}
