import type { Event, Page } from '../../server/http/contract.ts'
import { BoundedReload } from './bounded-reload.ts'
import { filled, gapIn, lightened, type Stretch } from './far-rows.ts'
import {
  appendPage,
  applyEvents,
  EMPTY_LIST,
  mergeFirstPage,
  type ListState,
  type Shown,
} from './list-state.ts'
import { ALL_MAIL, isSameMailbox } from './mailbox.ts'
import { Model } from './model.ts'
import type { Row } from './row.ts'

/** Asks the server for one page of a list, newest first. */
export type ReadPage = (shown: Shown, page: PageRequest) => Promise<Page<Row>>

export interface PageRequest {
  readonly limit: number
  /** The `next` of the page before; none for the first. */
  readonly page?: string
}

export interface ListValue extends ListState {
  readonly shown: Shown
  readonly phase: 'loading' | 'ready' | 'failed'
  /** Why the last answer was not a list: of `failed`, and of a query that does not parse. */
  readonly error: unknown
}

/** Rows of the first page; more than any screen shows. */
const FIRST_PAGE = 60
const SMALLEST_PAGE = 100
/** The most that the API gives at once. */
const LARGEST_PAGE = 1000
/** Rows on either side of those in sight that stay as they are; those beyond are let go of. */
const NEAR = 1000
/** How far the list is scrolled before more of them are let go of. */
const FAR_STEP = 250

/** The list on show: loads it page by page as it is scrolled, and follows the feed. */
export class ListModel extends Model<ListValue> {
  readonly #read: ReadPage
  /** Grows with every other list that is shown; answers that were asked for before are dropped. */
  #generation = 0
  /** What the feed told since the oldest request under way was sent: an answer may be older than it. */
  #backlog: Event[] = []
  #requests = 0
  #wanted: Stretch = { first: 0, end: 0 }
  /** What was in sight when rows were let go of the last time, and how many rows there were. */
  #tidied = { first: 0, rows: 0 }
  #isLoadingMore = false
  readonly #refresh = new BoundedReload(() => this.#loadFirst(true))

  constructor(read: ReadPage) {
    super({ ...EMPTY_LIST, shown: { mailbox: ALL_MAIL, query: '' }, phase: 'loading', error: null })
    this.#read = read
  }

