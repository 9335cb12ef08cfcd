import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { JOURNEYS, renderReadyMade } from '../app/journey-pane.ts'
import type { Journeys } from '../app/journeys.ts'
import { Watch } from '../app/watch.ts'
import { words } from '../app/words/words.ts'
import type { InfoModel } from '../state/info-model.ts'
import type { ResourceModel } from '../state/resource-model.ts'
import { controlStyles } from '../ui/control-styles.ts'
import '../ui/copy-button.ts'
import '../ui/tab-bar.ts'
import { snippets } from './snippets.ts'

/** How an application is pointed at Facteur, with its real host and port. */
@customElement('connect-view')
export class ConnectView extends LitElement {
  static override styles = [
    controlStyles,
    css`
      :host {
        display: block;
        width: 100%;
        max-width: 640px;
      }
      p {
        margin: 0 0 var(--space-5);
        color: var(--muted);
      }
      h2 {
        margin: 0 0 var(--space-2);
        font-size: var(--size-5);
        font-weight: var(--weight-strong);
      }
      dl {
        display: grid;
        grid-template-columns: max-content 1fr;
        gap: var(--space-2) var(--space-5);
        margin: 0 0 var(--space-5);
        line-height: 24px;
      }
      dt {
        color: var(--muted);
      }
      dd {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        margin: 0;
        font-family: var(--mono);
      }
      copy-button {
        --square: 24px;
      }
      .snippet {
        overflow: hidden;
        border: 1px solid var(--border);
        border-radius: var(--radius-panel);
        background: var(--surface);
      }
      tab-bar {
        padding: var(--space-2);
        border-bottom: 1px solid var(--border);
      }
      .code {
        position: relative;
      }
      .code copy-button {
        position: absolute;
        top: var(--space-3);
        right: var(--space-3);
      }
      pre {
        min-height: 168px;
        margin: 0;
        padding: var(--space-4) var(--space-5);
        overflow: auto;
        color: var(--code-text);
        font: var(--size-1) / 18px var(--mono);
      }
      .test {
        margin-top: var(--space-5);
      }
    `,
  ]

  @property({ attribute: false }) info!: InfoModel
  @property({ attribute: false }) journeys!: ResourceModel<Journeys>
  /** Shows its own heading; without, it stands in a window that has one. */
  @property({ type: Boolean }) headed = false

  @state() private chosen = 'Nodemailer'

  constructor() {
    super()
    new Watch(this, () => [this.info, this.journeys])
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.journeys.show(JOURNEYS)
  }

  protected override render() {
    const w = words()
    const host = location.hostname.replace(/^\[|\]$/g, '')
    const port = this.info.value?.ports.smtp ?? 1025
    const all = snippets(host, port)
    const snippet = all.find(({ name }) => name === this.chosen)
    return html`${this.headed ? html`<h2>${w.connectTitle}</h2>` : nothing}
      <p>${w.connectText}</p>
      <dl>${this.#renderFact(w.host, host)} ${this.#renderFact(w.port, String(port))}</dl>
      <div class="snippet">
        <tab-bar
          wrap
          label=${w.framework}
          .items=${all.map(({ name }) => ({ name, label: name }))}
          .selected=${this.chosen}
          @tab-select=${(event: CustomEvent<string>) => (this.chosen = event.detail)}
        ></tab-bar>
        <div class="code" role="tabpanel" aria-label=${this.chosen}>
          <pre tabindex="0">${snippet?.code}</pre>
          <copy-button .text=${snippet?.code ?? ''}></copy-button>
        </div>
      </div>
      <button class="primary test" type="button" @click=${this.#sendTest}>
        <app-icon name="send"></app-icon>${w.sendTest}
      </button>
      ${renderReadyMade(this.journeys)}`
  }

  #renderFact(label: string, value: string) {
    return html`<dt>${label}</dt>
      <dd>${value}<copy-button .text=${value} .label=${words().copyWhat(label)}></copy-button></dd>`
  }

  #sendTest(): void {
    this.dispatchEvent(new CustomEvent('send-test', { bubbles: true, composed: true }))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'connect-view': ConnectView
  }
}
