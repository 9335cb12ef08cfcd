interface Node<V> {
  readonly key: string
  value: V
  older: Node<V> | null
  newer: Node<V> | null
}

/**
 * A map that knows which of its keys was set longest ago, and holds a bounded number of them. (The order of a Map would
 * tell it too, but finding its first key takes the longer the more keys were deleted before it.)
 */
export class RecencyMap<V> {
  readonly #limit: number
  readonly #nodes = new Map<string, Node<V>>()
  #oldest: Node<V> | null = null
  #newest: Node<V> | null = null

  /** @param limit most keys; beyond that the one set longest ago goes */
  constructor(limit: number) {
    this.#limit = limit
  }

  get size(): number {
    return this.#nodes.size
  }

  /** The value that was set longest ago. */
  get oldest(): V | undefined {
    return this.#oldest?.value
  }

  get(key: string): V | undefined {
    return this.#nodes.get(key)?.value
  }

  /** Sets a value, and makes its key the newest. */
  set(key: string, value: V): void {
    let node = this.#nodes.get(key)
    if (node === undefined) this.#nodes.set(key, (node = { key, value, older: null, newer: null }))
    else this.#unlink(node)
    node.value = value
    node.older = this.#newest
    if (this.#newest === null) this.#oldest = node
    else this.#newest.newer = node
    this.#newest = node
    if (this.#nodes.size > this.#limit) this.deleteOldest()
  }

  deleteOldest(): void {
    const node = this.#oldest
    if (node === null) return
    this.#nodes.delete(node.key)
    this.#unlink(node)
  }

  clear(): void {
    this.#nodes.clear()
    this.#oldest = this.#newest = null
  }

  #unlink(node: Node<V>): void {
    if (node.older === null) this.#oldest = node.newer
    else node.older.newer = node.newer
    if (node.newer === null) this.#newest = node.older
    else node.newer.older = node.older
    node.older = node.newer = null
  }
}
