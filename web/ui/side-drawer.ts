import { css, html } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { ModalElement } from './modal-element.ts'

/** A pane that comes in from the side over the page. */
@customElement('side-drawer')
export class SideDrawer extends ModalElement {
  static override styles = css`
    /* The window lies over the page and takes no place in it. */
    :host {
      display: contents;
    }
    dialog {
      inset: 0 auto 0 0;
      display: flex;
      width: min(280px, 84vw);
      max-width: none;
      height: 100dvh;
      max-height: none;
      margin: 0;
      padding: 0;
      border: 0;
      background: var(--canvas);
      box-shadow: var(--shadow);
      color: inherit;
      animation: enter var(--motion) var(--ease);
    }
    dialog::backdrop {
      background: var(--scrim);
    }
    ::slotted(*) {
      flex: 1;
    }
    @keyframes enter {
      from {
        translate: -100% 0;
      }
    }
  `

  @property() label = ''

  protected override render() {
    return html`<dialog
      aria-label=${this.label}
      @cancel=${this.cancelled}
      @close=${this.close}
      @click=${this.clicked}
    >
      <slot></slot>
    </dialog>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'side-drawer': SideDrawer
  }
}
