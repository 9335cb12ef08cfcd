import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import './app-icon.ts'
import type { IconName } from './app-icon.ts'
import { controlStyles } from './control-styles.ts'

/** A square button with a picture; `label` is its name and its hint. Clicks are the ordinary click event. */
@customElement('icon-button')
export class IconButton extends LitElement {
  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true }
  static override styles = [
    controlStyles,
    css`
      :host {
        display: inline-flex;
      }
      button {
        width: var(--control);
        padding: 0;
        color: var(--muted);
      }
      button:hover {
        color: var(--text);
      }
      button[aria-pressed='true'] {
        color: var(--accent);
      }
      button:disabled {
        opacity: 0.4;
        cursor: default;
      }
    `,
  ]

  @property() icon: IconName | undefined
  @property() label = ''
  /** The key that does the same, shown in the hint. */
  @property() shortcut = ''
  @property({ type: Boolean }) disabled = false
  /** undefined: not a toggle. */
  @property({ attribute: false }) pressed: boolean | undefined

  protected override render() {
    const hint = this.shortcut === '' ? this.label : `${this.label} (${this.shortcut})`
    return html`<button
      class="plain"
      type="button"
      aria-label=${this.label}
      title=${hint}
      aria-pressed=${this.pressed ?? nothing}
      ?disabled=${this.disabled}
    >
      <app-icon .name=${this.icon} ?filled=${this.pressed === true}></app-icon>
    </button>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'icon-button': IconButton
  }
}
