/**
 * Most keywords that FLAGS names. PERMANENTFLAGS has `\*`, so that all others may be used as well; without a bound,
 * every new one would bring a longer list than the one before.
 */
const TOLD = 1000

/** The keywords of a folder that a session is told of in FLAGS. They are compared without case. */
export class KnownKeywords {
  readonly #byKey = new Map<string, string>()
  #grown = false

  /** As they were first written. */
  get names(): Iterable<string> {
    return this.#byKey.values()
  }

  /** Takes note of those that are new; names of system flags are passed over. */
  add(names: readonly string[]): void {
    for (const name of names) {
      if (name.startsWith('\\') || this.#byKey.size >= TOLD) continue
      const key = name.toLowerCase()
      if (this.#byKey.has(key)) continue
      this.#byKey.set(key, name)
      this.#grown = true
    }
  }

  /** Whether some came since this was asked before. */
  takeGrown(): boolean {
    const grown = this.#grown
    this.#grown = false
    return grown
  }
}
