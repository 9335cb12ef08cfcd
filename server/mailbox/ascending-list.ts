/** To take out more than this, one pass over the list is cheaper than a search for each. */
const FEW = 8

/** What readers may ask of a list. */
export type ReadonlyAscendingList<T> = Pick<
  AscendingList<T>,
  'at' | 'countBelow' | 'first' | 'get' | 'indexOf' | 'last' | 'length' | 'slice' | typeof Symbol.iterator
>

/**
 * A list kept in ascending order of a numeric key, which no two items share. Taking from the front costs no
 * shift.
 */
export class AscendingList<T> {
  readonly #key: (item: T) => number
  #items: T[] = []
  /** Items before this index are gone. */
  #head = 0

  constructor(key: (item: T) => number) {
    this.#key = key
  }

  get length(): number {
    return this.#items.length - this.#head
  }

  /** The item at a position that counts from 0. */
  at(index: number): T | undefined {
    return index < 0 ? undefined : this.#items[this.#head + index]
  }

  get first(): T | undefined {
    return this.at(0)
  }

  get last(): T | undefined {
    return this.at(this.length - 1)
  }

  /** The item with this key, found in O(log n). */
  get(key: number): T | undefined {
    const item = this.at(this.countBelow(key))
    return item !== undefined && this.#key(item) === key ? item : undefined
  }

  /** The position of the item with this key; -1 when there is none. */
  indexOf(key: number): number {
    const index = this.countBelow(key)
    const item = this.at(index)
    return item !== undefined && this.#key(item) === key ? index : -1
  }

  /** How many items have a smaller key, found in O(log n). */
  countBelow(key: number): number {
    let low = this.#head
    let high = this.#items.length
    if (low === high) return 0
    // Most come at the end and go from the front.
    if (this.#key(this.#items[high - 1]!) < key) return high - low
    if (this.#key(this.#items[low]!) >= key) return 0
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#key(this.#items[middle]!) < key) low = middle + 1
      else high = middle
    }
    return low - this.#head
  }

  /** Adds an item; at the end, as is usual, in constant time. */
  add(item: T): void {
    const index = this.countBelow(this.#key(item))
    if (index === this.length) this.#items.push(item)
    else this.#items.splice(this.#head + index, 0, item)
  }

  /** Takes out the item with this key, if it is there. */
  remove(key: number): T | undefined {
    const index = this.indexOf(key)
    if (index < 0) return undefined
    if (index === 0) return this.#shift()
    return this.#items.splice(this.#head + index, 1)[0]
  }

  /** Takes out all that have one of these keys; many at once cost one pass. */
  removeAll(keys: readonly number[]): void {
    if (keys.length <= FEW) {
      for (const key of keys) this.remove(key)
      return
    }
    const doomed = new Set(keys)
    this.#items = this.#items.filter((item, index) => index >= this.#head && !doomed.has(this.#key(item)))
    this.#head = 0
  }

  /** The items from one position up to, not including, another. */
  slice(start: number, end: number = this.length): T[] {
    return this.#items.slice(this.#head + start, this.#head + end)
  }

  *[Symbol.iterator](): IterableIterator<T> {
    for (let index = 0; index < this.length; index++) yield this.at(index)!
  }

  #shift(): T {
    const item = this.#items[this.#head]!
    this.#items[this.#head] = undefined as T
    this.#head++
    if (this.#head > 32 && this.#head * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#head)
      this.#head = 0
    }
    return item
  }
}
