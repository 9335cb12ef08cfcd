import type { ListModel } from '../state/list-model.ts'
import type { Shown } from '../state/list-state.ts'
import { ALL_MAIL, CATCH_ALL, type Mailbox } from '../state/mailbox.ts'
import type { MessageModel } from '../state/message-model.ts'
import type { RemovalModel } from '../state/removal-model.ts'
import type { RowChange } from '../state/row-change.ts'
import type { Row } from '../state/row.ts'
import type { SearchesModel } from '../state/searches-model.ts'
import type { SelectionModel } from '../state/selection-model.ts'
import { stepInThread, type ThreadModel } from '../state/thread-model.ts'
import type { VisibleModel } from '../state/visible-model.ts'
import { routeOf, type PageName, type Tab } from './route.ts'
import { WritingActions, type WritingOptions } from './writing-actions.ts'

/** How many are selected at once, but for those that are loaded already. */
const MOST_SELECTED = 1000

export interface InboxActionsOptions extends WritingOptions {
  readonly list: ListModel
  readonly visible: VisibleModel
  readonly message: MessageModel
  readonly removal: RemovalModel
  readonly selection: SelectionModel
  readonly searches: SearchesModel
  readonly thread: ThreadModel
  /** Changes flags of messages as `mailbox` sees them; the feed then tells of it. */
  readonly change: (mailbox: Mailbox, rows: readonly Row[], change: RowChange) => Promise<void>
  readonly markAllRead: (shown: Shown) => Promise<void>
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
  readonly writing: WritingActions
  readonly #on: InboxActionsOptions

  constructor(options: InboxActionsOptions) {
    this.#on = options
    this.writing = new WritingActions(options)
  }

  /** What a command is about: the selected rows, or for want of them the open message. */
  get targets(): readonly Row[] {
    const { selection, message } = this.#on
    if (selection.value.keys.size > 0) return selection.rows
    const open = message.value
    return open?.row == null || open.phase === 'gone' ? [] : [open.row]
  }

  open(row: Row): void {
    this.#rememberSearch()
    this.#on.router.go({ id: row.id, tab: this.#keptTab(), writing: null })
  }

  /** Shows a message that something outside the page named, in all mail. */
  openFromOutside(id: string): void {
    this.#on.router.go({ ...routeOf(ALL_MAIL), id })
  }

