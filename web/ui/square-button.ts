import { css, html, LitElement, nothing } from 'lit'
import './app-icon.ts'
import type { IconName } from './app-icon.ts'
import { controlStyles } from './control-styles.ts'

interface SquareLook {
  readonly icon: IconName | undefined
  /** Its name, and its hint where that is not given. */
  readonly label: string
  readonly hint?: string
  readonly pressed?: boolean | undefined
  readonly disabled?: boolean
  readonly click?: (event: Event) => unknown
}

/** What buttons with a picture alone have in common; `--square` is their size. */
export class SquareButton extends LitElement {
  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true }
  static override styles = [
    controlStyles,
    css`
      :host {
        display: inline-flex;
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

  protected renderButton({ icon, label, hint = label, pressed, disabled = false, click }: SquareLook) {
    return html`<button
      class="plain square"
      type="button"
      aria-label=${label}
      title=${hint}
      aria-pressed=${pressed ?? nothing}
      ?disabled=${disabled}
      @click=${click ?? nothing}
    >
      <app-icon .name=${icon} ?filled=${pressed === true}></app-icon>
    </button>`
  }
}
