import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import './app-icon.ts'
import { controlStyles } from './control-styles.ts'

/** One message of a conversation. */
export interface ConversationItem {
  readonly id: string
  readonly href: string
  readonly sender: string
  readonly time: string
  /** Sender, subject and time in full. */
  readonly hint: string
  readonly seen: boolean
}

/** The messages of a conversation side by side, the oldest first, each a link. */
@customElement('conversation-strip')
export class ConversationStrip extends LitElement {
  static override styles = [
    controlStyles,
    css`
      :host {
        display: block;
      }
      nav {
        display: flex;
        gap: var(--space-4);
        align-items: center;
        height: 36px;
        padding: 0 var(--space-5);
        border-top: 1px solid var(--border);
        background: var(--canvas);
      }
      .label {
        display: inline-flex;
        flex: none;
        gap: var(--space-3);
        align-items: center;
        color: var(--muted);
        white-space: nowrap;
      }
      ol {
        position: relative;
        display: flex;
        flex: 1;
        gap: var(--space-1);
        min-width: 0;
        margin: 0;
        padding: 3px;
        overflow: auto hidden;
        list-style: none;
        scrollbar-width: none;
      }
      li {
        flex: none;
      }
      a {
        display: flex;
        gap: var(--space-3);
        align-items: center;
        max-width: 220px;
        height: 24px;
        padding: 0 var(--space-3);
        border-radius: 12px;
        color: var(--text);
        text-decoration: none;
        white-space: nowrap;
      }
      a:hover {
        background: var(--neutral-soft);
      }
      a[aria-current] {
        background: var(--selection);
        color: var(--accent);
        font-weight: var(--weight-strong);
      }
      .sender {
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .dot {
        flex: none;
        width: 6px;
        height: 6px;
        border-radius: 50%;
        background: var(--accent);
      }
      time {
        color: var(--muted);
        font-size: var(--size-1);
        font-weight: var(--weight);
      }
    `,
  ]

  /** "3 in this conversation". */
  @property() label = ''
  @property({ attribute: false }) items: readonly ConversationItem[] = []
  /** The id of the message that is open. */
  @property() current = ''

  protected override render() {
    return html`<nav aria-label=${this.label}>
      <span class="label"><app-icon name="thread"></app-icon>${this.label}</span>
      <ol>
        ${this.items.map(item => this.#renderItem(item))}
      </ol>
    </nav>`
  }

  #renderItem({ id, href, sender, time, hint, seen }: ConversationItem) {
    const isCurrent = id === this.current
    return html`<li>
      <a href=${href} title=${hint} aria-current=${isCurrent ? 'true' : nothing}>
        ${seen || isCurrent ? nothing : html`<span class="dot"></span>`}
        <bdi class="sender">${sender}</bdi><time>${time}</time>
      </a>
    </li>`
  }

  protected override updated(): void {
    const list = this.renderRoot.querySelector('ol')
    const link = this.renderRoot.querySelector<HTMLElement>('[aria-current]')
    if (list === null || link === null) return
    // Only the strip is scrolled, and not the page around it.
    list.scrollLeft = link.offsetLeft + link.offsetWidth / 2 - list.clientWidth / 2
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'conversation-strip': ConversationStrip
  }
}
