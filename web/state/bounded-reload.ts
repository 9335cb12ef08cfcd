/** The quiet between two readings, in milliseconds, however much happens. */
const QUIET = 250

/**
 * Reads something anew when it may have changed: at once when nothing was read lately, never twice at a time, and one time more
 * for all that happened meanwhile.
 */
export class BoundedReload {
  readonly #read: () => Promise<void>
  readonly #quiet: number
  #isBusy = false
  #isWanted = false

  /** @param read never fails: whoever reads keeps what went wrong */
  constructor(read: () => Promise<void>, quiet = QUIET) {
    this.#read = read
    this.#quiet = quiet
  }

  ask(): void {
    this.#isWanted = true
    if (!this.#isBusy) void this.#run()
  }

  async #run(): Promise<void> {
    this.#isBusy = true
    while (this.#isWanted) {
      this.#isWanted = false
      await this.#read()
      await new Promise(resolve => setTimeout(resolve, this.#quiet))
    }
    this.#isBusy = false
  }
}
