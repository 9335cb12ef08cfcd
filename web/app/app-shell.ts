import { html, LitElement, nothing, type PropertyValues } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { keyed } from 'lit/directives/keyed.js'
import { styleProperties } from '../ui/style-properties.ts'
import { controlStyles } from '../ui/control-styles.ts'
import '../ui/pane-splitter.ts'
import type { ResizeEvent } from '../ui/pane-splitter.ts'
import '../ui/side-drawer.ts'
import '../ui/undo-toast.ts'
import type { Notice } from '../state/notice-model.ts'
import { UNDO_TIME } from '../state/removal-model.ts'
import '../views/compose-view.ts'
import type { ComposeView } from '../views/compose-view.ts'
import '../views/connect-view.ts'
import '../views/list-view.ts'
import type { ListView } from '../views/list-view.ts'
import '../views/reader-view.ts'
import '../views/refused-view.ts'
import type { SessionPage } from '../views/session-page.ts'
import '../views/sidebar-view.ts'
import '../views/status-view.ts'
import { appShellStyles } from './app-shell-styles.ts'
import './app-window.ts'
import type { WindowName } from './app-window.ts'
import type { InboxActions } from './inbox-actions.ts'
import { FileDrop } from './file-drop.ts'
import { keyTargetOf } from './key-target.ts'
import { Keyboard, type Command } from './keyboard.ts'
import { Layout } from './layout.ts'
import type { Models } from './models.ts'
import { renderOutsidePane } from './outside-pane.ts'
import { draftKey, isSessionPage, parseRoute, type Writing } from './route.ts'
import { runCommand } from './run-command.ts'
import { renderSessionPane } from './session-pane.ts'
import { Watch } from './watch.ts'
import { formatCount, words } from './words/words.ts'

/** The narrowest and the widest that a pane can be made, in CSS pixels. */
const PANE_WIDTHS = { sidebarWidth: [160, 400], listWidth: [280, 640] } as const

/** What can be asked for by key while a message is being written, outside of its fields. */
const WHILE_WRITING: ReadonlySet<string> = new Set([
  'all',
  'delivery',
  'palette',
  'refused',
  'search',
  'shortcuts',
  'status',
])

/** The page: lays out the panes, deals out the models, and hears keys, links and what panes ask for. */
@customElement('app-shell')
export class AppShell extends LitElement {
  static override styles = [controlStyles, appShellStyles]

  @property({ attribute: false }) models!: Models
  @property({ attribute: false }) actions!: InboxActions

  @state() private isDrawerOpen = false
  @state() private window: WindowName | null = null

  @query('list-view') private list!: ListView
  @query('compose-view') private compose!: ComposeView | null
  @query('.notice a') private noticeLink!: HTMLAnchorElement | null
  @query('mailbox-view, maildrop-view, delivery-view') private session!: (LitElement & SessionPage) | null

