import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { keyed } from 'lit/directives/keyed.js'
import type { Message } from '../../server/http/contract.ts'
import { Watch } from '../app/watch.ts'
import { formatCount, words } from '../app/words/words.ts'
import { WIDTHS, type PreviewModel, type PreviewWidth } from '../state/preview-model.ts'
import type { ResourceModel } from '../state/resource-model.ts'
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
      /* A stand-in for the mail programs that darken light mail by turning its colours round. */
      .dark iframe {
        filter: invert(0.9) hue-rotate(180deg);
      }
    `,
  ]

  @property({ attribute: false }) message!: Message
  @property({ attribute: false }) preview!: PreviewModel

  @property({ attribute: false }) references!: ResourceModel<number>

  constructor() {
    super()
    new Watch(this, () => [this.preview, this.references])
  }

  protected override willUpdate(): void {
    if (this.message.html !== null) this.references.show(this.message.id)
  }

  protected override render() {
    const { id, html: source } = this.message
    const { width, dark } = this.preview.value
    if (source === null) return html`<state-panel icon="file" .heading=${words().noHtml}></state-panel>`
    const address = `/api/v1/messages/${encodeURIComponent(id)}/html${this.#isRemote ? '?remote=1' : ''}`
    return html`${this.#renderTools()}
      <div class="stage ${width} ${dark ? 'dark' : ''}">
        ${keyed(
          // A frame whose address changes would add a step to the page's history; a new frame does not.
          address,
          html`<iframe
            sandbox="allow-popups allow-popups-to-escape-sandbox"
            referrerpolicy="no-referrer"
            title=${words().htmlFrame(this.message.subject)}
            src=${address}
          ></iframe>`,
        )}
      </div>`
  }

  #renderTools() {
    const { width, dark } = this.preview.value
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
        .pressed=${dark}
        @click=${() => this.preview.toggleDark()}
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

  get #isRemote(): boolean {
    return this.preview.value.remote.has(this.message.id)
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'html-view': HtmlView
  }
}
