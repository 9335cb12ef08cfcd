import { css, html } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { words } from '../app/words/words.ts'
import { controlStyles } from './control-styles.ts'
import './icon-button.ts'
import { ModalElement } from './modal-element.ts'

/** A window over the page with a heading; what is in it goes into its slot. */
@customElement('modal-dialog')
export class ModalDialog extends ModalElement {
  static override styles = [
    controlStyles,
    css`
      dialog {
        max-width: min(840px, calc(100vw - 32px));
        max-height: min(720px, calc(100dvh - 32px));
        padding: 0;
        border: 1px solid var(--border);
        border-radius: var(--radius-panel);
        background: var(--surface);
        box-shadow: var(--shadow);
        color: var(--text);
      }
      dialog:focus-visible {
        outline: 0;
      }
      dialog::backdrop {
        background: var(--scrim);
      }
      .head {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: var(--space-6);
        padding: var(--space-4) var(--space-4) 0 var(--space-5);
      }
      h2 {
        margin: 0;
        font-size: var(--size-4);
        font-weight: var(--weight-strong);
      }
      .body {
        padding: var(--space-4) var(--space-5) var(--space-5);
      }
    `,
  ]

  @property() heading = ''

  protected override render() {
    return html`<dialog
      aria-labelledby="heading"
      @cancel=${this.cancelled}
      @close=${this.close}
      @click=${this.clicked}
    >
      <div class="head">
        <h2 id="heading">${this.heading}</h2>
        <icon-button icon="close" label=${words().close} @click=${this.close}></icon-button>
      </div>
      <div class="body"><slot></slot></div>
    </dialog>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'modal-dialog': ModalDialog
  }
}
