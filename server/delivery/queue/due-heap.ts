/** What a heap orders: by the instant at which it falls due, then by its number. */
export interface Due {
  /** Milliseconds since the epoch. */
  due: number
  readonly number: number
  /** Its place in the heap, which the heap keeps; -1: it is in none. */
  place: number
}

/** Things that fall due, the next one first. To add, to move and to remove one takes the logarithm of their number. */
export class DueHeap<Item extends Due> {
  readonly #items: Item[] = []
  /** The instants of the items at the same places: to compare them side by side is quicker than to visit each item. */
  readonly #dues: number[] = []

  get first(): Item | undefined {
    return this.#items[0]
  }

  /** Adds an item, or moves it to where its `due` is now. */
  put(item: Item): void {
    if (item.place < 0) this.#set(item, this.#items.length)
    else this.#dues[item.place] = item.due
    this.#up(item)
    this.#down(item)
  }

  /** Takes an item out, if it is in. */
  remove(item: Item): void {
    if (item.place < 0) return
    const last = this.#items.pop() as Item
    this.#dues.pop()
    if (last !== item) {
      this.#set(last, item.place)
      this.#up(last)
      this.#down(last)
    }
    item.place = -1
  }

  clear(): void {
    for (const item of this.#items) item.place = -1
    this.#items.length = 0
    this.#dues.length = 0
  }

  #up(item: Item): void {
    let { place } = item
    while (place > 0) {
      const parent = (place - 1) >> 1
      if (!this.#isBefore(item, parent)) break
      this.#set(this.#items[parent] as Item, place)
      place = parent
    }
    this.#set(item, place)
  }

  /**
   * Lets all that come before an item rise above it. What is planned anew mostly goes to the end, so it is taken to the bottom at
   * once and rises from there: half of the comparisons.
   */
  #down(item: Item): void {
    const size = this.#items.length
    let { place } = item
    for (let child = 2 * place + 1; child < size; child = 2 * place + 1) {
      const right = child + 1
      if (right < size && this.#isBefore(this.#items[right] as Item, child)) child = right
      this.#set(this.#items[child] as Item, place)
      place = child
    }
    this.#set(item, place)
    this.#up(item)
  }

  /** Whether an item comes before the one at a place. */
  #isBefore({ due, number }: Item, place: number): boolean {
    const other = this.#dues[place] as number
    return due < other || (due === other && number < (this.#items[place] as Item).number)
  }

  #set(item: Item, place: number): void {
    item.place = place
    this.#items[place] = item
    this.#dues[place] = item.due
  }
}
