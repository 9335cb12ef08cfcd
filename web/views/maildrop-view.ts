import { html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { Command, PlainCommand } from '../app/keyboard.ts'
import { Layout } from '../app/layout.ts'
import { routeOf } from '../app/route.ts'
import type { Router } from '../app/router.ts'
import { Watch } from '../app/watch.ts'
import { sessionWords } from '../app/words/session-words.ts'
import { formatCount, words } from '../app/words/words.ts'
import { plainMailbox } from '../state/mailbox.ts'
import { deletedCount, type MaildropMessage } from '../state/pop3-maildrop.ts'
import type { Pop3Model } from '../state/pop3-model.ts'
import type { Retrieved } from '../state/pop3-state.ts'
import type { CodeLine } from '../ui/code-line.ts'
import '../ui/code-view.ts'
import { controlStyles } from '../ui/control-styles.ts'
import '../ui/copy-button.ts'
import '../ui/icon-button.ts'
import '../ui/maildrop-row.ts'
import '../ui/skeleton-rows.ts'
import '../ui/state-panel.ts'
import '../ui/tab-bar.ts'
import '../ui/virtual-list.ts'
import type { VirtualList } from '../ui/virtual-list.ts'
import { highlightSource } from './highlight-source.ts'
import { renderClosed, renderLocked } from './maildrop-states.ts'
import { maildropViewStyles } from './maildrop-view-styles.ts'
import { renderMissingAccount } from './missing-account.ts'
import { pageStyles } from './page-styles.ts'
import { renderSessionHeader, sessionHeaderStyles } from './session-header.ts'
import type { SessionPage } from './session-page.ts'
import { renderFailure, renderLog, renderPassword } from './session-parts.ts'
import { sessionStyles } from './session-styles.ts'

const ROW = 36

/** An account as a mail program meets it by POP3: a maildrop that is opened, read, marked and left. */
@customElement('maildrop-view')
export class MaildropView extends LitElement implements SessionPage {
  static override styles = [controlStyles, pageStyles, sessionStyles, sessionHeaderStyles, maildropViewStyles]

  @property({ attribute: false }) pop3!: Pop3Model
  @property({ attribute: false }) router!: Router

  /** Where there is room for one pane alone. */
  @state() private pane: 'maildrop' | 'message' | 'log' = 'maildrop'

  @query('virtual-list') private list!: VirtualList | null

  readonly isModal = false
  readonly #layout = new Layout(this)
  #current: number | null = null
  #retrieved: Retrieved | null = null
  #source: readonly CodeLine[] = []

  constructor() {
    super()
    new Watch(this, () => [this.pop3, this.router])
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.pop3.leave()
  }

  obey(command: Command): boolean {
    const run = command.name === 'tab' ? undefined : this.#commands[command.name]
    run?.()
    return run !== undefined
  }

  readonly #commands: Partial<Record<PlainCommand, () => unknown>> = {
    next: () => this.pop3.move(1),
    previous: () => this.pop3.move(-1),
    top: () => this.list?.scrollToTop(),
    open: () => (this.pop3.value.phase === 'open' ? this.pop3.retrieve() : this.pop3.open()),
    back: () => this.router.go(routeOf(plainMailbox(this.pop3.value.address, 'INBOX'))),
    delete: () => this.pop3.delete(),
    undo: () => this.pop3.reset(),
    topLines: () => this.pop3.top(),
    fetchAll: () => this.pop3.fetchAll(),
    quitMaildrop: () => this.pop3.quit(),
  }

  protected override willUpdate(): void {
    const { page, mailbox } = this.router.value
    if (page === 'pop3' && mailbox.kind === 'folder' && mailbox.address !== this.pop3.shown)
      this.pop3.show(mailbox.address)
    const { retrieved } = this.pop3.value
    if (retrieved !== this.#retrieved && retrieved !== null) this.pane = 'message'
    if (retrieved !== this.#retrieved)
      this.#source = retrieved === null ? [] : highlightSource(retrieved.text)
    this.#retrieved = retrieved
  }

  protected override render() {
    const { address, phase, reason, log, failure } = this.pop3.value
    const layout = this.#layout.name
    const header = renderSessionHeader({
      address,
      folder: 'INBOX',
      protocol: 'pop3',
      narrow: layout !== 'wide',
    })
    if (phase === 'missing') return [header, renderMissingAccount(address)]
    if (phase === 'password')
      return [header, renderPassword(address, reason, password => void this.pop3.open(password))]
    const panes = {
      maildrop: () => this.#renderMaildrop(),
      message: () => this.#renderMessage(),
      log: () => renderLog(log),
    }
    return html`${header} ${renderFailure(failure, () => this.pop3.dismissFailure())}
    ${
      layout === 'narrow'
        ? html`${this.#renderTabs()}
            <div class="panes one narrow">${panes[this.pane]()}</div>`
        : html`<div class="panes several">${panes.maildrop()} ${panes.message()} ${panes.log()}</div>`
    }`
  }

  #renderTabs() {
    const { panes, paneNames } = sessionWords()
    const names = ['maildrop', 'message', 'log'] as const
    return html`<tab-bar
      label=${panes}
      .items=${names.map(name => ({ name, label: paneNames[name] }))}
      .selected=${this.pane}
      @tab-select=${({ detail }: CustomEvent<typeof this.pane>) => (this.pane = detail)}
    ></tab-bar>`
  }

  #renderMaildrop() {
    const { phase } = this.pop3.value
    return html`<section class="pane maildrop" aria-label=${sessionWords().maildrop}>
      ${phase === 'open' ? this.#renderOpen() : html`<div class="body">${this.#renderShut()}</div>`}
    </section>`
  }

  #renderShut() {
    const { phase, end, holders, reason } = this.pop3.value
    const open = () => void this.pop3.open()
    if (phase === 'opening') {
      return html`<skeleton-rows compact aria-label=${words().loading}></skeleton-rows>`
    }
    return phase === 'locked' ? renderLocked(holders, reason, open) : renderClosed(end, holders, reason, open)
  }

  #renderOpen() {
    const w = sessionWords()
    const { messages } = this.pop3.value
    return html`${this.#renderBar()}
      <div class="body">${messages.length === 0 ? this.#renderEmpty() : this.#renderList()}</div>
      ${messages.length === 0 ? nothing : this.#renderProgram()}
      <div class="state" role="status"><span class="dot live"></span>${w.openText}</div>`
  }

  #renderBar() {
    const { messages, current } = this.pop3.value
    const w = sessionWords()
    const left = messages.filter(({ isDeleted }) => !isDeleted)
    const octets = left.reduce((sum, message) => sum + message.octets, 0)
    const marked = deletedCount(messages)
    const buttons = [
      ['RETR', w.retr, 'Enter', current === null, () => this.pop3.retrieve()],
      ['TOP', w.top, 'h', current === null, () => this.pop3.top()],
      ['DELE', w.dele, 'd', current === null, () => this.pop3.delete()],
      ['RSET', w.rset, 'z', marked === 0, () => this.pop3.reset()],
      ['QUIT', w.quit, 'Shift Q', false, () => this.pop3.quit()],
    ] as const
    return html`<div class="bar">
      <span class="count">${w.totals(left.length, formatCount(left.length), formatCount(octets))}</span>
      <span class="space"></span>
      <span class="commands">
        ${buttons.map(
          ([name, hint, key, disabled, run]) =>
            html`<button
              class=${name === 'QUIT' && marked > 0 ? 'danger' : ''}
              type="button"
              title="${hint} (${key})"
              ?disabled=${disabled}
              @click=${run}
            >
              ${name}
            </button>`,
        )}
      </span>
    </div>`
  }

  #renderEmpty() {
    const { emptyMaildrop, emptyMaildropText } = sessionWords()
    return html`<state-panel icon="all" .heading=${emptyMaildrop} .text=${emptyMaildropText}></state-panel>`
  }

  #renderList() {
    const { messages, current } = this.pop3.value
    const w = sessionWords()
    return html`<div class="titles" aria-hidden="true">
        <span>${w.messageNumber}</span><span>${w.octets}</span><span>${w.uniqueId}</span><span></span>
      </div>
      <virtual-list
        .items=${messages}
        .total=${messages.length}
        .rowHeight=${ROW}
        .current=${messages.findIndex(({ number }) => number === current)}
        .label=${w.maildrop}
        .renderItem=${this.#renderRow}
        .revision=${current}
        @keydown=${this.#pressed}
      ></virtual-list>`
  }

  readonly #renderRow = (index: number) => {
    const { messages, current } = this.pop3.value
    const message = messages[index]
    if (message === undefined) return html``
    const isCurrent = message.number === current
    return html`<maildrop-row
      id="option-${index}"
      role="option"
      aria-selected=${isCurrent}
      aria-setsize=${messages.length}
      aria-posinset=${index + 1}
      ?current=${isCurrent}
      .content=${rowContent(message)}
      @click=${() => this.pop3.go(message.number)}
      @dblclick=${() => this.pop3.retrieve()}
    ></maildrop-row>`
  }

  /** What a program does that checks for mail, and what becomes of the messages here. */
  #renderProgram() {
    const { leavesCopy, isBusy } = this.pop3.value
    const w = sessionWords()
    return html`<div class="program-like">
      <div class="choices">
        <label>
          <input
            type="checkbox"
            .checked=${leavesCopy}
            @change=${(event: Event) => this.pop3.setLeavesCopy((event.target as HTMLInputElement).checked)}
          />${w.leaveCopy}
        </label>
        <span class="space"></span>
        <button
          type="button"
          title="${w.fetchAll} (Shift F)"
          ?disabled=${isBusy}
          @click=${() => this.pop3.fetchAll()}
        >
          <app-icon name="download"></app-icon>${w.fetchAll}
        </button>
      </div>
      <p role="status">${this.#programText}</p>
    </div>`
  }

  get #programText(): string {
    const { leavesCopy, result } = this.pop3.value
    const w = sessionWords()
    if (result === null) return leavesCopy ? w.leaveCopyOn : w.leaveCopyOff
    const tell = result.isLeft ? w.fetchedLeft : w.fetchedMarked
    return tell(result.fetched, formatCount(result.fetched))
  }

  #renderMessage() {
    const w = sessionWords()
    const { retrieved } = this.pop3.value
    return html`<section class="pane message" aria-label=${w.paneNames.message}>
      ${
        retrieved === null
          ? html`<state-panel
              icon="file"
              .heading=${w.nothingFetched}
              .text=${w.nothingFetchedText}
            ></state-panel>`
          : this.#renderRetrieved(retrieved)
      }
    </section>`
  }

  #renderRetrieved({ command, number, octets, text, isCut }: Retrieved) {
    const w = sessionWords()
    return html`<div class="bar">
        <h3>${w.retrieved(command, formatCount(number))}</h3>
        <span class="count">${w.shownOf(formatCount(octets))}${isCut ? ` ${w.cutText}` : ''}</span>
        <span class="space"></span>
        <copy-button .text=${text}></copy-button>
      </div>
      <code-view tabindex="0" .lines=${this.#source}></code-view>`
  }

  #pressed(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key]
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    this.pop3.move(step)
  }

  protected override updated(): void {
    const { current, messages } = this.pop3.value
    if (current === this.#current) return
    this.#current = current
    this.list?.reveal(messages.findIndex(({ number }) => number === current))
  }
}

function rowContent({ number, octets, uniqueId, isFetched, isDeleted }: MaildropMessage) {
  const w = sessionWords()
  return {
    number: formatCount(number),
    octets: formatCount(octets),
    uniqueId,
    fetched: isFetched ? w.fetched : '',
    marked: isDeleted ? w.marked : '',
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'maildrop-view': MaildropView
  }
}
