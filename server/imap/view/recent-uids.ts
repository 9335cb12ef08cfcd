/** The UIDs that are \Recent in one session: runs of them, in ascending order. */
export class RecentUids {
  /** First and last UID of each run, one after the other. */
  readonly #bounds: number[] = []

  /** Adds a run whose UIDs are greater than all before. */
  add(from: number, to: number): void {
    if (to < from) return
    if (this.#bounds.at(-1) === from - 1) this.#bounds[this.#bounds.length - 1] = to
    else this.#bounds.push(from, to)
  }

  includes(uid: number): boolean {
    const bounds = this.#bounds
    let low = 0
    let high = bounds.length >>> 1
    while (low < high) {
      const middle = (low + high) >>> 1
      if (bounds[middle * 2 + 1]! < uid) low = middle + 1
      else high = middle
    }
    return low * 2 < bounds.length && bounds[low * 2]! <= uid
  }
}
