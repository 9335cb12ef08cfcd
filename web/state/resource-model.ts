import { Model } from './model.ts'

export interface Resource<T> {
  /** What was asked for; null before anything was. */
  readonly id: string | null
  readonly phase: 'loading' | 'ready' | 'failed'
  readonly value: T | null
}

/** One thing read from the server by a message's id, such as its source; the last one asked for is the one on show. */
export class ResourceModel<T> extends Model<Resource<T>> {
  readonly #read: (id: string) => Promise<T>

  constructor(read: (id: string) => Promise<T>) {
    super({ id: null, phase: 'loading', value: null })
    this.#read = read
  }

  /** Views call it with every update: what failed is asked for again by `retry` alone, or they would ask without end. */
  show(id: string): void {
    if (this.value.id !== id) void this.#load(id)
  }

  /** Asks again for what could not be read. */
  retry(): void {
    const { id, phase } = this.value
    if (id !== null && phase === 'failed') void this.#load(id)
  }

  /** Asks again for what is on show, which stays until the answer is there, and when there is none. */
  async refresh(): Promise<void> {
    const { id } = this.value
    if (id === null) return
    try {
      const value = await this.#read(id)
      if (this.value.id === id) this.set({ id, phase: 'ready', value })
    } catch {
      // What is on show was true a moment ago.
    }
  }

  async #load(id: string): Promise<void> {
    this.set({ id, phase: 'loading', value: null })
    try {
      const value = await this.#read(id)
      if (this.value.id === id) this.set({ id, phase: 'ready', value })
    } catch {
      if (this.value.id === id) this.set({ id, phase: 'failed', value: null })
    }
  }
}
