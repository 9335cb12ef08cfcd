import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'

/** A word or two about what differs from the ordinary; the tone only underlines what the words say. */
@customElement('note-badge')
export class NoteBadge extends LitElement {
  static override styles = css`
    :host {
      display: inline-block;
      flex: none;
      max-width: 100%;
      height: 18px;
      padding: 0 6px;
      border-radius: var(--radius);
      background: var(--neutral-soft);
      color: var(--muted);
      font: var(--size-1) / 18px var(--sans);
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    :host([tone='warning']) {
      background: var(--warning-soft);
      color: var(--warning);
    }
    :host([tone='danger']) {
      background: var(--danger-soft);
      color: var(--danger);
    }
  `

  @property({ reflect: true }) tone: 'neutral' | 'warning' | 'danger' = 'neutral'

  protected override render() {
    return html`<slot></slot>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'note-badge': NoteBadge
  }
}
