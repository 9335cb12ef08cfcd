import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { words } from '../app/words/words.ts'
import './app-icon.ts'
import { controlStyles } from './control-styles.ts'
import './copy-button.ts'

/**
 * A link of a mail as a quiet button that says where it leads. It opens outside and tells the site nothing of us. The words
 * may be cut, the host never loses its end, which is what says whose it is.
 */
@customElement('action-link')
export class ActionLink extends LitElement {
  static override styles = [
    controlStyles,
    css`
      :host {
        box-sizing: border-box;
        display: inline-flex;
        max-width: 100%;
        border: 1px solid var(--border);
        border-radius: var(--radius);
        background: var(--raised);
      }
      a {
        display: inline-flex;
        gap: var(--space-3);
        align-items: center;
        min-width: 0;
        height: calc(var(--control) - 2px);
        padding: 0 var(--space-3);
        border-radius: var(--radius);
        color: var(--text);
        text-decoration: none;
        white-space: nowrap;
      }
      a:hover {
        background: var(--hover);
      }
      app-icon {
        color: var(--muted);
      }
      .text {
        max-width: 28ch;
        min-width: 4em;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .host {
        min-width: 0;
        max-width: 36ch;
        overflow: hidden;
        color: var(--muted);
        font-size: var(--size-1);
        text-overflow: ellipsis;
      }
      .host.other {
        color: var(--warning);
      }
      copy-button {
        --square: calc(var(--control) - 2px);
      }
    `,
  ]

  /** An address that may be opened. */
  @property() href = ''
  @property() text = ''
  @property() host = ''
  /** The text names another host than the one it leads to. */
  @property({ type: Boolean }) deceptive = false

  protected override render() {
    const { href, text, host } = this
    const w = words()
    return html`<a href=${href} target="_blank" rel="noopener noreferrer" title=${href}>
        <app-icon name="link"></app-icon>
        ${text === '' || text === host ? nothing : html`<bdi class="text">${text}</bdi>`}
        <span class="host ${this.deceptive ? 'other' : ''}" dir="rtl"><bdi dir="ltr">${host}</bdi></span>
      </a>
      <copy-button .text=${href} label=${w.copyLink(host)}></copy-button>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'action-link': ActionLink
  }
}
