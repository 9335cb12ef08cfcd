import { createHash } from 'node:crypto'
import type { HostLimits } from './host-limits.ts'
import { RecencyMap } from './recency-map.ts'

/** Longer keys, as long addresses make them, are kept as their digest. */
const LONGEST_KEY = 300

interface Acquaintance {
  readonly since: number
  readonly seen: number
}

/** What greylisting hosts remember of who wrote to whom from where (RFC 6647 §2.4), by world time and bounded. */
export class Greylist {
  readonly #age: number
  readonly #known: RecencyMap<Acquaintance>

  constructor({ greylisted, greylistAge }: Pick<HostLimits, 'greylisted' | 'greylistAge'>) {
    this.#age = greylistAge
    this.#known = new RecencyMap(greylisted)
  }

  get size(): number {
    return this.#known.size
  }

  /**
   * Notes an attempt, and tells whether it is put off.
   *
   * @param key host, client, sender and recipient
   * @param delay milliseconds since the first attempt after which the next one is let in
   */
  isPutOff(key: string, now: number, delay: number): boolean {
    this.#forget(now)
    const kept = keptKey(key)
    const before = this.#known.get(kept)
    // A first attempt that lies in the future was made before the clock was set back: it says nothing any more.
    const since = before === undefined || before.since > now ? now : before.since
    this.#known.set(kept, { since, seen: now })
    return now - since < delay
  }

  /** Takes note of one that is put off no more: as if its first attempt lay `delay` milliseconds back. */
  letIn(key: string, now: number, delay: number): void {
    this.#forget(now)
    this.#known.set(keptKey(key), { since: now - delay, seen: now })
  }

  reset(): void {
    this.#known.clear()
  }

  #forget(now: number): void {
    for (let { oldest } = this.#known; oldest !== undefined; { oldest } = this.#known) {
      if (now - oldest.seen < this.#age) return
      this.#known.deleteOldest()
    }
  }
}

function keptKey(key: string): string {
  return key.length > LONGEST_KEY ? createHash('sha256').update(key).digest('base64') : key
}
