import { CATCH_ALL } from './account.ts'
import type { FeedEvent } from './feed-event.ts'
import { formatQuery } from './format-query.ts'
import { matches } from './match.ts'
import { nearMisses } from './near-misses.ts'
import { and } from './query-tree.ts'
import type { Query } from './query-tree.ts'
import { SlicedWork } from './sliced-work.ts'
import type { Job } from './sliced-work.ts'
import type { Store } from './store.ts'
import type { StoredMessage } from './stored-message.ts'
import { Wait } from './wait.ts'
import type { WaitOutcome, WaitWish } from './wait.ts'

/** All who wait for the same. */
interface Group {
  readonly query: Query
  /** Whether a message may come to match by what happens to its entries. */
  readonly heedsEntries: boolean
  readonly waits: Set<Wait>
}

/**
 * All who wait for messages of the catch-all account. It subscribes to the feed once, before anyone looks, and holds
 * each message that comes against each distinct query once; and again when flags, tags or accounts that a query names
 * change. Nothing of this is done while a message is being captured, and nothing at all while nothing happens: a
 * query of which a message comes to match by its age alone wakes nobody.
 */
export class Waits {
  readonly #store: Store
  readonly #unsubscribe: () => void
  readonly #work = new SlicedWork()
  readonly #groups = new Map<string, Group>()
  /** Those whose time is over, but not everything that came in time was looked at yet. */
  readonly #overdue = new Set<Wait>()
  /** Messages up to this position in the feed were taken up, and up to the other they are done with. */
  #position = 0
  #done = 0
  /** Messages up to that position whose entries have changed since, by id: whether they are new to the catch-all account. */
  #changed = new Map<string, boolean>()
  #following = false
  #closed = false
  #open = 0

  constructor(store: Store) {
    this.#store = store
    this.#unsubscribe = store.feed.subscribe(event => this.#take(event))
  }

  /** How many wait. */
  get open(): number {
    return this.#open
  }

  /**
   * Waits until enough messages match.
   *
   * @param options.timeout milliseconds after which it is over; 0 just looks
   * @param options.signal gives it up
   */
  async wait(
    wish: WaitWish,
    { timeout, signal }: { timeout: number; signal: AbortSignal },
  ): Promise<WaitOutcome> {
    if (this.#closed) return { kind: 'closed' }
    if (signal.aborted) return { kind: 'aborted' }
    const wait = this.#join(wish)
    const timer = setTimeout(() => this.#expire(wait), timeout)
    const abort = (): void => this.#end(wait, { kind: 'aborted' })
    signal.addEventListener('abort', abort, { once: true })
    try {
      void this.#search(wait)
      return await wait.outcome
    } finally {
      clearTimeout(timer)
      signal.removeEventListener('abort', abort)
    }
  }

  /** Ends all waits, and those that come later at once. */
  close(): void {
    this.#closed = true
    this.#unsubscribe()
    for (const wait of this.#all()) this.#end(wait, { kind: 'closed' })
  }

  #all(): Wait[] {
    return [...this.#groups.values()].flatMap(group => [...group.waits])
  }

  #join(wish: WaitWish): Wait {
    if (this.#open === 0) {
      this.#position = this.#done = this.#store.feed.seq
      this.#changed.clear()
    }
    const query = and(wish.scope, wish.query)
    const key = formatQuery(query)
    let group = this.#groups.get(key)
    if (group === undefined) {
      group = { query, heedsEntries: heedsEntries(query), waits: new Set() }
      this.#groups.set(key, group)
    }
    const wait = new Wait(this.#store, wish, group.query)
    group.waits.add(wait)
    this.#open++
    return wait
  }

  /** Forgets a wait at once; false when that is done already. */
  #leave(wait: Wait): boolean {
    if (wait.settled) return false
    wait.settled = true
    this.#open--
    this.#overdue.delete(wait)
    const key = formatQuery(wait.query)
    const group = this.#groups.get(key)
    group?.waits.delete(wait)
    if (group?.waits.size === 0) this.#groups.delete(key)
    return true
  }

  #end(wait: Wait, outcome: WaitOutcome): void {
    if (this.#leave(wait)) wait.end(outcome)
  }

  #fail(wait: Wait, error: unknown): void {
    if (this.#leave(wait)) wait.fail(error)
  }

  #offer(wait: Wait, message: StoredMessage): void {
    const messages = wait.offer(message)
    if (messages !== null) this.#end(wait, { kind: 'found', messages })
  }

  /** Looks at what is there already. */
  async #search(wait: Wait): Promise<void> {
    try {
      await this.#work.run(this.#searchFor(wait))
      wait.searched = true
      this.#conclude(wait)
    } catch (error) {
      this.#fail(wait, error)
    }
  }

