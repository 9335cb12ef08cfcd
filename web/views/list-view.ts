import { html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { InboxActions } from '../app/inbox-actions.ts'
import type { Router } from '../app/router.ts'
import { Watch } from '../app/watch.ts'
import { formatCount, words } from '../app/words/words.ts'
import type { AccountsModel } from '../state/accounts-model.ts'
import type { ListModel } from '../state/list-model.ts'
import { CATCH_ALL } from '../state/mailbox.ts'
import type { NowModel } from '../state/now-model.ts'
import type { Row } from '../state/row.ts'
import type { SettingsModel } from '../state/settings-model.ts'
import type { VisibleModel } from '../state/visible-model.ts'
import { controlStyles } from '../ui/control-styles.ts'
import '../ui/icon-button.ts'
import '../ui/message-row.ts'
import type { MessageRowContent } from '../ui/message-row.ts'
import '../ui/search-box.ts'
import type { SearchBox, SearchError } from '../ui/search-box.ts'
import '../ui/skeleton-rows.ts'
import '../ui/state-panel.ts'
import '../ui/virtual-list.ts'
import type { VirtualList, WindowChangeEvent } from '../ui/virtual-list.ts'
import { listViewStyles } from './list-view-styles.ts'
import { rowContent } from './row-content.ts'

const ROW_HEIGHTS = { comfortable: 56, compact: 32 }

/** The middle pane: the search box, and the list that fills by itself. */
@customElement('list-view')
export class ListView extends LitElement {
  static override styles = [controlStyles, listViewStyles]

  @property({ attribute: false }) list!: ListModel
  @property({ attribute: false }) visible!: VisibleModel
  @property({ attribute: false }) accounts!: AccountsModel
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

  readonly #contents = new WeakMap<Row, { readonly key: string; readonly content: MessageRowContent }>()

  constructor() {
    super()
    new Watch(this, () => [this.list, this.visible, this.accounts, this.settings, this.now, this.router])
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
          @search=${(event: CustomEvent<string>) => this.actions.search(event.detail)}
          @submit-search=${this.focusList}
        ></search-box>
      </header>
      <div class="bar">
        <h2>${this.#title}</h2>
        <span class="count">${formatCount(this.visible.value.total)}</span>
        <span class="space"></span>
        ${
          this.visible.value.total > 0 && this.router.value.mailbox.kind === 'all'
            ? html`<icon-button
                icon="trash"
                label=${words().deleteAll}
                @click=${this.#askDeleteAll}
              ></icon-button>`
            : nothing
        }
      </div>
      <div class="body">${this.#renderBody()} ${this.#renderPill()}</div>`
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
    const { phase } = this.list.value
    const { rows, total } = this.visible.value
    if (phase === 'failed') return this.#renderFailed()
    if (rows.length === 0 && phase === 'loading') {
      return html`<skeleton-rows aria-label=${words().loading} ?compact=${this.#isCompact}></skeleton-rows>`
    }
    if (total === 0) return this.#renderEmpty()
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
  get #revision(): string {
    return `${this.router.value.id} ${this.now.value} ${this.settings.value.density}`
  }

  #renderFailed() {
    return html`<state-panel
      tone="danger"
      icon="warning"
      .heading=${words().listFailed}
      .text=${this.#failure}
    >
      <button type="button" @click=${() => this.list.reload()}>${words().retry}</button>
    </state-panel>`
  }

  get #failure(): string {
    const { error } = this.list.value
    const problem = error as { problem?: { detail?: string } }
    return problem.problem?.detail ?? (error instanceof Error ? error.message : '')
  }

  #renderEmpty() {
    const { mailbox, query } = this.router.value
    if (query !== '') {
      return html`<state-panel
        icon="search"
        .heading=${words().nothingFound}
        .text=${words().nothingFoundText(query)}
      >
        <button type="button" @click=${() => this.actions.search('')}>${words().clearSearch}</button>
      </state-panel>`
    }
    const heading = mailbox.kind === 'all' ? words().emptyTitle : words().emptyFolder
    return html`<div class="empty">
      <slot name="empty"
        ><state-panel icon="all" .heading=${heading} .text=${words().emptyText}></state-panel
      ></slot>
    </div>`
  }

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
    const { mailbox, id } = this.router.value
    const isOpen = row.id === id
    const account = mailbox.kind === 'folder' ? mailbox.address : null
    return html`<message-row
      id="option-${index}"
      role="option"
      aria-selected=${isOpen}
      aria-setsize=${this.visible.value.total}
      aria-posinset=${index + 1}
      ?open=${isOpen}
      ?compact=${this.#isCompact}
      .content=${this.#contentOf(row, account)}
      @click=${() => this.#open(row)}
    ></message-row>`
  }

  /** The same content object for the same row, so that rows which did not change are not rendered again. */
  #contentOf(row: Row, account: string | null): MessageRowContent {
    const key = `${this.now.value} ${account}`
    const known = this.#contents.get(row)
    if (known?.key === key) return known.content
    const content = rowContent(row, this.now.value, account)
    this.#contents.set(row, { key, content })
    return content
  }

  readonly #renderPlace = () =>
    html`<skeleton-rows role="presentation" immediate count="1" ?compact=${this.#isCompact}></skeleton-rows>`

  #open(row: Row): void {
    this.actions.open(row)
  }

  #windowChanged({ detail }: WindowChangeEvent): void {
    this.atTop = detail.atTop
    this.list.need(detail.end)
  }

  #pressed(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key]
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    this.actions.move(step)
  }

  /** Brings the row of the open message into sight. */
  reveal(): void {
    this.rows?.reveal(this.#currentIndex)
  }

  #openMenu(): void {
    this.dispatchEvent(new CustomEvent('open-menu', { bubbles: true, composed: true }))
  }

  #askDeleteAll(): void {
    this.dispatchEvent(new CustomEvent('ask-delete-all', { bubbles: true, composed: true }))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'list-view': ListView
  }
}
