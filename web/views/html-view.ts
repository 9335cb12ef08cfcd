import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { keyed } from 'lit/directives/keyed.js'
import type { Message } from '../../server/http/contract.ts'
import { forwardKeys } from '../app/forward-keys.ts'
import { Watch } from '../app/watch.ts'
import { formatCount, words } from '../app/words/words.ts'
import { WIDTHS, type PreviewModel, type PreviewWidth } from '../state/preview-model.ts'
import type { ResourceModel } from '../state/resource-model.ts'
import type { SettingsModel } from '../state/settings-model.ts'
import '../ui/choice-bar.ts'
import { controlStyles } from '../ui/control-styles.ts'
import '../ui/icon-button.ts'
import '../ui/state-panel.ts'

const ICONS = { phone: 'phone', tablet: 'tablet', full: 'desktop' } as const

/** The HTML of a message in a frame that runs nothing, at the width of a device. */
@customElement('html-view')
export class HtmlView extends LitElement {
  static override styles = [
    controlStyles,
    css`
      :host {
        display: flex;
        flex-direction: column;
      }
      .tools {
        display: flex;
        flex: none;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-3);
        padding: var(--space-3) var(--space-5);
        border-bottom: 1px solid var(--border);
        background: var(--canvas);
      }
      .space {
        flex: 1;
      }
      .none,
      .count {
        color: var(--muted);
        font-variant-numeric: tabular-nums;
      }
      .stage {
        display: flex;
        flex: 1;
        justify-content: safe center;
        min-height: 0;
        overflow: auto;
        background: var(--canvas);
      }
      iframe {
        flex: none;
        width: 100%;
        height: 100%;
        border: 0;
        background: var(--paper);
        color-scheme: light;
      }
      .dark iframe {
        background: var(--dark-paper);
        color-scheme: dark;
      }
      .phone iframe,
      .tablet iframe {
        box-shadow: 0 0 0 1px var(--border);
      }
      .phone iframe {
        width: 375px;
      }
      .tablet iframe {
        width: 768px;
      }
    `,
  ]

  @property({ attribute: false }) message!: Message
  @property({ attribute: false }) preview!: PreviewModel
  @property({ attribute: false }) settings!: SettingsModel
  @property({ attribute: false }) references!: ResourceModel<number>

  constructor() {
    super()
    new Watch(this, () => [this.preview, this.settings, this.references])
  }

  protected override willUpdate(): void {
    if (this.message.html !== null) this.references.show(this.message.id)
  }

  protected override render() {
    const source = this.message.html
    const { width } = this.preview.value
    const { paper } = this.settings.value
    if (source === null) return html`<state-panel icon="file" .heading=${words().noHtml}></state-panel>`
    const address = this.#address
    return html`${this.#renderTools()}
      <div class="stage ${width} ${paper}">
        ${keyed(
          // A frame whose address changes would add a step to the page's history; a new frame does not.
          address,
          // Without allow-scripts nothing runs in it, so that allow-same-origin lets us hear its keys and no one anything else.
          html`<iframe
            sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
            referrerpolicy="no-referrer"
            title=${words().htmlFrame(this.message.subject)}
            src=${address}
            @load=${(event: Event) => this.#loaded(event.target as HTMLIFrameElement)}
          ></iframe>`,
        )}
      </div>`
  }

  get #address(): string {
    const options = [
      ...(this.#isRemote ? ['remote=1'] : []),
      ...(this.settings.value.paper === 'dark' ? ['dark=1'] : []),
    ]
    const search = options.length === 0 ? '' : `?${options.join('&')}`
    return `/api/v1/messages/${encodeURIComponent(this.message.id)}/html${search}`
  }

  #renderTools() {
    const { width } = this.preview.value
    const w = words()
    return html`<div class="tools">
      <choice-bar
        label=${w.width}
        .choices=${WIDTHS.map(value => ({ value, label: w.widths[value], icon: ICONS[value] }))}
        .value=${width}
        @choose=${(event: CustomEvent<PreviewWidth>) => this.preview.setWidth(event.detail)}
      ></choice-bar>
      <icon-button
        icon="moon"
        label=${w.darkPreview}
        shortcut="m"
        .pressed=${this.settings.value.paper === 'dark'}
        @click=${() => this.settings.togglePaper()}
      ></icon-button>
      <span class="space"></span>
      ${this.#renderRemote()}
    </div>`
  }

  #renderRemote() {
    const w = words()
    const count = this.references.value.value
    if (count === 0) return html`<span class="none">${w.noRemote}</span>`
    return html`<button
      type="button"
      aria-pressed=${this.#isRemote}
      @click=${() => this.preview.toggleRemote(this.message.id)}
    >
      <app-icon name="picture"></app-icon>${this.#isRemote ? w.remoteShown : w.showRemote}
      ${count === null ? nothing : html`<span class="count">${formatCount(count)}</span>`}
    </button>`
  }

  /** Tells the page of the document, which hears nothing of what happens in there by itself. */
  #loaded(frame: HTMLIFrameElement): void {
    const shown = frame.contentDocument
    if (shown === null) return
    forwardKeys(shown, frame)
    this.dispatchEvent(new CustomEvent<Document>('show', { detail: shown, bubbles: true, composed: true }))
  }

  get #isRemote(): boolean {
    return this.preview.value.remote.has(this.message.id)
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'html-view': HtmlView
  }
}