  /** Shows another list; the same one again changes nothing. Rows of the same mailbox stay until the answer is there. */
  show(shown: Shown): void {
    const old = this.value.shown
    const isSameBox = isSameMailbox(old.mailbox, shown.mailbox)
    if (this.#generation > 0 && isSameBox && old.query === shown.query) return
    this.#generation++
    this.#wanted = { first: 0, end: 0 }
    this.#isLoadingMore = false
    const kept = isSameBox ? this.value : EMPTY_LIST
    this.set({ ...this.value, ...kept, shown, phase: 'loading', error: null })
    void this.#loadFirst(false)
  }

  /** Asks for the list again, after a failure or when the feed could not be followed. */
  reload(): void {
    if (this.value.phase === 'failed') this.set({ ...this.value, phase: 'loading', error: null })
    void this.#loadFirst(false)
  }

  /** Sees to it that the rows of `wanted`, which are in sight, are there, and lets go of those far from them. */
  need(wanted: Stretch): void {
    this.#wanted = wanted
    this.#letGo()
    const { phase, next, rows } = this.value
    if (phase !== 'ready' || this.#isLoadingMore) return
    const gap = gapIn(rows, wanted)
    if (gap !== null) void this.#fill(rows.slice(gap.first, gap.end).slice(0, LARGEST_PAGE))
    else if (next !== null && wanted.end > rows.length) void this.#loadMore(next, wanted.end - rows.length)
  }

  /** Loads further rows, until there are `count` of them or all. */
  async loadUpTo(count: number): Promise<void> {
    const generation = this.#generation
    for (;;) {
      const { phase, next, rows } = this.value
      if (phase !== 'ready' || next === null || rows.length >= count) return
      await this.#loadMore(next, count - rows.length)
      // Another list is shown, or it failed.
      if (generation !== this.#generation || this.value.next === next) return
    }
  }

  #letGo(): void {
    const { first, end } = this.#wanted
    const { rows } = this.value
    const moved = Math.abs(first - this.#tidied.first) + Math.abs(rows.length - this.#tidied.rows)
    if (moved < FAR_STEP) return
    this.#tidied = { first, rows: rows.length }
    const kept = lightened(rows, { first: first - NEAR, end: end + NEAR })
    if (kept !== rows) this.set({ ...this.value, rows: kept })
  }

  /** Takes in what the feed tells, in its order. */
  apply(events: readonly Event[]): void {
    if (this.#requests > 0) this.#backlog.push(...events)
    if (events.some(event => event.type === 'reset')) return this.reload()
    if (this.value.phase === 'loading') return
    const { state, refresh } = applyEvents(this.value, this.value.shown, events)
    if (state !== this.value) this.set({ ...this.value, ...state })
    this.#letGo()
    if (refresh) this.#refresh.ask()
  }

  async #loadFirst(keepsRows: boolean): Promise<void> {
    const { shown } = this.value
    await this.#ask(shown, { limit: FIRST_PAGE }, page => {
      const merged = keepsRows ? mergeFirstPage(this.value, page) : stateOf(page)
      const { state, refresh } = applyEvents(merged, shown, this.#backlog)
      this.set({ ...state, shown, phase: 'ready', error: null })
      if (refresh) this.#refresh.ask()
      this.need(this.#wanted)
    })
  }

  async #loadMore(next: string, count: number): Promise<void> {
    const { shown } = this.value
    const limit = Math.min(LARGEST_PAGE, Math.max(SMALLEST_PAGE, count))
    this.#isLoadingMore = true
    await this.#ask(shown, { limit, page: next }, page => {
      this.#isLoadingMore = false
      // A refresh that found no common row has begun the list anew; this page is of the old one.
      if (this.value.next !== next) return
      const { state } = applyEvents(stateOf(page), shown, this.#backlog)
      const asked = new Set(page.items.map(row => row.key))
      const items = state.rows.filter(row => asked.has(row.key))
      this.set({ ...this.value, ...appendPage(this.value, { ...page, items }) })
      this.need(this.#wanted)
    })
  }

  /** Asks again for rows that were let go of; all of them stand next to each other. */
  async #fill(gap: readonly Row[]): Promise<void> {
    const { shown } = this.value
    const page = String(gap[0]!.position + 1)
    this.#isLoadingMore = true
    await this.#ask(shown, { limit: gap.length, page }, answer => {
      this.#isLoadingMore = false
      this.set({ ...this.value, ...filled(this.value, gap, answer) })
      this.need(this.#wanted)
    })
  }

  async #ask(shown: Shown, request: PageRequest, take: (page: Page<Row>) => void): Promise<void> {
    const generation = this.#generation
    this.#requests++
    try {
      const page = await this.#read(shown, request)
      if (generation === this.#generation) take(page)
    } catch (error) {
      if (generation === this.#generation) this.#fail(error)
    } finally {
      this.#requests--
      if (this.#requests === 0) this.#backlog = []
    }
  }

  #fail(error: unknown): void {
    this.#isLoadingMore = false
    const { phase, shown } = this.value
    const isBadQuery = (error as { code?: unknown }).code === 'invalid-query'
    // Rows that are there stay: they are true but for what the feed will tell again.
    const hasRows = phase === 'ready'
    this.set({ ...this.value, phase: isBadQuery || hasRows ? 'ready' : 'failed', error })
    // What was missing may have come into being since it was asked for.
    if (phase === 'loading' && applyEvents(EMPTY_LIST, shown, this.#backlog).refresh) this.#refresh.ask()
  }
}

function stateOf(page: Page<Row>): ListState {
  return { rows: page.items, total: page.total, next: page.next, cursor: page.cursor }
}
