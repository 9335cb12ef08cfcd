import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { Message } from '../../server/http/contract.ts'
import { words } from '../app/words/words.ts'
import { controlStyles } from '../ui/control-styles.ts'
import '../ui/copy-button.ts'
import '../ui/state-panel.ts'
import { splitLinks } from './split-links.ts'

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
      pre {
        max-width: 84ch;
        margin: 0;
        padding: var(--space-5);
        padding-right: calc(var(--control) + var(--space-5));
        font: var(--size-2) / 1.55 var(--mono);
        overflow-wrap: anywhere;
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
    return html`<pre dir="auto">
${splitLinks(text).map(stretch => (stretch.isLink ? link(stretch.text) : stretch.text))}</pre>
      <copy-button .text=${text}></copy-button>`
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
