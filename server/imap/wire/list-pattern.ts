const SEPARATOR = '/'
const INBOX = 'INBOX'

/**
 * A pattern of LIST or LSUB (RFC 9051 §6.3.9): `*` matches anything, `%` anything within one level; levels are
 * parted by `/`. Time to match is in proportion to the length of the name times that of the pattern, whatever it is.
 */
export class ListPattern {
  readonly #pattern: string
  /** Characters that are no wildcards: a name with fewer cannot match. */
  readonly #literals: number

  /** @param reference is put before the pattern as it stands */
  constructor(reference: string, pattern: string) {
    this.#pattern = (reference + pattern)
      // Names are kept in this form.
      .normalize('NFC')
      // Several wildcards in a row do what the strongest of them does.
      .replace(/[*%]+/g, run => (run.includes('*') ? '*' : '%'))
    this.#literals = this.#pattern.replace(/[*%]/g, '').length
  }

  /** @param name in normalisation form C; INBOX, and the level of that name above others, in capitals */
  matches(name: string): boolean {
    if (name.length < this.#literals) return false
    // RFC 9051 §5.1: INBOX is the same in any case.
    const caseless = name === INBOX || name.startsWith(INBOX + SEPARATOR) ? INBOX.length : 0
    // At which places in the name a match of the pattern so far may end.
    let ends = new Uint8Array(name.length + 1)
    ends[0] = 1
    for (let at = 0; at < this.#pattern.length && ends.includes(1); at++) {
      const character = this.#pattern.charAt(at)
      ends =
        character === '*' || character === '%'
          ? spread(ends, name, character)
          : step(ends, name, character, caseless)
    }
    return ends[name.length] === 1
  }
}

/** The places after a wildcard. */
function spread(ends: Uint8Array<ArrayBuffer>, name: string, wildcard: '*' | '%'): Uint8Array<ArrayBuffer> {
  for (let at = 0; at < name.length; at++) {
    if (ends[at] === 1 && (wildcard === '*' || name.charAt(at) !== SEPARATOR)) ends[at + 1] = 1
  }
  return ends
}

/** The places after a character that stands for itself; the first `caseless` ones of the name in any case. */
function step(ends: Uint8Array, name: string, character: string, caseless: number): Uint8Array<ArrayBuffer> {
  const next = new Uint8Array(ends.length)
  for (let at = 0; at < name.length; at++) {
    const wanted = at < caseless ? character.toUpperCase() : character
    if (ends[at] === 1 && name.charAt(at) === wanted) next[at + 1] = 1
  }
  return next
}
