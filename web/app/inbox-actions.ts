import type { ListModel } from '../state/list-model.ts'
import { ALL_MAIL, type Mailbox } from '../state/mailbox.ts'
import type { MessageModel } from '../state/message-model.ts'
import type { RemovalModel } from '../state/removal-model.ts'
import type { Row, RowFlags } from '../state/row.ts'
import type { VisibleModel } from '../state/visible-model.ts'
import type { Tab } from './route.ts'
import type { Router } from './router.ts'

/** Sets flags of a message as `mailbox` sees it; the feed then tells of the change. */
export type SetFlags = (
  mailbox: Mailbox,
  row: Row,
  flags: Partial<Pick<RowFlags, 'seen' | 'flagged'>>,
) => Promise<void>

export interface InboxActionsOptions {
  readonly router: Router
  readonly list: ListModel
  readonly visible: VisibleModel
  readonly message: MessageModel
  readonly removal: RemovalModel
  readonly setFlags: SetFlags
  /** Deletes all that matches, or all there is. */
  readonly deleteAll: (query: string) => Promise<unknown>
  /** Puts a message of our own into the inbox. */
  readonly sendTest: () => Promise<unknown>
  /** Captures a whole message, as it stands in a file. */
  readonly add: (raw: Uint8Array) => Promise<unknown>
  /** Is told why a change was not kept. */
  readonly failed: (what: 'change' | 'add', error: unknown) => void
}

/** What a user can do, whether by mouse, by key or by a menu. */
export class InboxActions {
  readonly #on: InboxActionsOptions

  constructor(options: InboxActionsOptions) {
    this.#on = options
  }

  open(row: Row): void {
    this.#on.router.go({ id: row.id, tab: this.#keptTab() })
  }

  /** Opens the newest message, without a step in the history, as it is not the user who asked for it. */
  openNewest(): void {
    const newest = this.#on.visible.value.rows[0]
    if (newest !== undefined) this.#on.router.replace({ id: newest.id, tab: null })
  }

  /** Goes `step` rows down (up when negative) and opens the message there; from nowhere, to the first. */
  move(step: number): void {
    const { rows } = this.#on.visible.value
    const current = this.#currentIndex()
    const index = current < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, current + step))
    const row = rows[index]
    if (row === undefined) return
    const change = { id: row.id, tab: this.#keptTab() }
    if (current < 0) this.#on.router.go(change)
    else this.#on.router.replace(change)
    this.#prepareNext(index, step)
  }

  close(): void {
    this.#on.router.go({ id: null, tab: null })
  }

  show(mailbox: Mailbox): void {
    this.#on.router.go({ mailbox, query: '', id: null, tab: null })
  }

  showAll(): void {
    this.show(ALL_MAIL)
  }

  /** Narrows the list; the open message stays open. */
  search(query: string): void {
    if (query === this.#on.router.value.query) return
    this.#on.router.replace({ query })
  }

  showTab(tab: Tab): void {
    this.#on.router.replace({ tab })
  }

  /** Deletes the open message, and opens the one below it, or above it when it is the last. */
  removeOpen(): void {
    const open = this.#on.message.value
    const row = open?.row
    if (open == null || row == null || open.phase === 'gone') return
    const { rows } = this.#on.visible.value
    const index = this.#currentIndex()
    const next = index < 0 ? undefined : (rows[index + 1] ?? rows[index - 1])
    this.#on.removal.add({ mailbox: open.mailbox, rows: [row] })
    this.#on.router.replace({ id: next?.id ?? null, tab: next === undefined ? null : this.#keptTab() })
  }

  undo(): void {
    const removal = this.#on.removal.undo()
    const row = removal?.rows[0]
    if (removal !== undefined && row !== undefined)
      this.#on.router.replace({ mailbox: removal.mailbox, id: row.id })
  }

  toggleSeen(): void {
    const row = this.#on.message.value?.row
    if (row) this.#setFlags(row, { seen: !row.seen })
  }

  toggleFlagged(): void {
    const row = this.#on.message.value?.row
    if (row) this.#setFlags(row, { flagged: !row.flagged })
  }

  markSeen(row: Row): void {
    this.#setFlags(row, { seen: true })
  }

  /** Deletes what the list shows of all mail, for good. */
  deleteAll(): void {
    const { query } = this.#on.router.value
    this.#on.router.replace({ id: null, tab: null })
    this.#on.deleteAll(query).catch(error => this.#on.failed('change', error))
  }

  sendTest(): void {
    this.#on.sendTest().catch(error => this.#on.failed('change', error))
  }

  /** Adds messages that stand in files, in their order. */
  add(files: readonly Blob[]): void {
    const addAll = async () => {
      for (const file of files) await this.#on.add(new Uint8Array(await file.arrayBuffer()))
    }
    addAll().catch(error => this.#on.failed('add', error))
  }

  #setFlags(row: Row, flags: Parameters<SetFlags>[2]): void {
    this.#on
      .setFlags(this.#on.router.value.mailbox, row, flags)
      .catch(error => this.#on.failed('change', error))
  }

  #currentIndex(): number {
    const { id } = this.#on.router.value
    return id === null ? -1 : this.#on.visible.value.rows.findIndex(row => row.id === id)
  }

  /** Whoever reads sources goes on reading sources; HTML and text come and go with the message. */
  #keptTab(): Tab | null {
    const { tab } = this.#on.router.value
    return tab === 'html' || tab === 'text' ? null : tab
  }

  #prepareNext(index: number, step: number): void {
    const { rows } = this.#on.visible.value
    const next = rows[index + Math.sign(step)]
    if (next !== undefined) this.#on.message.prepare(next.id)
  }
}
