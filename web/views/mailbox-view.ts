import { html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { Command, PlainCommand } from '../app/keyboard.ts'
import { Layout } from '../app/layout.ts'
import { routeOf } from '../app/route.ts'
import type { Router } from '../app/router.ts'
import { Watch } from '../app/watch.ts'
import { sessionWords } from '../app/words/session-words.ts'
import { formatCount, words } from '../app/words/words.ts'
import { ImapMailboxActions } from '../state/imap-mailbox-actions.ts'
import { hasFlag, type ImapEntry, type ImapMailbox } from '../state/imap-mailbox.ts'
import type { ImapModel } from '../state/imap-model.ts'
import { plainMailbox } from '../state/mailbox.ts'
import type { NowModel } from '../state/now-model.ts'
import { controlStyles } from '../ui/control-styles.ts'
import '../ui/folder-list.ts'
import '../ui/icon-button.ts'
import '../ui/skeleton-rows.ts'
import '../ui/state-panel.ts'
import '../ui/tab-bar.ts'
import './entry-list.ts'
import type { EntryList } from './entry-list.ts'
import { folderItems } from './folder-items.ts'
import './mailbox-dialog.ts'
import type { MailboxDialogName } from './mailbox-dialog.ts'
import { mailboxViewStyles } from './mailbox-view-styles.ts'
import { renderMissingAccount } from './missing-account.ts'
import { pageStyles } from './page-styles.ts'
import { renderSessionHeader, sessionHeaderStyles } from './session-header.ts'
import type { SessionPage } from './session-page.ts'
import { renderFailure, renderLog, renderPassword } from './session-parts.ts'
import { sessionStyles } from './session-styles.ts'

/** An account as a mail program has it by IMAP: its folders, the entries of one of them, and what is said for it. */
@customElement('mailbox-view')
export class MailboxView extends LitElement implements SessionPage {
  static override styles = [controlStyles, pageStyles, sessionStyles, sessionHeaderStyles, mailboxViewStyles]

  @property({ attribute: false }) imap!: ImapModel
  @property({ attribute: false }) now!: NowModel
  @property({ attribute: false }) router!: Router

  /** Where there is room for one pane alone. */
  @state() private pane: 'folders' | 'entries' | 'log' = 'entries'
  @state() private dialog: MailboxDialogName | null = null

  @query('entry-list') private list!: EntryList | null

  readonly #layout = new Layout(this)
  #shown = ''

  constructor() {
    super()
    new Watch(this, () => [this.imap, this.now, this.router])
  }

  get isModal(): boolean {
    return this.dialog !== null
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.imap.leave()
  }

  obey(command: Command): boolean {
    const run = command.name === 'tab' ? undefined : this.#commands[command.name]
    run?.()
    return run !== undefined
  }

  get #actions(): ImapMailboxActions {
    return new ImapMailboxActions(this.imap)
  }

  readonly #commands: Partial<Record<PlainCommand, () => unknown>> = {
    next: () => this.#actions.move(1),
    previous: () => this.#actions.move(-1),
    top: () => this.list?.scrollToTop(),
    open: () => this.#openCurrent(),
    back: () => this.#back(),
    select: () => this.#actions.pickCurrent(),
    selectAll: () => this.#actions.pickAll(),
    unread: () => this.#actions.toggleSeen(),
    flag: () => this.#actions.toggleFlagged(),
    delete: () => this.#actions.toggleDeleted(),
    undo: () => this.#actions.unmarkDeleted(),
    expunge: () => this.#actions.expunge(),
    copyTo: () => this.#ask('copy'),
    moveTo: () => this.#ask('move'),
    nextFolder: () => this.#stepFolder(1),
    previousFolder: () => this.#stepFolder(-1),
    newFolder: () => this.#ask('create'),
    renameFolder: () => this.#ask('rename'),
    deleteFolder: () => this.#ask('delete'),
  }

  protected override willUpdate(): void {
    const { page, mailbox } = this.router.value
    // A view that is gone has ended its session.
    if (!this.isConnected || page !== 'imap' || mailbox.kind !== 'folder') return
    const shown = `${mailbox.address} ${mailbox.folder}`
    if (shown !== this.#shown) this.pane = 'entries'
    this.#shown = shown
    this.imap.show(mailbox.address, mailbox.folder)
  }

  protected override render() {
    const { address, folder, log, phase, reason } = this.imap.value
    const layout = this.#layout.name
    const header = renderSessionHeader({ address, folder, protocol: 'imap', narrow: layout !== 'wide' })
    if (phase === 'missing') return [header, renderMissingAccount(address)]
    if (phase === 'password')
      return [header, renderPassword(address, reason, password => this.imap.logIn(password))]
    const panes = {
      folders: () => this.#renderFolders(),
      entries: () => this.#renderEntries(),
      log: () => renderLog(log),
    }
    return html`${header} ${phase === 'lost' ? this.#renderLost(reason) : nothing}
    ${renderFailure(this.imap.value.failure, () => this.imap.dismissFailure())}
    ${
      layout === 'narrow'
        ? html`${this.#renderTabs()}
            <div class="panes one narrow">${panes[this.pane]()}</div>`
        : html`<div class="panes several">${panes.folders()} ${panes.entries()} ${panes.log()}</div>`
    }
    ${this.#renderDialog()}`
  }

  #renderTabs() {
    const { panes, paneNames } = sessionWords()
    const names = ['folders', 'entries', 'log'] as const
    return html`<tab-bar
      label=${panes}
      .items=${names.map(name => ({ name, label: paneNames[name] }))}
      .selected=${this.pane}
      @tab-select=${({ detail }: CustomEvent<typeof this.pane>) => (this.pane = detail)}
    ></tab-bar>`
  }

  #renderLost(reason: string) {
    const w = sessionWords()
    const text = reason === '' ? w.lostText : `${w.serverSays(reason)}. ${w.lostText}`
    return html`<p class="alert" role="status">
      <app-icon name="unplugged"></app-icon><span>${w.lost}. ${text}</span>
      <button type="button" @click=${() => this.imap.retry()}>${w.reconnect}</button>
    </p>`
  }

  #renderFolders() {
    const w = sessionWords()
    const { address, folder, folders } = this.imap.value
    return html`<section class="pane folders" aria-label=${w.folders}>
      <div class="body">
        ${
          folders === null
            ? html`<skeleton-rows compact count="6" aria-label=${words().loading}></skeleton-rows>`
            : html`<folder-list
                .label=${w.folders}
                .folders=${folderItems(address, folders)}
                .current=${folder}
              ></folder-list>`
        }
      </div>
      <div class="tools">
        <button
          class="plain"
          type="button"
          title="${w.newFolder} (Shift N)"
          @click=${() => this.#ask('create')}
        >
          <app-icon name="plus"></app-icon>${w.newFolder}
        </button>
        <span class="space"></span>
        ${folder === 'INBOX' ? nothing : this.#renderFolderButtons()}
      </div>
    </section>`
  }

  #renderFolderButtons() {
    const w = sessionWords()
    return html`<icon-button
        icon="write"
        label=${w.renameFolder}
        shortcut="Shift R"
        @click=${() => this.#ask('rename')}
      ></icon-button>
      <icon-button
        icon="trash"
        label=${w.deleteFolder}
        shortcut="Shift D"
        @click=${() => this.#ask('delete')}
      ></icon-button>`
  }

  #renderEntries() {
    const { folderPhase, mailbox } = this.imap.value
    return html`<section class="pane entries" aria-label=${sessionWords().paneNames.entries}>
      ${this.#renderBar()}
      <div class="body">${this.#renderBody()}</div>
      ${mailbox === null || folderPhase !== 'ready' ? nothing : this.#renderFacts(mailbox)}
      ${this.#renderState()}
    </section>`
  }

  #renderBar() {
    const { folder, mailbox, selection } = this.imap.value
    const w = sessionWords()
    const picked = selection.picked.size
    const total = mailbox?.slots.length ?? 0
    return html`<div class="bar">
      ${
        picked === 0
          ? html`<h3>${folder}</h3>
              <span class="count">${formatCount(total)}</span>
              ${mailbox?.isReadOnly === true ? html`<span class="count">${w.readOnly}</span>` : nothing}`
          : html`<icon-button
                icon="close"
                label=${words().clearSelection}
                @click=${() => this.#actions.clearPicked()}
              ></icon-button>
              <h3>${words().selected(picked, formatCount(picked))}</h3>`
      }
      <span class="space"></span> ${this.#renderEntryButtons()}
    </div>`
  }

  #renderEntryButtons() {
    const w = sessionWords()
    const actions = this.#actions
    const disabled = actions.targets.length === 0
    const deleted = this.imap.rows.filter(entry => hasFlag(entry, '\\Deleted')).length
    const buttons = [
      ['read', w.toggleSeen, 'u', () => actions.toggleSeen()],
      ['flag', w.toggleFlagged, 's', () => actions.toggleFlagged()],
      ['copy', w.copyTo, 'y', () => this.#ask('copy')],
      ['folder', w.moveTo, 'v', () => this.#ask('move')],
      ['trash', w.toggleDeleted, 'd', () => actions.toggleDeleted()],
    ] as const
    return html`${buttons.map(
        ([icon, label, shortcut, run]) =>
          html`<icon-button
            .icon=${icon}
            label=${label}
            shortcut=${shortcut}
            ?disabled=${disabled}
            @click=${disabled ? nothing : run}
          ></icon-button>`,
      )}
      <button
        class=${deleted > 0 ? 'danger expunge' : 'expunge'}
        type="button"
        title="${w.expungeHint} (Shift E)"
        ?disabled=${deleted === 0}
        @click=${() => actions.expunge()}
      >
        ${deleted > 0 ? w.expungeCount(formatCount(deleted)) : w.expunge}
      </button>`
  }

  #renderBody() {
    const { folderPhase, reason } = this.imap.value
    const w = sessionWords()
    if (folderPhase === 'failed') {
      return html`<state-panel
        tone="danger"
        icon="warning"
        .heading=${w.folderFailed}
        .text=${w.serverSays(reason)}
      >
        <button type="button" @click=${() => this.imap.reselect()}>${words().retry}</button>
      </state-panel>`
    }
    return html`<entry-list
      .imap=${this.imap}
      .now=${this.now}
      ?tall=${this.#layout.name === 'narrow'}
      @open-entry=${({ detail }: CustomEvent<ImapEntry>) => this.#openEntry(detail)}
    ></entry-list>`
  }

  #renderFacts({ uidValidity, uidNext, highestModSeq }: ImapMailbox) {
    const facts = Object.entries({ UIDVALIDITY: uidValidity, UIDNEXT: uidNext, HIGHESTMODSEQ: highestModSeq })
    return html`<p class="facts">
      ${facts
        .filter(([, value]) => value !== null)
        .map(([name, value]) => html`<span>${name} ${value}</span>`)}
    </p>`
  }

  #renderState() {
    const { phase, isIdle } = this.imap.value
    const w = sessionWords()
    const text =
      phase === 'lost' ? w.lost : phase === 'ready' ? (isIdle ? w.idle : w.working) : w.connectingTo
    const tone = phase === 'lost' ? 'lost' : isIdle ? 'live' : ''
    return html`<div class="state" role="status"><span class="dot ${tone}"></span>${text}</div>`
  }

  #renderDialog() {
    if (this.dialog === null) return nothing
    const { folder, folders } = this.imap.value
    return html`<mailbox-dialog
      .name=${this.dialog}
      .folder=${folder}
      .folders=${folders ?? []}
      @dismiss=${() => (this.dialog = null)}
      @choose-folder=${({ detail }: CustomEvent<string>) => void this.#chose(detail)}
    ></mailbox-dialog>`
  }

  /** Does what the dialog asked for, with the name of a folder. */
  async #chose(name: string): Promise<void> {
    const { dialog } = this
    const { folder } = this.imap.value
    this.dialog = null
    if (dialog === 'copy') await this.#actions.copyTo(name)
    else if (dialog === 'move') await this.#actions.moveTo(name)
    else if (dialog === 'create') {
      if (await this.#actions.createFolder(name)) this.#go(name)
    } else if (dialog === 'rename') {
      if (await this.#actions.renameFolder(folder, name)) this.#go(name)
    } else if (await this.#actions.deleteFolder(folder)) this.#go('INBOX')
  }

  #ask(name: MailboxDialogName): void {
    const isAboutEntries = name === 'copy' || name === 'move'
    if (isAboutEntries && this.#actions.targets.length === 0) return
    if ((name === 'rename' || name === 'delete') && this.imap.value.folder === 'INBOX') return
    this.dialog = name
  }

  #go(folder: string): void {
    const { address } = this.imap.value
    this.router.go({ ...routeOf({ kind: 'folder', address, folder }), page: 'imap' })
  }

  #stepFolder(step: number): void {
    const { folder, folders } = this.imap.value
    const names = (folders ?? []).filter(({ isSelectable }) => isSelectable).map(({ name }) => name)
    const next = names[names.indexOf(folder) + step]
    if (next !== undefined) this.#go(next)
  }

  #back(): void {
    const { address, folder } = this.imap.value
    if (!this.#actions.clearPicked()) this.router.go(routeOf(plainMailbox(address, folder)))
  }

  #openCurrent(): void {
    const { current } = this.imap.value.selection
    const entry = this.imap.rows.find(({ uid }) => uid === current)
    if (entry !== undefined) this.#openEntry(entry)
  }

  /** Opens the message in the reader. */
  #openEntry({ id }: ImapEntry): void {
    const { address, folder } = this.imap.value
    if (id !== null) this.router.go({ ...routeOf(plainMailbox(address, folder)), id })
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'mailbox-view': MailboxView
  }
}
