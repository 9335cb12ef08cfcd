const FIRST_CAPACITY = 64

/** UIDs in ascending order, by position; four bytes each, as a session keeps one for every message it knows. */
export class UidList {
  #uids = new Uint32Array(FIRST_CAPACITY)
  #length = 0

  get length(): number {
    return this.#length
  }

  /** The UID at a position that counts from 0; 0 when there is none. */
  at(index: number): number {
    return index >= 0 && index < this.#length ? this.#uids[index]! : 0
  }

  /** The greatest UID; 0 when the list is empty. */
  get last(): number {
    return this.at(this.#length - 1)
  }

  /** The position of a UID; -1 when it is not here. */
  indexOf(uid: number): number {
    const index = this.countBelow(uid)
    return index < this.#length && this.#uids[index] === uid ? index : -1
  }

  /** How many UIDs are smaller than this one. */
  countBelow(uid: number): number {
    let low = 0
    let high = this.#length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#uids[middle]! < uid) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Adds a UID that is greater than all here. */
  push(uid: number): void {
    if (this.#length === this.#uids.length) {
      const larger = new Uint32Array(this.#length * 2)
      larger.set(this.#uids)
      this.#uids = larger
    }
    this.#uids[this.#length++] = uid
  }

  /** Takes out what is at these positions, which are in ascending order, in one pass. */
  removeAt(positions: readonly number[]): void {
    positions.forEach((position, count) => {
      const next = positions[count + 1] ?? this.#length
      this.#uids.copyWithin(position - count, position + 1, next)
    })
    this.#length -= positions.length
  }
}
