import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { styleProperties } from './style-properties.ts'
import { words } from '../app/words/words.ts'
import { controlStyles } from './control-styles.ts'

/** Says what was done and offers to take it back; a line shows how long that is possible. Fires `undo`. */
@customElement('undo-toast')
export class UndoToast extends LitElement {
  static override styles = [
    controlStyles,
    css`
      div {
        position: relative;
        display: flex;
        align-items: center;
        gap: var(--space-5);
        height: 40px;
        padding: 0 var(--space-3) 0 var(--space-5);
        overflow: hidden;
        border: 1px solid var(--border);
        border-radius: var(--radius-panel);
        background: var(--raised);
        box-shadow: var(--shadow);
      }
      button {
        color: var(--accent);
        font-weight: var(--weight-strong);
      }
      kbd {
        color: var(--muted);
        font: var(--size-1) var(--mono);
      }
      .left {
        position: absolute;
        bottom: 0;
        left: 0;
        width: 100%;
        height: 2px;
        background: var(--accent);
        transform-origin: left;
        animation: shrink linear forwards;
      }
      @keyframes shrink {
        to {
          transform: scaleX(0);
        }
      }
      @media (prefers-reduced-motion: reduce) {
        .left {
          display: none;
        }
      }
    `,
  ]

  @property() text = ''
  /** How long it can be taken back, in milliseconds. */
  @property({ type: Number }) duration = 8000

  protected override render() {
    return html`<div role="status">
      <span>${this.text}</span>
      <button class="plain" type="button" @click=${this.#undo}>${words().undo} <kbd>z</kbd></button>
      <span class="left" ${styleProperties({ 'animation-duration': `${this.duration}ms` })}></span>
    </div>`
  }

  #undo(): void {
    this.dispatchEvent(new CustomEvent('undo', { bubbles: true, composed: true }))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'undo-toast': UndoToast
  }
}
