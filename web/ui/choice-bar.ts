import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import './app-icon.ts'
import type { IconName } from './app-icon.ts'
import { controlStyles } from './control-styles.ts'

export interface Choice {
  readonly value: string
  readonly label: string
  /** Shown in place of the label, which is then its name and hint. */
  readonly icon?: IconName
}

/** One of a few, side by side (ARIA radio group pattern). Fires `choose` with the value. */
@customElement('choice-bar')
export class ChoiceBar extends LitElement {
  static override styles = [
    controlStyles,
    css`
      :host {
        display: inline-flex;
      }
      div {
        display: inline-flex;
        border: 1px solid var(--border);
        border-radius: var(--radius);
        background: var(--raised);
      }
      button {
        height: calc(var(--control) - 2px);
        padding: 0 var(--space-3);
        border: 0;
        border-radius: calc(var(--radius) - 1px);
        background: none;
        color: var(--muted);
      }
      button:hover {
        color: var(--text);
      }
    `,
  ]

  @property({ attribute: false }) choices: readonly Choice[] = []
  @property() value = ''
  @property() label = ''

  protected override render() {
    return html`<div role="radiogroup" aria-label=${this.label} @keydown=${this.#move}>
      ${this.choices.map(
        ({ value, label, icon }) =>
          html`<button
            type="button"
            role="radio"
            aria-checked=${value === this.value}
            tabindex=${value === this.value ? 0 : -1}
            aria-label=${label}
            title=${label}
            @click=${() => this.#choose(value)}
          >
            ${icon === undefined ? label : html`<app-icon name=${icon}></app-icon>`}
          </button>`,
      )}
    </div>`
  }

  #choose(value: string): void {
    this.dispatchEvent(new CustomEvent<string>('choose', { detail: value, bubbles: true, composed: true }))
  }

  #move(event: KeyboardEvent): void {
    const step = /^Arrow(Right|Down)$/.test(event.key) ? 1 : /^Arrow(Left|Up)$/.test(event.key) ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const index = this.choices.findIndex(choice => choice.value === this.value)
    const next = (index + step + this.choices.length) % this.choices.length
    const choice = this.choices[next]
    if (choice === undefined) return
    this.#choose(choice.value)
    this.renderRoot.querySelectorAll('button')[next]?.focus()
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'choice-bar': ChoiceBar
  }
}
