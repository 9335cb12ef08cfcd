import type { Event, Page } from '../../server/http/contract.ts'
import { holds, type Mailbox } from './mailbox.ts'
import { bouncedRow, rowFlags, rowOfSummary, type Row, type RowFlags } from './row.ts'

/** The beginning of a list, newest first, as far as it is loaded. */
export interface ListState {
  readonly rows: readonly Row[]
  /** How many rows the whole list has. */
  readonly total: number
  /** What to ask for the next page; null when all is loaded. */
  readonly next: string | null
  /** The position in the feed up to which changes are in `rows`. */
  readonly cursor: number
}

export interface Shown {
  readonly mailbox: Mailbox
  readonly query: string
}

export const EMPTY_LIST: ListState = { rows: [], total: 0, next: null, cursor: 0 }

/** What events make of a list; `refresh` when they cannot tell and the beginning must be asked for again. */
export interface Applied {
  readonly state: ListState
  readonly refresh: boolean
}

interface Changes {
  readonly added: Row[]
  readonly removed: Set<string>
  readonly flagged: Map<string, RowFlags>
  /** The ids of messages. */
  readonly bounced: Set<string>
  refresh: boolean
}

/** Applies events that are newer than the list, in their order. Events of other mailboxes change nothing. */
export function applyEvents(state: ListState, shown: Shown, events: readonly Event[]): Applied {
  const news = events.filter(event => event.seq > state.cursor)
  const last = news.at(-1)
  if (last === undefined) return { state, refresh: false }
  const changes: Changes = {
    added: [],
    removed: new Set(),
    flagged: new Map(),
    bounced: new Set(),
    refresh: false,
  }
  for (const event of news) collect(changes, shown, event)
  const { rows, missing } = rebuild(state.rows, changes)
  const total = state.total + rows.length - state.rows.length
  const isElsewhere = missing && rows.length < total
  return { state: { ...state, rows, total, cursor: last.seq }, refresh: changes.refresh || isElsewhere }
}

function collect(changes: Changes, shown: Shown, event: Event): void {
  const { mailbox, query } = shown
  switch (event.type) {
    case 'message.captured':
      if (mailbox.kind !== 'all') break
      if (query === '') changes.added.push(rowOfSummary(event.summary))
      else changes.refresh = true
      break
    case 'message.deleted':
      changes.removed.add(event.id)
      break
    case 'entry.placed':
      // All mail heard of the message when it was captured, unless it came back from a folder of an account.
      if (holds(mailbox, event) && mailbox.kind === 'folder') changes.refresh = true
      break
    case 'entry.flagged':
      if (holds(mailbox, event)) changes.flagged.set(keyIn(mailbox, event), rowFlags(event.flags))
      break
    case 'delivery.bounced':
      changes.bounced.add(event.id)
      break
    case 'entry.expunged':
      if (holds(mailbox, event)) changes.removed.add(keyIn(mailbox, event))
      break
    case 'folder.created':
    case 'folder.renamed':
    case 'folder.deleted':
      if (holds(mailbox, event)) changes.refresh = true
      break
  }
}

function keyIn(mailbox: Mailbox, event: { id: string; uid: number }): string {
  return mailbox.kind === 'all' ? event.id : String(event.uid)
}

function rebuild(
  old: readonly Row[],
  { added, removed, flagged, bounced }: Changes,
): { rows: readonly Row[]; missing: boolean } {
  const all = added.length === 0 ? old : [...added.toReversed(), ...old]
  if (removed.size === 0 && flagged.size === 0 && bounced.size === 0) return { rows: all, missing: false }
  let found = 0
  const rows: Row[] = []
  for (const row of all) {
    if (removed.has(row.key) || removed.has(row.id)) {
      found++
      continue
    }
    const flags = flagged.get(row.key)
    const marked = flags === undefined ? row : { ...row, ...flags }
    rows.push(bounced.has(row.id) ? bouncedRow(marked) : marked)
  }
  return { rows, missing: found < removed.size }
}

/** Takes in a later page: rows that are older than those that are there. */
export function appendPage(state: ListState, page: Page<Row>): ListState {
  const known = new Set(state.rows.map(row => row.key))
  const rows = [...state.rows, ...page.items.filter(row => !known.has(row.key))]
  return {
    ...state,
    rows,
    next: page.next,
    total: page.next === null ? rows.length : Math.max(state.total, rows.length),
  }
}

/** Takes in the first page again: keeps the loaded rows below it when the two meet, else begins anew from it. */
export function mergeFirstPage(state: ListState, page: Page<Row>): ListState {
  const fresh = { rows: page.items, total: page.total, next: page.next, cursor: page.cursor }
  const places = new Map(state.rows.map((row, index) => [row.key, index]))
  const meeting = page.items.findLastIndex(row => places.has(row.key))
  if (meeting < 0) return fresh
  const below = state.rows.slice((places.get(page.items[meeting]!.key) ?? 0) + 1)
  if (below.length === 0) return fresh
  return { ...fresh, rows: [...page.items.slice(0, meeting + 1), ...below], next: state.next }
}
