/** One thing that a search can go on with. */
export interface Completion {
  /** What stands in place of the word that is being typed. */
  readonly text: string
  readonly hint: string
  /** The text is a search of its own, and is made at once. */
  readonly isWhole?: boolean
}

/** The word of `text` that ends at `caret`, and where it begins; a word in quotes may hold spaces. */
export function wordAt(text: string, caret: number): { readonly start: number; readonly word: string } {
  // From the beginning, since only there it is known whether a quote opens or closes.
  const words = text.slice(0, caret).match(/(?:[^\s"()]|"[^"]*(?:"|$))+|[\s()]/g) ?? []
  const last = words.at(-1) ?? ''
  const word = /^[\s()]$/.test(last) ? '' : last
  const negation = word.startsWith('-') ? 1 : 0
  return { start: caret - word.length + negation, word: word.slice(negation) }
}

/** Puts `completion` in place of the word at `caret`, with a space after it unless a value is still to come. */
export function complete(
  text: string,
  caret: number,
  completion: Completion,
): { text: string; caret: number } {
  const { start } = wordAt(text, caret)
  const inserted = completion.text.endsWith(':') ? completion.text : `${completion.text} `
  return {
    text: text.slice(0, start) + inserted + text.slice(caret).trimStart(),
    caret: start + inserted.length,
  }
}

/** Keys whose values are addresses. */
const ADDRESS_KEYS = /^(from|to|cc|bcc|rcpt|sender|account):/

/**
 * What could follow `word`: keys that begin so (all of them after nothing), or after a key for addresses those of `addresses` that hold what is typed.
 *
 * @param keys what each key of the query language means
 */
export function completionsOf(
  word: string,
  keys: Readonly<Record<string, string>>,
  addresses: readonly string[],
): Completion[] {
  const key = ADDRESS_KEYS.exec(word)?.[0]
  if (key === undefined) {
    const fitting = Object.entries(keys).filter(([name]) => name.startsWith(word) && name !== word)
    return fitting.map(([text, hint]) => ({ text, hint }))
  }
  const typed = word.slice(key.length).toLowerCase()
  const fitting = addresses.filter(address => address.includes(typed) && address !== typed)
  return fitting.slice(0, 8).map(address => ({ text: key + address, hint: '' }))
}
