import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { Message } from '../../server/http/contract.ts'
import { formatCount, words } from '../app/words/words.ts'
import { controlStyles } from '../ui/control-styles.ts'
import '../ui/copy-button.ts'
import '../ui/state-panel.ts'
import { splitLinks } from './split-links.ts'

/** The most of a text that is shown, in characters: a browser takes a second for the longest line of this length. */
const MOST_SHOWN = 256 * 1024

/** The text part of a message, with links that open outside. */
@customElement('text-view')
export class TextView extends LitElement {
  static override styles = [
    controlStyles,
    css`
      :host {
        position: relative;
        display: block;
      }
      .cut {
        padding: var(--space-3) calc(var(--control) + var(--space-5)) var(--space-3) var(--space-5);
        border-bottom: 1px solid var(--border);
        background: var(--warning-soft);
      }
      pre {
        max-width: 84ch;
        margin: 0;
        padding: var(--space-5);
        padding-right: calc(var(--control) + var(--space-5));
        font: var(--size-2) / 1.55 var(--mono);
        overflow-wrap: anywhere;
        /* Each line by its own letters; the attribute dir=auto would go over all links for each one of them. */
        unicode-bidi: plaintext;
        white-space: pre-wrap;
      }
      copy-button {
        position: absolute;
        top: var(--space-3);
        right: var(--space-3);
      }
    `,
  ]

  @property({ attribute: false }) message!: Message

  protected override render() {
    const { text, html: source } = this.message
    if (text === null || text.trim() === '') {
      return html`<state-panel
        icon="file"
        .heading=${words().noText}
        .text=${source === null ? '' : words().noTextText}
      ></state-panel>`
    }
    const shown = text.slice(0, MOST_SHOWN)
    return html`${shown.length < text.length ? this.#renderCut(shown.length, text.length) : nothing}
      <pre>${splitLinks(shown).map(stretch => (stretch.isLink ? link(stretch.text) : stretch.text))}</pre>
      <copy-button .text=${text}></copy-button>`
  }

  #renderCut(shown: number, whole: number) {
    const w = words()
    return html`<div class="cut">
      ${w.textCut(formatCount(shown), formatCount(whole))}
      <a href="/api/v1/messages/${encodeURIComponent(this.message.id)}/text" target="_blank"
        >${w.wholeText}</a
      >
    </div>`
  }
}

function link(href: string) {
  return html`<a href=${href} target="_blank" rel="noopener noreferrer">${href}</a>`
}

declare global {
  interface HTMLElementTagNameMap {
    'text-view': TextView
  }
}
