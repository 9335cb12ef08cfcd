/** Remembers whom an account answered automatically, and when. */
export class ReplyMemory {
  readonly #limit: number
  /** Times in milliseconds since the epoch, the oldest answer first. */
  readonly #answered = new Map<string, number>()

  /** @param limit pairs that are remembered at most; of more, the oldest are forgotten */
  constructor(limit: number) {
    this.#limit = limit
  }

  /**
   * Whether an answer is due, of which it takes note: none was given within `every` milliseconds.
   *
   * @param pair names the one who answers and the one who is answered
   */
  take(pair: string, now: number, every: number): boolean {
    const last = this.#answered.get(pair)
    // A clock that was set back may show a time before the last answer.
    if (last !== undefined && last <= now && now - last < every) return false
    this.#answered.delete(pair)
    this.#answered.set(pair, now)
    if (this.#answered.size > this.#limit) this.#answered.delete(this.#answered.keys().next().value!)
    return true
  }

  clear(): void {
    this.#answered.clear()
  }
}
