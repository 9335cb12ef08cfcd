import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { Message } from '../../server/http/contract.ts'
import { formatBytes } from '../app/format-bytes.ts'
import { Watch } from '../app/watch.ts'
import { locale, words } from '../app/words/words.ts'
import type { ResourceModel } from '../state/resource-model.ts'
import type { CodeLine } from '../ui/code-line.ts'
import '../ui/code-view.ts'
import { controlStyles } from '../ui/control-styles.ts'
import '../ui/copy-button.ts'
import { highlightSource } from './highlight-source.ts'
import type { Source } from './message-details.ts'
import { renderResource } from './resource-view.ts'

/** The message as it was received, numbered and coloured. */
@customElement('source-view')
export class SourceView extends LitElement {
  static override styles = [
    controlStyles,
    css`
      :host {
        display: flex;
        flex-direction: column;
      }
      code-view {
        flex: 1;
        min-height: 0;
        padding-top: var(--space-3);
      }
      .cut {
        flex: none;
        padding: var(--space-3) var(--space-5);
        border-bottom: 1px solid var(--border);
        background: var(--warning-soft);
      }
      copy-button {
        position: absolute;
        z-index: 1;
        top: var(--space-3);
        right: var(--space-5);
      }
    `,
  ]

  @property({ attribute: false }) message!: Message
  @property({ attribute: false }) source!: ResourceModel<Source>

  #highlighted: { readonly source: Source; readonly lines: CodeLine[] } | undefined

  constructor() {
    super()
    new Watch(this, () => [this.source])
  }

  protected override willUpdate(): void {
    this.source.show(this.message.id)
  }

  protected override render() {
    return renderResource(this.source, this.message.id, source => {
      if (this.#highlighted?.source !== source)
        this.#highlighted = { source, lines: highlightSource(source.text) }
      const isWhole = source.shown === source.whole
      return html`${isWhole ? nothing : this.#renderCut(source)}
        <code-view tabindex="0" .lines=${this.#highlighted.lines}></code-view>
        ${isWhole ? html`<copy-button .text=${source.text}></copy-button>` : nothing}`
    })
  }

  #renderCut({ shown, whole }: Source) {
    const w = words()
    const size = (bytes: number) => formatBytes(bytes, w.units, locale())
    return html`<div class="cut">
      ${w.sourceCut(size(shown), size(whole))}
      <a href="/api/v1/messages/${this.message.id}/raw" target="_blank">${w.wholeSource}</a>
    </div>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'source-view': SourceView
  }
}
