/** So few that are over are not worth a pass. */
const FEW = 32

interface Numbered {
  readonly number: number
  readonly isOpen: boolean
}

/**
 * The deliveries that are not over, in the order of their numbers. Those that come to their end stay in the list until
 * they are as many as the others: to take each out at once would shift all that come after it.
 */
export class OpenDeliveries<Delivery extends Numbered> {
  #list: Delivery[] = []
  #size = 0

  get size(): number {
    return this.#size
  }

  /** Adds one that has a higher number than all before it. */
  add(delivery: Delivery): void {
    this.#list.push(delivery)
    this.#size++
  }

  /** Told of one that is no longer open. */
  noteEnd(): void {
    this.#size--
    const over = this.#list.length - this.#size
    if (over > FEW && over > this.#size) this.#list = this.#list.filter(({ isOpen }) => isOpen)
  }

  /** Those with a number below `number`, the newest first, `limit` at most. */
  newest(limit: number, number: number): Delivery[] {
    const found: Delivery[] = []
    for (let index = this.#countBelow(number) - 1; index >= 0 && found.length < limit; index--) {
      const delivery = this.#list[index] as Delivery
      if (delivery.isOpen) found.push(delivery)
    }
    return found
  }

  /** The oldest first; those that are there now, and are still open when it is their turn. */
  *[Symbol.iterator](): IterableIterator<Delivery> {
    for (const delivery of this.#list.slice()) if (delivery.isOpen) yield delivery
  }

  clear(): void {
    this.#list = []
    this.#size = 0
  }

  #countBelow(number: number): number {
    let low = 0
    let high = this.#list.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#list[middle] as Delivery).number < number) low = middle + 1
      else high = middle
    }
    return low
  }
}
