import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { formatCount, words } from '../app/words/words.ts'
import { controlStyles } from './control-styles.ts'
import './icon-button.ts'

/** What can be asked for with the selected messages. */
export type SelectionAction = 'read' | 'unread' | 'flag' | 'tags' | 'delete' | 'clear'

/** How many messages are selected, and what can be done with them. Fires `act` with a `SelectionAction`. */
@customElement('selection-bar')
export class SelectionBar extends LitElement {
  static override styles = [
    controlStyles,
    css`
      :host {
        display: flex;
        flex: 1;
        gap: var(--space-1);
        align-items: center;
        min-width: 0;
      }
      .count {
        flex: 1;
        overflow: hidden;
        color: var(--accent);
        font-variant-numeric: tabular-nums;
        font-weight: var(--weight-strong);
        text-overflow: ellipsis;
        white-space: nowrap;
      }
    `,
  ]

  @property({ type: Number }) count = 0
  /** How many there are in all, where these are not all although they seem to be. */
  @property({ type: Number }) total: number | null = null

  protected override render() {
    const w = words()
    return html`<icon-button
        icon="close"
        label=${w.clearSelection}
        shortcut="Esc"
        @click=${this.#act('clear')}
      ></icon-button>
      <span class="count" role="status">${this.#said}</span>
      <icon-button icon="read" label=${w.markRead} @click=${this.#act('read')}></icon-button>
      <icon-button icon="unread" label=${w.markUnread} @click=${this.#act('unread')}></icon-button>
      <icon-button icon="flag" label=${w.flag} shortcut="s" @click=${this.#act('flag')}></icon-button>
      <icon-button icon="tag" label=${w.tags} shortcut="t" @click=${this.#act('tags')}></icon-button>
      <icon-button icon="trash" label=${w.delete} shortcut="d" @click=${this.#act('delete')}></icon-button>`
  }

  get #said(): string {
    const shown = formatCount(this.count)
    return this.total === null
      ? words().selected(this.count, shown)
      : words().selectedOf(shown, formatCount(this.total))
  }

  #act(action: SelectionAction) {
    return () => this.dispatchEvent(new CustomEvent<SelectionAction>('act', { detail: action }))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'selection-bar': SelectionBar
  }
}
