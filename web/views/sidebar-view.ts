import { html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { formatRoute, routeOf, SESSION_PAGES, type PageName } from '../app/route.ts'
import type { Router } from '../app/router.ts'
import { Watch } from '../app/watch.ts'
import { formatCount, words } from '../app/words/words.ts'
import type { AccountsModel } from '../state/accounts-model.ts'
import { messagesOf, unseenOf, type AccountFolders } from '../state/accounts-state.ts'
import type { ClockModel } from '../state/clock-model.ts'
import type { FeedModel } from '../state/feed-model.ts'
import type { InfoModel } from '../state/info-model.ts'
import { ALL_MAIL, CATCH_ALL, isSameMailbox, type Mailbox } from '../state/mailbox.ts'
import type { RefusedModel } from '../state/refused-model.ts'
import type { SearchesModel } from '../state/searches-model.ts'
import '../ui/app-icon.ts'
import type { IconName } from '../ui/app-icon.ts'
import { controlStyles } from '../ui/control-styles.ts'
import '../ui/icon-button.ts'
import '../ui/mail-address.ts'
import { paneStyles } from '../ui/pane-styles.ts'
import { sidebarViewStyles } from './sidebar-view-styles.ts'

/** Accounts shown at once; with more, one finds them by typing. */
const MOST_ACCOUNTS = 200
/** From so many accounts on there is a field to find one. */
const MANY_ACCOUNTS = 12

/** The left pane: all mail, accounts with their folders, and how the server fares. */
@customElement('sidebar-view')
export class SidebarView extends LitElement {
  static override styles = [controlStyles, paneStyles, sidebarViewStyles]

  @property({ attribute: false }) accounts!: AccountsModel
  @property({ attribute: false }) clock!: ClockModel
  @property({ attribute: false }) info!: InfoModel
  @property({ attribute: false }) feed!: FeedModel
  @property({ attribute: false }) refused!: RefusedModel
  @property({ attribute: false }) searches!: SearchesModel
  @property({ attribute: false }) router!: Router

  @state() private filter = ''

  constructor() {
    super()
    new Watch(this, () => {
      const { accounts, clock, info, feed, refused, searches, router } = this
      return [accounts, clock, info, feed, refused, searches, router]
    })
  }

  protected override render() {
    const accounts = this.accounts.value ?? []
    const all = accounts.find(account => account.address === CATCH_ALL)
    const others = accounts.filter(account => account.address !== CATCH_ALL)
    return html`<header>
        <svg viewBox="0 0 32 32" aria-hidden="true">
          <rect x="2" y="5" width="28" height="22" rx="5"></rect>
          <path d="M7 11.5l9 7 9-7"></path>
        </svg>
        <h1>Facteur</h1>
      </header>
      <nav aria-label=${words().mailboxes}>
        ${this.#renderLink(ALL_MAIL, words().allMail, 'all', all)}
        ${isCatchAll(this.router.value.mailbox) ? this.#renderSessions(CATCH_ALL) : nothing}
        ${this.refused.value.length > 0 ? this.#renderRefused() : nothing} ${this.#renderDelivery()}
        ${this.searches.value.saved.length > 0 ? this.#renderSearches() : nothing}
        <h2>${words().accounts}</h2>
        ${others.length >= MANY_ACCOUNTS ? this.#renderFilter() : nothing}
        ${this.accounts.value !== null && others.length === 0 ? html`<p>${words().noAccounts}</p>` : nothing}
        ${others
          .filter(account => account.address.includes(this.filter))
          .slice(0, MOST_ACCOUNTS)
          .map(account => this.#renderAccount(account))}
      </nav>
      <footer>${this.#renderStatus()} ${this.#renderTools()}</footer>`
  }

  #renderRefused() {
    const w = words()
    return html`<a href="/refused" aria-current=${this.#currentPage('refused')}>
      <app-icon name="warning"></app-icon>
      <span class="name">${w.refused}</span>
      <span class="unseen">${formatCount(this.refused.value.length)}</span>
    </a>`
  }

  #renderDelivery() {
    const w = words()
    const mode = this.clock.value?.mode ?? 'real'
    return html`<a href="/delivery" aria-current=${this.#currentPage('delivery')}>
      <app-icon name="clock"></app-icon>
      <span class="name">${w.delivery}</span>
      ${mode === 'real' ? nothing : html`<span class="clock">${w.clockIs[mode]}</span>`}
    </a>`
  }

  #renderSearches() {
    const w = words()
    const { page, mailbox, query } = this.router.value
    return html`<h2>${w.savedSearches}</h2>
      ${this.searches.value.saved.map(saved => {
        const isCurrent = page === 'mail' && mailbox.kind === 'all' && query === saved
        return html`<div class="saved">
          <a
            href=${formatRoute({ ...routeOf(ALL_MAIL), query: saved })}
            title=${saved}
            aria-current=${isCurrent ? 'page' : nothing}
          >
            <app-icon name="star"></app-icon><span class="name query">${saved}</span>
          </a>
          <icon-button
            icon="close"
            label=${w.removeSaved(saved)}
            @click=${() => this.searches.toggleSaved(saved)}
          ></icon-button>
        </div>`
      })}`
  }

  #currentPage(page: PageName) {
    return this.router.value.page === page ? 'page' : nothing
  }

  #renderFilter() {
    return html`<input
      type="search"
      aria-label=${words().filterAccounts}
      placeholder=${words().filterAccounts}
      .value=${this.filter}
      @input=${(event: InputEvent) => (this.filter = (event.target as HTMLInputElement).value.trim().toLowerCase())}
    />`
  }

  #renderAccount(account: AccountFolders) {
    const { mailbox } = this.router.value
    const isOpen = mailbox.kind === 'folder' && mailbox.address === account.address
    const folderOf = (folder: string): Mailbox => ({ kind: 'folder', address: account.address, folder })
    const inner = account.folders.filter(folder => folder.name !== 'INBOX')
    return html`${this.#renderLink(folderOf('INBOX'), account.address, 'account', account)}
    ${isOpen ? this.#renderSessions(account.address) : nothing}
    ${
      isOpen && inner.length > 0
        ? inner.map(folder =>
            this.#renderLink(
              folderOf(folder.name),
              folder.name,
              'folder',
              { ...account, folders: [folder] },
              'inner',
            ),
          )
        : nothing
    }`
  }

  /** The account as mail programs have it. */
  #renderSessions(address: string) {
    const { page: current, mailbox } = this.router.value
    const folder = mailbox.kind === 'folder' ? mailbox.folder : 'INBOX'
    return SESSION_PAGES.map(
      page =>
        html`<a
          class="inner"
          href=${formatRoute({ ...routeOf({ kind: 'folder', address, folder }), page })}
          aria-current=${page === current ? 'page' : nothing}
        >
          <app-icon name=${page === 'imap' ? 'thread' : 'download'}></app-icon>
          <span class="name">${page.toUpperCase()}</span>
        </a>`,
    )
  }

  #renderLink(
    mailbox: Mailbox,
    label: string,
    icon: IconName,
    account: AccountFolders | undefined,
    kind = '',
  ) {
    const { page, query, mailbox: shown } = this.router.value
    const isSearch = shown.kind === 'all' && this.searches.isSaved(query)
    const isCurrent = page === 'mail' && isSameMailbox(shown, mailbox) && !isSearch
    const unseen = account === undefined ? 0 : unseenOf(account)
    const messages = account === undefined ? 0 : messagesOf(account)
    return html`<a
      class=${kind}
      href=${formatRoute(routeOf(mailbox))}
      aria-current=${isCurrent ? 'page' : nothing}
      title="${label}: ${words().messages(messages, formatCount(messages))}, ${words().unseen(formatCount(unseen))}"
    >
      <app-icon .name=${icon}></app-icon>
      <mail-address address=${label}></mail-address>
      ${unseen > 0 ? html`<span class="unseen">${formatCount(unseen)}</span>` : nothing}
    </a>`
  }

  #renderStatus() {
    const status = this.feed.value
    const ports = Object.entries(this.info.value?.ports ?? {})
    return html`<a
      class="status ${status}"
      href="/status"
      title=${words().status}
      aria-current=${this.#currentPage('status')}
    >
      <span class="dot"></span>
      <span role="status">${words()[status]}</span>
      <span class="ports">${ports.map(([name, port]) => html`<span>${name}&nbsp;${port}</span>`)}</span>
    </a>`
  }

  #renderTools() {
    const ask = (what: string) => () =>
      this.dispatchEvent(new CustomEvent<string>('ask', { detail: what, bubbles: true, composed: true }))
    return html`<div class="tools">
      <icon-button icon="settings" label=${words().settings} @click=${ask('settings')}></icon-button>
      <icon-button
        icon="keyboard"
        label=${words().keyboard}
        shortcut="?"
        @click=${ask('shortcuts')}
      ></icon-button>
      <icon-button icon="send" label=${words().connectTitle} @click=${ask('connect')}></icon-button>
      <a
        class="square"
        href="/api/docs"
        target="_blank"
        title=${words().documentation}
        aria-label=${words().documentation}
      >
        <app-icon name="book"></app-icon>
      </a>
    </div>`
  }
}

/** Whether the catch-all account is shown as mail programs have it; the plain list calls it all mail. */
function isCatchAll(mailbox: Mailbox): boolean {
  return mailbox.kind === 'folder' && mailbox.address === CATCH_ALL
}

declare global {
  interface HTMLElementTagNameMap {
    'sidebar-view': SidebarView
  }
}
