import { setImmediate } from 'node:timers/promises'

/** How long a search or a large deletion works before it lets others go first, in milliseconds. */
const SLICE = 5

/** Cuts long work into slices, so that nothing else waits for all of it. */
export class TimeSlice {
  #began = performance.now()

  /** Whether the slice is used up: `next` is due. */
  get over(): boolean {
    return performance.now() - this.#began > SLICE
  }

  /** Lets everything else go first that waits by now. */
  async next(): Promise<void> {
    await setImmediate()
    this.#began = performance.now()
  }
}
