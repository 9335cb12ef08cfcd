import { css, html, LitElement } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'

/** A pane that comes in from the side over the page, open from when it is connected; fires `dismiss`. */
@customElement('side-drawer')
export class SideDrawer extends LitElement {
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

  @query('dialog') private dialog!: HTMLDialogElement

  override firstUpdated(): void {
    this.dialog.showModal()
  }

  protected override render() {
    return html`<dialog
      aria-label=${this.label}
      @close=${() => this.dispatchEvent(new CustomEvent('dismiss'))}
      @click=${(event: MouseEvent) => event.target === this.dialog && this.dialog.close()}
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