  /** Opens another message of the conversation, where the list has it or else in all mail. */
  openOfThread(id: string): void {
    const { router, visible } = this.#on
    const isListed = router.value.mailbox.kind === 'all' || visible.value.rows.some(row => row.id === id)
    if (isListed) router.replace({ id, tab: this.#keptTab() })
    else router.go({ ...routeOf(ALL_MAIL), id })
  }

  /** Opens the next message of the conversation, or the one before. */
  stepInThread(step: -1 | 1): void {
    const { router, thread } = this.#on
    const { id } = router.value
    const { value } = thread.value
    if (id === null || value === null || thread.value.id !== id) return
    const other = stepInThread(value, id, step)
    if (other !== undefined) this.openOfThread(other)
  }

  /** Reads a message that is about to be opened. */
  prepare(row: Row): void {
    this.#on.message.prepare(row.id)
  }

  /** Opens the newest message, without a step in the history, as it is not the user who asked for it. */
  openNewest(): void {
    const newest = this.#on.visible.value.rows[0]
    if (newest !== undefined) this.#on.router.replace({ id: newest.id, tab: null })
  }

  /**
   * Goes `step` rows down (up when negative) and opens the message there; from nowhere, to the first. With `selects`
   * all rows on the way are selected.
   */
  move(step: number, selects = false): void {
    const { rows } = this.#on.visible.value
    const current = this.#currentIndex()
    const index = current < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, current + step))
    const row = rows[index]
    if (row === undefined) return
    if (selects) this.select(row, true)
    const change = { id: row.id, tab: this.#keptTab(), writing: null }
    if (current < 0) this.#on.router.go(change)
    else this.#on.router.replace(change)
    this.#prepareNext(index, step)
  }

  /** Leaves another page for the mail, lets go of the selection, or else of the open message. */
  back(): void {
    if (this.#on.router.value.writing !== null) this.writing.stop()
    else if (this.#on.router.value.page !== 'mail') this.showPage('mail')
    else if (this.#on.selection.value.keys.size > 0) this.#on.selection.clear()
    else this.close()
  }

  /** Selects a row, or lets go of it; with `isRange` all from the row selected last, or from the open one. */
  select(row: Row, isRange: boolean): void {
    const { selection, visible } = this.#on
    if (!isRange) return selection.toggle(row.key)
    selection.selectTo(row.key, visible.value.rows[this.#currentIndex()]?.key ?? null)
  }

  /** Selects the open message, or lets go of it. */
  toggleSelected(): void {
    const row = this.#on.visible.value.rows[this.#currentIndex()]
    if (row !== undefined) this.#on.selection.toggle(row.key)
  }

  /** Selects all that the list has, those that are not loaded too, unless they are very many. */
  async selectAll(): Promise<void> {
    const { list, selection } = this.#on
    selection.selectAll()
    const loaded = selection.value
    await list.loadUpTo(MOST_SELECTED)
    if (selection.value === loaded) selection.selectAll()
  }

  close(): void {
    this.#on.router.go({ id: null, tab: null, writing: null })
  }

  show(mailbox: Mailbox, query = ''): void {
    this.#on.router.go({ ...routeOf(mailbox), query })
  }

  showPage(page: PageName): void {
    this.#on.selection.clear()
    this.#on.router.go({ ...routeOf(this.#on.router.value.mailbox), page })
  }

  /** Shows the account by a mail protocol; for want of one, the account that has all mail. */
  showSession(page: 'imap' | 'pop3'): void {
    const { mailbox } = this.#on.router.value
    const all = { kind: 'folder', address: CATCH_ALL, folder: 'INBOX' } as const
    const shown = mailbox.kind === 'folder' ? mailbox : all
    this.#on.selection.clear()
    this.#on.router.go({ ...routeOf(shown), page })
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

  /** Deletes what is selected, or else the open message. When that goes, the one below it opens, or above it. */
  remove(): void {
    const doomed = this.targets
    if (doomed.length === 0) return
    const { rows } = this.#on.visible.value
    const index = this.#currentIndex()
    const keys = new Set(doomed.map(row => row.key))
    const stays = (row: Row) => !keys.has(row.key)
    const next =
      index < 0 ? undefined : (rows.slice(index).find(stays) ?? rows.slice(0, index).findLast(stays))
    this.#on.removal.add({ mailbox: this.#on.router.value.mailbox, rows: doomed })
    this.#on.selection.clear()
    if (!doomed.some(row => row.id === this.#on.router.value.id)) return
    this.#on.router.replace({ id: next?.id ?? null, tab: next === undefined ? null : this.#keptTab() })
  }

  undo(): void {
    const removal = this.#on.removal.undo()
    const row = removal?.rows[0]
    if (removal !== undefined && row !== undefined)
      this.#on.router.replace({ ...routeOf(removal.mailbox), id: row.id, query: this.#on.router.value.query })
  }

  /** Marks what is selected, or else the open message, as read; as unread when all of it is read. */
  toggleSeen(): void {
    this.setSeen(this.targets.some(row => !row.seen))
  }

  setSeen(seen: boolean): void {
    this.#change(this.targets, { seen })
  }

  toggleFlagged(): void {
    const rows = this.targets
    this.#change(rows, { flagged: rows.some(row => !row.flagged) })
  }

  addTag(tag: string): void {
    this.#change(this.targets, { addTag: tag })
  }

  removeTag(tag: string): void {
    this.#change(this.targets, { removeTag: tag })
  }

  markSeen(row: Row): void {
    this.#change([row], { seen: true })
  }

  /** Marks all that the list has as read. */
  markAllRead(): void {
    const { mailbox, query } = this.#on.router.value
    this.#on.markAllRead({ mailbox, query }).catch(error => this.#on.failed('change', error))
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

  /** What was typed is a search when something of it is looked at; rows that stand under one that does not parse are not of it. */
  #rememberSearch(): void {
    const { list, router, searches } = this.#on
    if (list.value.error === null) searches.remember(router.value.query)
  }

  #change(rows: readonly Row[], change: RowChange): void {
    if (rows.length === 0) return
    this.#on
      .change(this.#on.router.value.mailbox, rows, change)
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