  *#searchFor(wait: Wait): Job<void> {
    while (!wait.settled) {
      const message = wait.next()
      if (message === undefined) return
      if (matches(wait.query, message)) this.#offer(wait, message)
      yield
    }
  }

  /** Called while a message is being captured: it only takes note. */
  #take(event: FeedEvent): void {
    if (this.#open === 0) return
    switch (event.type) {
      case 'message.captured':
        break
      case 'entry.placed':
      case 'entry.flagged':
      case 'entry.expunged': {
        const message = this.#store.message(event.id)
        if (message !== undefined && message.seq <= this.#position) {
          const isNew = event.type === 'entry.placed' && event.account === CATCH_ALL
          this.#changed.set(event.id, isNew || this.#changed.get(event.id) === true)
        }
        break
      }
      default:
        return
    }
    void this.#follow()
  }

  get #isBehind(): boolean {
    return this.#open > 0 && (this.#done < this.#store.feed.seq || this.#changed.size > 0)
  }

  /** Looks at what happened since it last looked, until nothing is left. */
  async #follow(): Promise<void> {
    if (this.#following) return
    this.#following = true
    try {
      while (this.#isBehind) await this.#work.run(this.#followUp(), { urgent: true })
    } catch (error) {
      for (const wait of this.#all()) this.#fail(wait, error)
    } finally {
      this.#following = false
    }
  }

  *#followUp(): Job<void> {
    const { feed, timeline } = this.#store
    const upTo = feed.seq
    const changed = this.#changed
    this.#changed = new Map()
    for (const [id, isNew] of changed) {
      const message = this.#store.message(id)
      if (message !== undefined) yield* this.#tell(message, isNew)
    }
    for (;;) {
      const message = timeline.at(timeline.countBelow(this.#position + 1))
      if (message === undefined || message.seq > upTo) break
      this.#position = message.seq
      yield* this.#tell(message, true)
    }
    this.#position = Math.max(this.#position, upTo)
    this.#done = Math.max(this.#done, upTo)
    for (const wait of this.#overdue) this.#conclude(wait)
  }

  /** Holds a message against the queries: all of them when it is new, else those that heed its entries. */
  *#tell(message: StoredMessage, isNew: boolean): Job<void> {
    for (const { query, heedsEntries, waits } of this.#groups.values()) {
      if (!isNew && !heedsEntries) continue
      if (matches(query, message)) for (const wait of waits) this.#offer(wait, message)
      yield
    }
  }

  #expire(wait: Wait): void {
    wait.deadline = this.#store.feed.seq
    this.#overdue.add(wait)
    if (this.#isBehind) void this.#follow()
    this.#conclude(wait)
  }

  /** Ends a wait whose time is over, once everything that came in time was looked at. */
  #conclude(wait: Wait): void {
    if (wait.settled || wait.deadline === null || !wait.searched || this.#done < wait.deadline) return
    this.#overdue.delete(wait)
    const cursor = this.#done
    if (wait.wish.count === 0) this.#end(wait, { kind: 'over', found: 0, cursor, near: [] })
    else void this.#giveUp(wait, cursor)
  }

  async #giveUp(wait: Wait, cursor: number): Promise<void> {
    try {
      const near = await this.#work.run(nearMisses(this.#store, wait.wish))
      this.#end(wait, { kind: 'over', found: wait.found().length, cursor, near })
    } catch (error) {
      this.#fail(wait, error)
    }
  }
}

/** Whether flags, tags or the accounts in which a message lies decide. */
function heedsEntries(query: Query): boolean {
  switch (query.kind) {
    case 'and':
    case 'or':
      return query.operands.some(heedsEntries)
    case 'not':
      return heedsEntries(query.operand)
    case 'text':
      return query.key === 'tag' || query.key === 'account'
    default:
      return query.kind === 'is'
  }
}
