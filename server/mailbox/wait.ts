import type { NearMiss } from './near-misses.ts'
import { matches } from './match.ts'
import type { Query } from './query-tree.ts'
import type { Store } from './store.ts'
import type { StoredMessage } from './stored-message.ts'

/** What is waited for. */
export interface WaitWish {
  readonly query: Query
  /** A query besides: what does not match it is not looked at, not even for near misses. */
  readonly scope: Query
  /** How many messages must match; 0 asks for proof that none does. */
  readonly count: number
  /** A position in the feed: only messages that came later. Null: all that there are. */
  readonly after: number | null
}

/** How a wait ends. */
export type WaitOutcome =
  /** Enough messages match, one for a `count` of 0; in the order in which they came. */
  | { readonly kind: 'found'; readonly messages: readonly StoredMessage[] }
  | {
      readonly kind: 'over'
      /** How many matched. */
      readonly found: number
      /** The position in the feed up to which everything was looked at. */
      readonly cursor: number
      readonly near: readonly NearMiss[]
    }
  /** It was given up: by who waited, or because the server closes. */
  | { readonly kind: 'aborted' | 'closed' }

/**
 * One who waits: what it asked for and what was found for it. Two lead messages to it: a search through what is
 * there, in the order of which the first found are the ones to be answered, and whoever follows the feed. What the
 * search has yet to reach is left to the search, so that nothing that was found has a better one before it.
 */
export class Wait {
  readonly wish: WaitWish
  /** What messages must match; one object for all who wait for the same. */
  readonly query: Query
  readonly outcome: Promise<WaitOutcome>
  readonly end: (outcome: WaitOutcome) => void
  readonly fail: (error: unknown) => void
  settled = false
  /** Whether all that was there at the beginning has been searched. */
  searched = false
  /** Where the feed stood when time was over. */
  deadline: number | null = null
  readonly #store: Store
  /** The seqs of messages that matched when they were looked at: never more than are wanted. */
  readonly #found = new Set<number>()
  /** With `after`, everything up to here is known; without it, everything from here on. */
  #reached: number

  constructor(store: Store, wish: WaitWish, query: Query) {
    const { promise, resolve, reject } = Promise.withResolvers<WaitOutcome>()
    this.#store = store
    this.wish = wish
    this.query = query
    this.outcome = promise
    this.end = resolve
    this.fail = reject
    this.#reached = wish.after ?? store.feed.seq + 1
  }

  /** The message that the search is to look at next; undefined when there is none left. */
  next(): StoredMessage | undefined {
    const { timeline } = this.#store
    if (this.wish.after === null) {
      const newest = timeline.at(timeline.countBelow(this.#reached) - 1)
      this.#reached = newest?.seq ?? 0
      return newest
    }
    const oldest = timeline.at(timeline.countBelow(this.#reached + 1))
    this.#reached = oldest?.seq ?? Infinity
    return oldest
  }

  /** Takes note of a message that matches at this moment; gives those to answer with when there are enough. */
  offer(offered: StoredMessage): readonly StoredMessage[] | null {
    if (!this.#isReached(offered.seq)) return null
    this.#found.add(offered.seq)
    const wanted = Math.max(this.wish.count, 1)
    if (this.#found.size < wanted) return null
    const messages = this.found(offered)
    return messages.length < wanted ? null : messages
  }

  /**
   * All that was found, is still there and still matches, in the order in which it came.
   *
   * @param sure a message that is known to match
   */
  found(sure?: StoredMessage): StoredMessage[] {
    const messages: StoredMessage[] = []
    for (const seq of this.#found) {
      const message = this.#store.timeline.get(seq)
      if (message !== undefined && (message === sure || matches(this.query, message))) messages.push(message)
      else this.#found.delete(seq)
    }
    return messages.sort((a, b) => a.seq - b.seq)
  }

  #isReached(seq: number): boolean {
    const { after } = this.wish
    return after === null ? seq >= this.#reached : seq > after && seq <= this.#reached
  }
}
