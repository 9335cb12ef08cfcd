import { html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { Message } from '../../server/http/contract.ts'
import type { InboxActions } from '../app/inbox-actions.ts'
import { renderJourney } from '../app/journey-pane.ts'
import type { Journeys } from '../app/journeys.ts'
import { formatRoute, TABS, type Tab } from '../app/route.ts'
import type { Router } from '../app/router.ts'
import { Watch } from '../app/watch.ts'
import { formatCount, words } from '../app/words/words.ts'
import type { MessageModel, OpenMessage } from '../state/message-model.ts'
import type { NowModel } from '../state/now-model.ts'
import type { PreviewModel } from '../state/preview-model.ts'
import type { ResourceModel } from '../state/resource-model.ts'
import type { SettingsModel } from '../state/settings-model.ts'
import { tagQuery } from '../state/tags.ts'
import type { ThreadModel } from '../state/thread-model.ts'
import type { VisibleModel } from '../state/visible-model.ts'
import { controlStyles } from '../ui/control-styles.ts'
import '../ui/icon-button.ts'
import { paneStyles } from '../ui/pane-styles.ts'
import '../ui/skeleton-rows.ts'
import '../ui/state-panel.ts'
import { Swipe } from '../ui/swipe.ts'
import '../ui/tab-bar.ts'
import type { TabItem } from '../ui/tab-bar.ts'
import './checks-view.ts'
import './headers-view.ts'
import './html-view.ts'
import './links-view.ts'
import './message-actions.ts'
import './message-header.ts'
import type { MessageDetails } from './message-details.ts'
import './parts-view.ts'
import { readerViewStyles } from './reader-view-styles.ts'
import './source-view.ts'
import './text-view.ts'
import './thread-view.ts'
import './transcript-view.ts'

/** The right pane: the open message with its header and its views. */
@customElement('reader-view')
export class ReaderView extends LitElement {
  static override styles = [controlStyles, paneStyles, readerViewStyles]

  @property({ attribute: false }) message!: MessageModel
  @property({ attribute: false }) visible!: VisibleModel
  @property({ attribute: false }) preview!: PreviewModel
  @property({ attribute: false }) settings!: SettingsModel
  @property({ attribute: false }) thread!: ThreadModel
  @property({ attribute: false }) now!: NowModel
  @property({ attribute: false }) details!: MessageDetails
  @property({ attribute: false }) journeys!: ResourceModel<Journeys>
  @property({ attribute: false }) router!: Router
  @property({ attribute: false }) actions!: InboxActions
  /** It takes the place of the list, so it has a button to go back. */
  @property({ type: Boolean }) alone = false

  readonly #swipe = new Swipe(this, () => {
    if (this.alone) this.actions.close()
  })

  constructor() {
    super()
    this.addEventListener('show', ({ detail }: CustomEventInit<Document>) => {
      if (detail !== undefined) this.#swipe.listenTo(detail)
    })
    new Watch(this, () => [this.journeys, this.message, this.visible, this.router])
  }

  protected override render() {
    const open = this.message.value
    return html`${this.#renderBar(open)} ${open === null ? this.#renderNothing() : this.#renderOpen(open)}`
  }

  #renderBar(open: OpenMessage | null) {
    if (open === null && !this.alone) return nothing
    return html`<div class="head">
      ${
        this.alone
          ? html`<icon-button
              icon="back"
              label=${words().back}
              shortcut="Esc"
              @click=${() => this.actions.close()}
            ></icon-button>`
          : nothing
      }
      <icon-button
        icon="up"
        label=${words().previous}
        shortcut="k"
        @click=${() => this.actions.move(-1)}
      ></icon-button>
      <icon-button
        icon="down"
        label=${words().next}
        shortcut="j"
        @click=${() => this.actions.move(1)}
      ></icon-button>
      <span class="space"></span>
      ${
        open?.row && open.phase !== 'gone'
          ? html`<message-actions .row=${open.row} .actions=${this.actions}></message-actions>`
          : nothing
      }
    </div>`
  }

  #renderNothing() {
    return html`<state-panel
      icon="read"
      .heading=${words().nothingOpen}
      .text=${words().nothingOpenText}
    ></state-panel>`
  }

  #renderOpen(open: OpenMessage) {
    if (open.phase === 'gone') {
      return html`<state-panel
        icon="trash"
        .heading=${words().messageGone}
        .text=${words().messageGoneText}
      ></state-panel>`
    }
    if (open.phase === 'failed') {
      return html`<state-panel tone="danger" icon="warning" .heading=${words().messageFailed}>
        <button type="button" @click=${() => this.message.show(open.mailbox, open.id, open.row)}>
          ${words().retry}
        </button>
      </state-panel>`
    }
    const summary = open.message ?? open.row?.summary
    if (summary == null) return this.#renderLoading()
    return html`<message-header
        .summary=${summary}
        .message=${open.message}
        .tags=${open.row?.tags ?? []}
        .tagAddress=${this.#tagAddress}
      ></message-header>
      <thread-view
        .thread=${this.thread}
        .visible=${this.visible}
        .now=${this.now}
        .router=${this.router}
      ></thread-view>
      ${open.message === null ? this.#renderLoading() : this.#renderViews(open.message)}`
  }

  #renderLoading() {
    return html`<skeleton-rows compact count="6" aria-label=${words().loading}></skeleton-rows>`
  }

  readonly #tagAddress = (tag: string) => formatRoute({ ...this.router.value, query: tagQuery(tag) })

  #renderViews(message: Message) {
    const tab = shownTab(this.router.value.tab, message)
    return html`<tab-bar
        label=${words().views}
        .items=${tabItems(message)}
        .selected=${tab}
        @tab-select=${(event: CustomEvent<Tab>) => this.actions.showTab(event.detail)}
      ></tab-bar>
      <div
        class="panel"
        role="tabpanel"
        aria-label=${words().tabs[tab]}
        tabindex=${tab === 'html' ? nothing : 0}
      >
        ${this.#renderPanel(tab, message)}
      </div>`
  }

  #renderPanel(tab: Tab, message: Message) {
    switch (tab) {
      case 'html':
        return html`<html-view
          .message=${message}
          .preview=${this.preview}
          .settings=${this.settings}
          .references=${this.details.remoteReferences}
        ></html-view>`
      case 'text':
        return html`<text-view .message=${message}></text-view>`
      case 'source':
        return html`<source-view .message=${message} .source=${this.details.source}></source-view>`
      case 'headers':
        return html`<headers-view .message=${message} .headers=${this.details.headers}></headers-view>`
      case 'parts':
        return html`<parts-view
          .message=${message}
          .structure=${this.details.structure}
          .text=${this.details.attachmentText}
        ></parts-view>`
      case 'smtp':
        return html`<transcript-view
          .message=${message}
          .transcript=${this.details.transcript}
        ></transcript-view>`
      case 'links':
        return html`<links-view .message=${message}></links-view>`
      case 'journey':
        return renderJourney(this.journeys, message)
      case 'checks':
        return html`<checks-view
          .message=${message}
          .authentication=${this.details.authentication}
        ></checks-view>`
    }
  }
}

/** The tab asked for, or the richest one that the message has something for. */
function shownTab(asked: Tab | null, message: Message): Tab {
  return asked ?? (message.html === null ? 'text' : 'html')
}

function tabItems(message: Message): TabItem[] {
  const { tabs } = words()
  const counts: Partial<Record<Tab, number>> = {
    parts: message.attachments.length,
    links: message.links.length,
  }
  return TABS.map(name => {
    const count = counts[name] ?? 0
    return { name, label: tabs[name], ...(count > 0 && { mark: formatCount(count) }) }
  })
}

declare global {
  interface HTMLElementTagNameMap {
    'reader-view': ReaderView
  }
}
