import { css, html, LitElement } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import { nextFrame } from '../app/next-frame.ts'
import { Watch } from '../app/watch.ts'
import { sessionWords } from '../app/words/session-words.ts'
import { ImapMailboxActions } from '../state/imap-mailbox-actions.ts'
import { rowsOf, type ImapEntry, type MailboxRows } from '../state/imap-mailbox.ts'
import type { ImapModel } from '../state/imap-model.ts'
import type { NowModel } from '../state/now-model.ts'
import '../ui/entry-row.ts'
import type { EntryRowContent } from '../ui/entry-row.ts'
import '../ui/skeleton-rows.ts'
import '../ui/state-panel.ts'
import '../ui/virtual-list.ts'
import type { VirtualList, WindowChangeEvent } from '../ui/virtual-list.ts'
import { entryContent } from './entry-content.ts'

const ROW = 56
const TALL_ROW = 76

const NO_ROWS: MailboxRows = { rows: [], total: 0 }

/** The entries of the selected folder. Fires `open-entry` with the one that is to be read. */
@customElement('entry-list')
export class EntryList extends LitElement {
  static override styles = css`
    :host {
      display: flex;
      flex: 1;
      flex-direction: column;
      min-height: 0;
    }
    virtual-list {
      flex: 1;
    }
  `

  @property({ attribute: false }) imap!: ImapModel
  @property({ attribute: false }) now!: NowModel
  /** Rows have three lines, as there is little room for two. */
  @property({ type: Boolean }) tall = false

  @query('virtual-list') private list!: VirtualList | null

  readonly #contents = new WeakMap<ImapEntry, { readonly now: number; readonly content: EntryRowContent }>()
  #current: number | null = null
  #parts: readonly unknown[] = []

  constructor() {
    super()
    new Watch(this, () => [this.imap, this.now])
  }

  /** A burst of changes is rendered once for each frame. */
  protected override async scheduleUpdate(): Promise<void> {
    await new Promise<void>(nextFrame)
    await super.scheduleUpdate()
  }

  scrollToTop(): void {
    this.list?.scrollToTop()
  }

  get #actions(): ImapMailboxActions {
    return new ImapMailboxActions(this.imap)
  }

  get #rows(): MailboxRows {
    const { mailbox } = this.imap.value
    return mailbox === null ? NO_ROWS : rowsOf(mailbox)
  }

  protected override render() {
    const { folderPhase, selection } = this.imap.value
    const { rows, total } = this.#rows
    const w = sessionWords()
    if (rows.length === 0) {
      if (folderPhase === 'loading')
        return html`<skeleton-rows aria-label=${w.loadingFolder}></skeleton-rows>`
      return html`<state-panel icon="all" .heading=${w.noMessages} .text=${w.noMessagesText}></state-panel>`
    }
    return html`<virtual-list
      .items=${rows}
      .total=${total}
      .rowHeight=${this.tall ? TALL_ROW : ROW}
      .current=${rows.findIndex(({ uid }) => uid === selection.current)}
      .label=${w.entries}
      .renderItem=${this.#renderRow}
      .renderPlace=${this.#renderPlace}
      .revision=${this.#revision}
      @window-change=${({ detail }: WindowChangeEvent) => this.imap.need(detail.end)}
      @keydown=${this.#pressed}
    ></virtual-list>`
  }

  /** What rows look like beyond their items. */
  get #revision(): unknown {
    const parts = [this.imap.value.selection, this.now.value, this.tall]
    if (parts.some((part, index) => part !== this.#parts[index])) this.#parts = parts
    return this.#parts
  }

  readonly #renderRow = (index: number) => {
    const { rows, total } = this.#rows
    const entry = rows[index]
    if (entry === undefined) return html``
    const { current, picked } = this.imap.value.selection
    return html`<entry-row
      id="option-${index}"
      role="option"
      aria-selected=${picked.size > 0 ? picked.has(entry.uid) : entry.uid === current}
      aria-setsize=${total}
      aria-posinset=${index + 1}
      ?current=${entry.uid === current}
      ?picked=${picked.has(entry.uid)}
      ?tall=${this.tall}
      .content=${this.#contentOf(entry)}
      @click=${(event: MouseEvent) => this.#clicked(event, entry)}
      @dblclick=${() => this.dispatchEvent(new CustomEvent<ImapEntry>('open-entry', { detail: entry }))}
    ></entry-row>`
  }

  readonly #renderPlace = () => html`<skeleton-rows role="presentation" immediate count="1"></skeleton-rows>`

  /** The same content for the same entry, so that rows which did not change are not rendered again. */
  #contentOf(entry: ImapEntry): EntryRowContent {
    const now = this.now.value
    const known = this.#contents.get(entry)
    if (known?.now === now) return known.content
    const content = entryContent(entry, now)
    this.#contents.set(entry, { now, content })
    return content
  }

  #clicked(event: MouseEvent, { uid }: ImapEntry): void {
    if (event.shiftKey) this.#actions.pickTo(uid)
    else if (event.ctrlKey || event.metaKey) this.#actions.pick(uid)
    else this.#actions.go(uid)
  }

  #pressed(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key]
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    this.#actions.move(step, event.shiftKey)
  }

  protected override updated(): void {
    const { current } = this.imap.value.selection
    if (current === this.#current) return
    this.#current = current
    this.list?.reveal(this.#rows.rows.findIndex(({ uid }) => uid === current))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'entry-list': EntryList
  }
}
