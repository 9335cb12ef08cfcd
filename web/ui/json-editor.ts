import { css, html, LitElement, nothing, type PropertyValues } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import { live } from 'lit/directives/live.js'
import { controlStyles } from './control-styles.ts'

/** Something that is wrong with the text, in words. */
export interface EditorError {
  /** Which value, as a JSON pointer; '' for the whole. */
  readonly path: string
  readonly message: string
  /** The line, from 1; null when it is not known. */
  readonly line: number | null
  /** The line in words; '' when it is not known. */
  readonly place: string
}

/** A text of several lines that a program reads, and below it what is wrong with it. Fires `change-text` with the text. */
@customElement('json-editor')
export class JsonEditor extends LitElement {
  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true }
  static override styles = [
    controlStyles,
    css`
      :host {
        display: block;
      }
      textarea {
        display: block;
        width: 100%;
        padding: var(--space-3) var(--space-4);
        border: 1px solid var(--border-control);
        border-radius: var(--radius);
        background: var(--surface);
        color: var(--code-text);
        font: var(--size-1) / 18px var(--mono);
        resize: vertical;
        tab-size: 2;
        white-space: pre;
      }
      textarea[aria-invalid] {
        border-color: var(--danger);
      }
      ul {
        margin: var(--space-3) 0 0;
        padding: 0;
        color: var(--danger);
        list-style: none;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--space-3);
        align-items: baseline;
        overflow-wrap: anywhere;
      }
      li button {
        height: 22px;
        padding: 0 var(--space-2);
        color: var(--danger);
        text-decoration: underline;
      }
      code {
        font: var(--size-1) / 20px var(--mono);
      }
    `,
  ]

  @property() label = ''
  @property() value = ''
  @property({ type: Number }) rows = 10
  @property({ attribute: false }) errors: readonly EditorError[] = []

  @query('textarea') private textarea!: HTMLTextAreaElement

  #typed = ''

  /** A text that was put in is shown from its beginning; browsers leave the caret at its end. */
  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('value') && this.value !== this.#typed) this.textarea.setSelectionRange(0, 0)
  }

  protected override render() {
    const { label, value, rows, errors } = this
    const isWrong = errors.length > 0
    return html`<textarea
        rows=${rows}
        aria-label=${label}
        aria-invalid=${isWrong ? 'true' : nothing}
        aria-describedby=${isWrong ? 'errors' : nothing}
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        .value=${live(value)}
        @input=${this.#changed}
      ></textarea>
      ${
        isWrong
          ? html`<div id="errors" role="alert">
              <ul>
                ${errors.map(error => this.#renderError(error))}
              </ul>
            </div>`
          : nothing
      }`
  }

  #renderError({ path, message, line, place }: EditorError) {
    return html`<li>
      ${
        line === null
          ? nothing
          : html`<button class="plain" type="button" @click=${() => this.#goTo(line)}>${place}</button>`
      }
      ${path === '' ? nothing : html`<code>${path}</code>`} <span>${message}</span>
    </li>`
  }

  /** Selects a line, and brings it in sight. */
  #goTo(line: number): void {
    const lines = this.textarea.value.split('\n')
    const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0)
    this.textarea.focus()
    this.textarea.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0))
    const height = Number.parseFloat(getComputedStyle(this.textarea).lineHeight)
    this.textarea.scrollTop = Math.max(0, (line - 3) * height)
  }

  #changed(): void {
    this.#typed = this.textarea.value
    this.dispatchEvent(new CustomEvent<string>('change-text', { detail: this.#typed }))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'json-editor': JsonEditor
  }
}
