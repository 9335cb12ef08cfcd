/** Holds one immutable value and tells those who subscribed whenever another takes its place. */
export class Model<T> {
  #value: T
  readonly #listeners = new Set<(value: T) => void>()

  constructor(initial: T) {
    this.#value = initial
  }

  get value(): T {
    return this.#value
  }

  /** Puts `next` in place; the same value again tells no one. */
  protected set(next: T): void {
    if (next === this.#value) return
    this.#value = next
    for (const listener of this.#listeners) listener(next)
  }

  /** Calls `listener` after each change, not for the present value; gives a function that ends it. */
  subscribe(listener: (value: T) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
