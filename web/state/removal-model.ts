import type { Event } from '../../server/http/contract.ts'
import type { Mailbox } from './mailbox.ts'
import { Model } from './model.ts'
import type { Row } from './row.ts'

/** Rows that were deleted on the screen, and not yet on the server. */
export interface Removal {
  readonly mailbox: Mailbox
  readonly rows: readonly Row[]
}

export interface RemovalValue {
  /** Those that can still be taken back, the latest last. */
  readonly pending: readonly Removal[]
  /** Rows that no list shows: of removals that are pending, and of those the feed has not yet told of. */
  readonly hidden: ReadonlySet<string>
}

/** Deletes on the server; with `isLeaving` the request must outlive the page. */
export type Remove = (removal: Removal, isLeaving: boolean) => Promise<void>

/** How long a removal can be taken back, in milliseconds. */
export const UNDO_TIME = 8000

/** What names a row among all mailboxes: the message itself in all mail, one entry of it in a folder. */
function removalKey(mailbox: Mailbox, row: Row): string {
  return mailbox.kind === 'all' ? row.id : `${mailbox.address}/${mailbox.folder}/${row.key}`
}

/** Hides what is deleted at once, and deletes it when it can no longer be taken back. */
export class RemovalModel extends Model<RemovalValue> {
  readonly #remove: Remove
  readonly #failed: (error: unknown) => void
  readonly #timers = new Map<Removal, ReturnType<typeof setTimeout>>()

  /** @param failed is told why a removal could not be carried out; its rows are shown again */
  constructor(remove: Remove, failed: (error: unknown) => void) {
    super({ pending: [], hidden: new Set() })
    this.#remove = remove
    this.#failed = failed
  }

  add(removal: Removal): void {
    const { pending, hidden } = this.value
    this.set({ pending: [...pending, removal], hidden: new Set([...hidden, ...keysOf(removal)]) })
    this.#timers.set(
      removal,
      setTimeout(() => this.#commit(removal, false), UNDO_TIME),
    )
  }

  /** Takes back the latest removal; gives it, or undefined when there is none to take back. */
  undo(): Removal | undefined {
    const latest = this.value.pending.at(-1)
    if (latest === undefined) return undefined
    clearTimeout(this.#timers.get(latest))
    this.#timers.delete(latest)
    this.#drop(latest, keysOf(latest))
    return latest
  }

  /** Carries out all that is pending, as the page is about to go. */
  leave(): void {
    for (const removal of this.value.pending) this.#commit(removal, true)
  }

  /** Forgets rows that the feed tells are gone. */
  apply(events: readonly Event[]): void {
    const gone = events.flatMap(goneKeys).filter(key => this.value.hidden.has(key))
    if (gone.length > 0) this.set({ ...this.value, hidden: without(this.value.hidden, gone) })
  }

  isHidden(mailbox: Mailbox, row: Row): boolean {
    const { hidden } = this.value
    return hidden.size > 0 && (hidden.has(row.id) || hidden.has(removalKey(mailbox, row)))
  }

  #commit(removal: Removal, isLeaving: boolean): void {
    clearTimeout(this.#timers.get(removal))
    this.#timers.delete(removal)
    this.#drop(removal, [])
    this.#remove(removal, isLeaving).catch((error: unknown) => {
      this.#drop(removal, keysOf(removal))
      this.#failed(error)
    })
  }

  #drop(removal: Removal, shownAgain: readonly string[]): void {
    const pending = this.value.pending.filter(other => other !== removal)
    this.set({ pending, hidden: without(this.value.hidden, shownAgain) })
  }
}

function keysOf({ mailbox, rows }: Removal): string[] {
  return rows.map(row => removalKey(mailbox, row))
}

function goneKeys(event: Event): string[] {
  if (event.type === 'message.deleted') return [event.id]
  if (event.type === 'entry.expunged') return [`${event.account}/${event.folder}/${event.uid}`]
  return []
}

function without(set: ReadonlySet<string>, keys: readonly string[]): ReadonlySet<string> {
  if (keys.length === 0) return set
  const left = new Set(set)
  for (const key of keys) left.delete(key)
  return left
}
