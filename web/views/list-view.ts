import { html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { Summary } from '../../server/http/contract.ts'
import type { InboxActions } from '../app/inbox-actions.ts'
import { formatRoute } from '../app/route.ts'
import type { Router } from '../app/router.ts'
import { Watch } from '../app/watch.ts'
import { formatCount, words } from '../app/words/words.ts'
import type { AccountsModel } from '../state/accounts-model.ts'
import type { ListModel } from '../state/list-model.ts'
import { CATCH_ALL } from '../state/mailbox.ts'
import type { NowModel } from '../state/now-model.ts'
import type { Row } from '../state/row.ts'
import type { SearchesModel } from '../state/searches-model.ts'
import type { SelectionModel } from '../state/selection-model.ts'
import type { SettingsModel } from '../state/settings-model.ts'
import type { VisibleModel } from '../state/visible-model.ts'
import { tagQuery } from '../state/tags.ts'
import { controlStyles } from '../ui/control-styles.ts'
import '../ui/icon-button.ts'
import '../ui/message-row.ts'
import type { MessageRowContent } from '../ui/message-row.ts'
import { paneStyles } from '../ui/pane-styles.ts'
import '../ui/search-box.ts'
import type { SearchBox, SearchError } from '../ui/search-box.ts'
import '../ui/selection-bar.ts'
import type { SelectionAction } from '../ui/selection-bar.ts'
import '../ui/skeleton-rows.ts'
import '../ui/virtual-list.ts'
import type { VirtualList, WindowChangeEvent } from '../ui/virtual-list.ts'
import { listViewStyles } from './list-view-styles.ts'
import { renderEmptyMailbox, renderFailedList, renderNothingFound } from './list-states.ts'
import { rowContent } from './row-content.ts'

const ROW_HEIGHTS = { comfortable: 56, compact: 32 }

/** The middle pane: the search box, and the list that fills by itself. */
@customElement('list-view')
export class ListView extends LitElement {
  static override styles = [controlStyles, paneStyles, listViewStyles]

  @property({ attribute: false }) list!: ListModel
  @property({ attribute: false }) visible!: VisibleModel
  @property({ attribute: false }) selection!: SelectionModel
  @property({ attribute: false }) accounts!: AccountsModel
  @property({ attribute: false }) searches!: SearchesModel
  @property({ attribute: false }) settings!: SettingsModel
  @property({ attribute: false }) now!: NowModel
  @property({ attribute: false }) router!: Router
  @property({ attribute: false }) actions!: InboxActions
  /** The mailboxes are behind a button, as there is no room for them. */
  @property({ type: Boolean }) narrow = false

  @state() private atTop = true
  /** The newest row that was in sight at the top; rows above it are new. */
  @state() private seenTop: string | null = null

  @query('virtual-list') private rows!: VirtualList | null
  @query('search-box') private search!: SearchBox

  /** The search that was asked for with Enter and is not answered yet. */
  #submitted: string | null = null
  readonly #contents = new WeakMap<Row, { readonly key: string; readonly content: MessageRowContent }>()

  constructor() {
    super()
    new Watch(this, () => {
      const { list, visible, selection, accounts, searches, settings, now, router } = this
      return [list, visible, selection, accounts, searches, settings, now, router]
    })
  }

  focusSearch(): void {
    this.search.select()
  }

  focusList(): void {
    this.rows?.focus()
  }

  scrollToTop(): void {
    this.rows?.scrollToTop()
  }

  protected override willUpdate(): void {
    if (this.atTop) this.seenTop = this.visible.value.rows[0]?.key ?? null
  }

  protected override updated(): void {
    this.#judgeSubmitted()
  }

  protected override render() {
    return html`<header>
        ${
          this.narrow
            ? html`<icon-button icon="menu" label=${words().menu} @click=${this.#openMenu}></icon-button>`
            : nothing
        }
        <search-box
          .value=${this.router.value.query}
          .error=${this.#searchError}
          .addresses=${this.#addresses}
          .recent=${this.searches.value.recent}
          .saved=${this.searches.isSaved(this.router.value.query)}
          @search=${(event: CustomEvent<string>) => this.actions.search(event.detail)}
          @submit-search=${this.#submitSearch}
          @toggle-saved=${(event: CustomEvent<string>) => this.searches.toggleSaved(event.detail)}
        ></search-box>
        <icon-button
          icon="write"
          label=${words().compose}
          shortcut="c"
          @click=${() => this.actions.writing.begin('compose')}
        ></icon-button>
      </header>
      <div class="bar">${this.#count > 0 ? this.#renderSelection() : this.#renderTitle()}</div>
      <div class="body">${this.#renderBody()} ${this.#renderPill()}</div>`
  }

  /** How many rows are selected. */
  get #count(): number {
    return this.selection.value.keys.size
  }

  #renderTitle() {
    const { total, rows } = this.visible.value
    const w = words()
    return html`<h2>${this.#title}</h2>
      <span class="count">${formatCount(total)}</span>
      <span class="space"></span>
      ${
        rows.some(row => !row.seen)
          ? html`<icon-button
              icon="read"
              label=${w.markAllRead}
              shortcut="Shift U"
              @click=${() => this.actions.markAllRead()}
            ></icon-button>`
          : nothing
      }
      ${
        total > 0 && this.router.value.mailbox.kind === 'all'
          ? html`<icon-button
              icon="trash"
              label=${w.deleteAll}
              @click=${() => this.#ask('delete-all')}
            ></icon-button>`
          : nothing
      }`
  }

  #renderSelection() {
    const { rows, total } = this.visible.value
    const isPart = this.#count === rows.length && rows.length < total
    return html`<selection-bar
      .count=${this.#count}
      .total=${isPart ? total : null}
      @act=${({ detail }: CustomEvent<SelectionAction>) => this.#act(detail)}
    ></selection-bar>`
  }

  #act(action: SelectionAction): void {
    const { actions, selection } = this
    switch (action) {
      case 'read':
        return actions.setSeen(true)
      case 'unread':
        return actions.setSeen(false)
      case 'flag':
        return actions.toggleFlagged()
      case 'tags':
        return this.#ask('tags')
      case 'delete':
        return actions.remove()
      case 'clear':
        return selection.clear()
    }
  }

  #submitSearch({ detail }: CustomEvent<string>): void {
    this.#submitted = detail
    this.focusList()
    this.#judgeSubmitted()
  }

  /** A search that was made is remembered once it is known to be one; else it is to be mended first. */
  #judgeSubmitted(): void {
    const { shown, phase } = this.list.value
    if (this.#submitted !== shown.query || phase !== 'ready') return
    this.#submitted = null
    if (this.#searchError === null) this.searches.remember(shown.query)
    else this.search.focus()
  }

  get #title(): string {
    const { mailbox } = this.router.value
    if (mailbox.kind === 'all') return words().allMail
    return mailbox.folder === 'INBOX' ? mailbox.address : `${mailbox.folder} · ${mailbox.address}`
  }

  get #addresses(): readonly string[] {
    const addresses = this.accounts.value?.map(account => account.address) ?? []
    return addresses.filter(address => address !== CATCH_ALL)
  }

  get #searchError(): SearchError | null {
    const { error, shown } = this.list.value
    const problem = error as { code?: string; problem?: { detail?: string; position?: number } } | null
    if (problem?.code !== 'invalid-query' || shown.query === '') return null
    return { position: problem.problem?.position ?? 0, message: problem.problem?.detail ?? words().badQuery }
  }

  #renderBody() {
    const { phase, error } = this.list.value
    const { rows, total } = this.visible.value
    const { mailbox, query } = this.router.value
    if (phase === 'failed') return renderFailedList(mailbox, error, () => this.list.reload())
    if (rows.length === 0 && phase === 'loading') {
      return html`<skeleton-rows aria-label=${words().loading} ?compact=${this.#isCompact}></skeleton-rows>`
    }
    if (total === 0 && query !== '') return renderNothingFound(query, () => this.actions.search(''))
    if (total === 0) return renderEmptyMailbox(mailbox)
    const { density } = this.settings.value
    return html`<virtual-list
      .items=${rows}
      .total=${total}
      .rowHeight=${ROW_HEIGHTS[density]}
      .current=${this.#currentIndex}
      .label=${words().list}
      .renderItem=${this.#renderRow}
      .renderPlace=${this.#renderPlace}
      .revision=${this.#revision}
      @window-change=${this.#windowChanged}
      @keydown=${this.#pressed}
    ></virtual-list>`
  }

  /** What rows look like beyond their items: when it changes, all rows in sight are rendered again. */
  get #revision(): unknown {
    const { router, now, settings, selection } = this
    const parts = [router.value.id, now.value, settings.value.density, selection.value]
    if (parts.some((part, index) => part !== this.#shownParts[index])) this.#shownParts = parts
    return this.#shownParts
  }

  #shownParts: readonly unknown[] = []

  #renderPill() {
    if (this.atTop || this.seenTop === null) return nothing
    const count = this.visible.value.rows.findIndex(row => row.key === this.seenTop)
    if (count <= 0) return nothing
    return html`<button class="pill" type="button" @click=${this.scrollToTop}>
      <app-icon name="up"></app-icon>${words().pill(count, formatCount(count))}
    </button>`
  }

  get #isCompact(): boolean {
    return this.settings.value.density === 'compact'
  }

  get #currentIndex(): number {
    const { id } = this.router.value
    return id === null ? -1 : this.visible.value.rows.findIndex(row => row.id === id)
  }

  readonly #renderRow = (index: number) => {
    const row = this.visible.value.rows[index]
    if (row === undefined) return html``
    if (row.summary === null) return this.#renderPlace()
    const { mailbox, id } = this.router.value
    const isOpen = row.id === id
    const isSelected = this.selection.value.keys.has(row.key)
    const account = mailbox.kind === 'folder' ? mailbox.address : null
    return html`<message-row
      id="option-${index}"
      role="option"
      aria-selected=${this.#count > 0 ? isSelected : isOpen}
      aria-current=${isOpen ? 'true' : nothing}
      aria-setsize=${this.visible.value.total}
      aria-posinset=${index + 1}
      ?open=${isOpen}
      ?selected=${isSelected}
      ?selecting=${this.#count > 0}
      ?compact=${this.#isCompact}
      .content=${this.#contentOf(row, row.summary, account)}
      @pointerdown=${() => this.actions.prepare(row)}
      @click=${(event: MouseEvent) => this.#clicked(event, row)}
      @auxclick=${(event: MouseEvent) => this.#openElsewhere(event, row)}
      @search-tag=${({ detail }: CustomEvent<string>) => this.actions.search(tagQuery(detail))}
      @pick=${({ detail }: CustomEvent<{ range: boolean }>) => this.actions.select(row, detail.range)}
    ></message-row>`
  }

  /** The same content object for the same row, so that rows which did not change are not rendered again. */
  #contentOf(row: Row, summary: Summary, account: string | null): MessageRowContent {
    const key = `${this.now.value} ${account}`
    const known = this.#contents.get(row)
    if (known?.key === key) return known.content
    const content = rowContent(summary, row, this.now.value, account)
    this.#contents.set(row, { key, content })
    return content
  }

  readonly #renderPlace = () =>
    html`<skeleton-rows role="presentation" immediate count="1" ?compact=${this.#isCompact}></skeleton-rows>`

  #clicked(event: MouseEvent, row: Row): void {
    // A finger that is selecting goes on doing so.
    const isPicking = this.#count > 0 && (event as Partial<PointerEvent>).pointerType === 'touch'
    if (event.shiftKey || event.ctrlKey || event.metaKey || isPicking)
      this.actions.select(row, event.shiftKey)
    else this.actions.open(row)
  }

  /** The middle button opens a message in a tab of its own, as if the row were a link. */
  #openElsewhere(event: MouseEvent, row: Row): void {
    if (event.button !== 1) return
    event.preventDefault()
    window.open(formatRoute({ ...this.router.value, id: row.id, tab: null }), '_blank', 'noopener')
  }

  #windowChanged({ detail }: WindowChangeEvent): void {
    this.atTop = detail.atTop
    // Rows that are being deleted still are in the list.
    const hidden = this.list.value.rows.length - this.visible.value.rows.length
    this.list.need({ first: detail.first, end: detail.end + hidden })
  }

  #pressed(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key]
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    this.actions.move(step, event.shiftKey)
  }

  /** Brings the row of the open message into sight. */
  reveal(): void {
    this.rows?.reveal(this.#currentIndex)
  }

  #openMenu(): void {
    this.dispatchEvent(new CustomEvent('open-menu', { bubbles: true, composed: true }))
  }

  /** Asks the page for one of its windows. */
  #ask(what: 'tags' | 'delete-all'): void {
    this.dispatchEvent(new CustomEvent<string>('ask', { detail: what, bubbles: true, composed: true }))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'list-view': ListView
  }
}
