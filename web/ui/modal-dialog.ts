import { css, html, LitElement } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import { words } from '../app/words/words.ts'
import { controlStyles } from './control-styles.ts'
import './icon-button.ts'

/** A window over the page, open from when it is connected; fires `dismiss` when it is closed. */
@customElement('modal-dialog')
export class ModalDialog extends LitElement {
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

  @query('dialog') private dialog!: HTMLDialogElement

  override firstUpdated(): void {
    this.dialog.showModal()
  }

  protected override render() {
    return html`<dialog aria-labelledby="heading" @close=${this.#dismiss} @click=${this.#clicked}>
      <div class="head">
        <h2 id="heading">${this.heading}</h2>
        <icon-button icon="close" label=${words().close} @click=${() => this.dialog.close()}></icon-button>
      </div>
      <div class="body"><slot></slot></div>
    </dialog>`
  }

  #clicked(event: MouseEvent): void {
    // The backdrop belongs to the dialog itself; all that is in it is below other elements.
    if (event.target === this.dialog) this.dialog.close()
  }

  #dismiss(): void {
    this.dispatchEvent(new CustomEvent('dismiss'))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'modal-dialog': ModalDialog
  }
}
