import type { QueuedDelivery } from './queued-delivery.ts'

interface Line {
  used: number
  /** The one that has waited for longest first. */
  readonly waiting: Set<QueuedDelivery>
  /** Gives them one after the other; to look for the first takes the longer the more were deleted before it. */
  readonly turns: Iterator<QueuedDelivery, undefined>
}

/** How many connections there are from one server to one host, and who waits for another. */
export class ConnectionSlots {
  readonly #lines = new Map<string, Line>()

  /**
   * Takes a connection, or a place among those who wait for one; gives whether it is a connection.
   *
   * @param line names server and host
   */
  take(line: string, delivery: QueuedDelivery, limit: number): boolean {
    let found = this.#lines.get(line)
    if (found === undefined) {
      const waiting = new Set<QueuedDelivery>()
      this.#lines.set(line, (found = { used: 0, waiting, turns: waiting.values() }))
    }
    if (found.used < limit) {
      found.used++
      return true
    }
    found.waiting.add(delivery)
    return false
  }

  /** Gives a connection back; gives those who waited and have one now: one, unless the limit has become another. */
  free(line: string, limit: number): QueuedDelivery[] {
    const found = this.#lines.get(line)
    if (found === undefined) return []
    found.used--
    const served = serve(found, limit)
    if (found.used === 0) this.#lines.delete(line)
    return served
  }

  /** Gives those who waited and have a connection now, as there may be more. */
  fill(limit: number): QueuedDelivery[] {
    return [...this.#lines.values()].flatMap(line => serve(line, limit))
  }

  /** Takes a delivery out of those who wait. */
  leave(line: string, delivery: QueuedDelivery): void {
    this.#lines.get(line)?.waiting.delete(delivery)
  }

  clear(): void {
    this.#lines.clear()
  }
}

function serve(line: Line, limit: number): QueuedDelivery[] {
  const served: QueuedDelivery[] = []
  // Asked when nobody waits, `turns` would never give anybody again.
  while (line.used < limit && line.waiting.size > 0) {
    const { value: next } = line.turns.next()
    if (next === undefined) break
    line.waiting.delete(next)
    line.used++
    served.push(next)
  }
  return served
}
