import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import { live } from 'lit/directives/live.js'
import { controlStyles } from './control-styles.ts'

/**
 * A line of a form: what it is, what was typed, and below it what is wrong. Fires `change-text` with the text. Buttons that
 * belong to it go into its slot.
 */
@customElement('form-field')
export class FormField extends LitElement {
  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true }
  static override styles = [
    controlStyles,
    css`
      :host {
        display: block;
        border-bottom: 1px solid var(--border);
      }
      .line {
        display: flex;
        align-items: center;
        min-height: 36px;
        padding: 0 var(--space-3) 0 var(--space-5);
      }
      label {
        flex: none;
        width: 64px;
        color: var(--muted);
      }
      input {
        flex: 1;
        min-width: 0;
        height: 34px;
        padding: 0;
        border: 0;
        outline: 0;
        background: none;
      }
      input:focus-visible {
        outline: 0;
      }
      /* The arrow of its suggestions, which come by themselves. */
      input::-webkit-calendar-picker-indicator {
        display: none !important;
      }
      :host(:focus-within) {
        border-color: var(--focus);
        box-shadow: 0 1px var(--focus);
      }
      :host([wrong]) {
        border-color: var(--danger);
        box-shadow: 0 1px var(--danger);
      }
      .error {
        margin: 0;
        padding: 0 var(--space-5) var(--space-3) calc(64px + var(--space-5));
        color: var(--danger);
        font-size: var(--size-1);
        overflow-wrap: anywhere;
      }
    `,
  ]

  @property() label = ''
  @property() value = ''
  /** What is wrong with it; '' when nothing is. */
  @property() error = ''
  /** It has to have something in it. */
  @property({ type: Boolean }) required = false
  /** What could be meant, offered while one types. */
  @property({ attribute: false }) suggestions: readonly string[] = []
  @property({ type: Boolean, reflect: true }) wrong = false

  @query('input') private input!: HTMLInputElement

  protected override willUpdate(): void {
    this.wrong = this.error !== ''
  }

  protected override render() {
    const { label, value, error, suggestions, required } = this
    return html`<div class="line">
        <label for="input">${label}</label>
        <input
          id="input"
          type="text"
          dir="auto"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          list=${suggestions.length > 0 ? 'suggestions' : nothing}
          aria-required=${required ? 'true' : nothing}
          aria-invalid=${error === '' ? nothing : 'true'}
          aria-describedby=${error === '' ? nothing : 'error'}
          .value=${live(value)}
          @input=${this.#typed}
        />
        <slot></slot>
      </div>
      ${error === '' ? nothing : html`<p class="error" id="error" role="alert">${error}</p>`}
      ${suggestions.length > 0 ? this.#renderSuggestions() : nothing}`
  }

  /** A list of addresses goes on behind its last comma. */
  #renderSuggestions() {
    const before = /^.*,\s*/.exec(this.value)?.[0] ?? ''
    return html`<datalist id="suggestions">
      ${this.suggestions.map(text => html`<option value=${before + text}></option>`)}
    </datalist>`
  }

  #typed(): void {
    this.dispatchEvent(new CustomEvent<string>('change-text', { detail: this.input.value }))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'form-field': FormField
  }
}