  readonly #layout = new Layout(this)
  readonly #drop = new FileDrop(this, files => {
    if (this.compose === null) this.actions.add(files)
    else this.compose.attach(files)
  })
  readonly #keyboard = new Keyboard()
  #shownId: string | null = null
  #wasWriting = false
  #told: Notice | null = null

  constructor() {
    super()
    new Watch(this, () => {
      const { feed, list, message, notice, outside, removal, router, sessions, settings, visible } =
        this.models
      return [feed, list, message, notice, outside, removal, router, sessions, settings, visible]
    })
  }

  override connectedCallback(): void {
    super.connectedCallback()
    window.addEventListener('keydown', this.#pressed)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    window.removeEventListener('keydown', this.#pressed)
  }

  protected override willUpdate(_changed: PropertyValues): void {
    if (this.#layout.name === 'wide') this.isDrawerOpen = false
  }

  protected override render() {
    const { sidebarWidth, listWidth } = this.models.settings.value
    const layout = this.#layout.name
    const widths = { '--sidebar-width': `${sidebarWidth}px`, '--list-width': `${listWidth}px` }
    return html`<div
        class="panes ${layout}"
        ${styleProperties(widths)}
        @click=${this.#clicked}
        @open-menu=${() => (this.isDrawerOpen = true)}
        @show=${({ detail }: CustomEvent<Document>) => this.#drop.listenTo(detail)}
        @ask=${(event: CustomEvent<WindowName>) => this.#ask(event.detail)}
        @send-test=${() => this.#sendTest()}
      >
        ${layout === 'wide' ? this.#renderSidebar() : this.#renderDrawer()} ${this.#renderListPane()}
        ${this.models.router.value.page === 'mail' ? this.#renderReaderPane() : this.#renderPage()}
      </div>
      ${this.#renderToast()} ${this.#renderWindow()}
      ${this.#drop.isOver ? html`<p class="drop">${this.compose === null ? words().dropMail : words().dropFiles}</p>` : nothing}`
  }

  #renderDrawer() {
    if (!this.isDrawerOpen) return nothing
    return html`<side-drawer .label=${words().mailboxes} @dismiss=${() => (this.isDrawerOpen = false)}>
      ${this.#renderSidebar()}
    </side-drawer>`
  }

  #renderSidebar() {
    const { accounts, clock, info, feed, refused, router, searches } = this.models
    return html`<sidebar-view
      .accounts=${accounts}
      .searches=${searches}
      .clock=${clock}
      .info=${info}
      .feed=${feed}
      .refused=${refused}
      .router=${router}
    ></sidebar-view>`
  }

  #renderListPane() {
    const { list, visible, selection, accounts, settings, now, router, feed, searches } = this.models
    const layout = this.#layout.name
    const { page, id, writing } = router.value
    const isHidden = page !== 'mail' || (layout === 'narrow' && (id !== null || writing !== null))
    return html`<main ?hidden=${isHidden}>
      ${layout === 'wide' ? this.#renderSplitter('sidebarWidth') : nothing}
      ${feed.value === 'lost' && page === 'mail' ? this.#renderLost() : nothing}
      <list-view
        .list=${list}
        .visible=${visible}
        .selection=${selection}
        .accounts=${accounts}
        .searches=${searches}
        .settings=${settings}
        .now=${now}
        .router=${router}
        .actions=${this.actions}
        .narrow=${layout !== 'wide'}
      >
        ${layout === 'narrow' && this.#isEmpty ? this.#renderConnect() : nothing}
      </list-view>
      ${layout === 'narrow' ? nothing : this.#renderSplitter('listWidth')}
    </main>`
  }

  /** The line at the right edge of the sidebar, or of the list. */
  #renderSplitter(pane: 'sidebarWidth' | 'listWidth') {
    const { settings } = this.models
    const [min, max] = PANE_WIDTHS[pane]
    return html`<pane-splitter
      class=${pane}
      .width=${settings.value[pane]}
      .min=${min}
      .max=${max}
      .label=${pane === 'sidebarWidth' ? words().resizeSidebar : words().resizeList}
      @pane-resize=${({ detail }: ResizeEvent) => settings.change({ [pane]: detail })}
    ></pane-splitter>`
  }

  #renderLost() {
    return html`<p class="lost" role="status"><app-icon name="unplugged"></app-icon>${words().lostBanner}</p>`
  }

  #renderReaderPane() {
    const { journeys, message, visible, preview, settings, thread, now, details, router } = this.models
    const isAlone = this.#layout.name === 'narrow'
    if (router.value.writing !== null) return this.#renderWriting(router.value.writing)
    if (isAlone && router.value.id === null) return nothing
    const isOpen = router.value.id !== null && message.value?.phase !== 'gone'
    if (!isAlone && this.#isEmpty && !isOpen) {
      return html`<section class="welcome" aria-label=${words().connectTitle}>
        ${this.#renderConnect()}
      </section>`
    }
    return html`<reader-view
      role="region"
      aria-label=${words().openMessage}
      .message=${message}
      .visible=${visible}
      .preview=${preview}
      .settings=${settings}
      .thread=${thread}
      .now=${now}
      .details=${details}
      .journeys=${journeys}
      .router=${router}
      .actions=${this.actions}
      .alone=${isAlone}
    ></reader-view>`
  }

  #renderWriting(writing: Writing) {
    const { drafts, outbox, message, accounts, router } = this.models
    return keyed(
      draftKey(router.value),
      html`<compose-view
        role="region"
        aria-label=${words().compose}
        .writing=${writing}
        .drafts=${drafts}
        .outbox=${outbox}
        .message=${message}
        .accounts=${accounts}
        .router=${router}
        .actions=${this.actions.writing}
        .alone=${this.#layout.name === 'narrow'}
      ></compose-view>`,
    )
  }

  /** The page that takes the place of list and reader. */
  #renderPage() {
    const { refused, info, feed, now, outside, router } = this.models
    const { page, panel } = router.value
    if (isSessionPage(page)) {
      return html`<main class="page">${renderSessionPane(this.models, page)}</main>`
    }
    const isNarrow = this.#layout.name !== 'wide'
    return html`<main class="page">
      ${feed.value === 'lost' ? this.#renderLost() : nothing}
      ${
        page === 'delivery'
          ? renderOutsidePane(outside, panel, isNarrow)
          : page === 'refused'
            ? html`<refused-view
                .refused=${refused}
                .info=${info}
                .now=${now}
                ?narrow=${isNarrow}
              ></refused-view>`
            : html`<status-view .info=${info} .feed=${feed} ?narrow=${isNarrow}></status-view>`
      }
    </main>`
  }

  #renderConnect() {
    return html`<connect-view
      slot="empty"
      headed
      .info=${this.models.info}
      .journeys=${this.models.journeys}
    ></connect-view>`
  }

  #renderToast() {
    const { notice, removal } = this.models
    const latest = removal.value.pending.at(-1)
    return html`<div class="toasts">
      ${notice.value === null ? nothing : this.#renderNotice(notice.value)}
      ${
        latest === undefined
          ? nothing
          : keyed(
              latest,
              html`<undo-toast
                .text=${words().deleted(latest.rows.length, formatCount(latest.rows.length))}
                .duration=${UNDO_TIME}
                @undo=${() => this.actions.undo()}
              ></undo-toast>`,
            )
      }
    </div>`
  }

  #renderNotice({ text, tone, link }: Notice) {
    return html`<p
      class="notice ${tone}"
      role=${tone === 'danger' ? 'alert' : 'status'}
      @click=${this.#clicked}
    >
      ${text} ${link === undefined ? nothing : html`<a href=${link.href}>${link.label}</a>`}
    </p>`
  }

  #renderWindow() {
    if (this.window === null) return nothing
    return html`<app-window
      .name=${this.window}
      .models=${this.models}
      .actions=${this.actions}
      @send-test=${() => this.#sendTest()}
      @command=${({ detail }: CustomEvent<Command>) => this.#run(detail)}
      @dismiss=${() => (this.window = null)}
    ></app-window>`
  }

  protected override updated(): void {
    const { id, writing } = this.models.router.value
    if (this.#wasWriting && writing === null) this.list.focusList()
    this.#wasWriting = writing !== null
    this.#focusNotice()
    if (id === this.#shownId) return
    this.#shownId = id
    void this.list.updateComplete.then(() => this.list.reveal())
  }

  /** Notices that are likely to be followed are, by Enter alone. */
  #focusNotice(): void {
    const { value } = this.models.notice
    if (value === this.#told) return
    this.#told = value
    if (value?.link?.takesFocus === true) this.noticeLink?.focus()
  }

  /** Whether there is no mail at all, so that the page says how to send some. */
  get #isEmpty(): boolean {
    const { list, visible, router } = this.models
    const { mailbox, query } = router.value
    const isAll = mailbox.kind === 'all' && query === ''
    return isAll && list.value.phase === 'ready' && visible.value.total === 0
  }

  #ask(window: WindowName): void {
    this.isDrawerOpen = false
    this.window = window
  }

  #sendTest(): void {
    this.window = null
    this.actions.sendTest()
  }

  /** Links inside the inbox change the route; those the user wants elsewhere are left to the browser. */
  #clicked(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey)
      return
    const link = event.composedPath().find(target => target instanceof HTMLAnchorElement)
    if (link === undefined || link.target !== '' || link.hasAttribute('download')) return
    if (link.origin !== location.origin || link.pathname.startsWith('/api/')) return
    event.preventDefault()
    this.isDrawerOpen = false
    this.models.router.go(parseRoute(link.pathname, link.search))
  }

  readonly #pressed = (event: KeyboardEvent) => {
    if (event.defaultPrevented || this.window !== null || this.isDrawerOpen) return
    if (this.session?.isModal === true) return
    const command = this.#keyboard.commandOf(event, keyTargetOf(event.composedPath()))
    if (command === undefined) return
    // Beside what is being written only that is heard which does nothing to the message behind it.
    if (this.compose !== null && !WHILE_WRITING.has(command.name)) return
    event.preventDefault()
    this.#run(command)
  }

  #run(command: Command): void {
    if (this.session?.obey(command) === true) return
    runCommand(command, {
      models: this.models,
      actions: this.actions,
      list: this.list,
      ask: name => this.#ask(name),
      search: () => this.#search(),
    })
  }

  #search(): void {
    if (this.#layout.name === 'narrow') this.actions.close()
    void this.updateComplete.then(() => this.list.focusSearch())
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'app-shell': AppShell
  }
}
