import { html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { words } from '../app/words/words.ts'
import type { Draft } from '../state/draft.ts'
import type { FieldErrors } from '../state/outbox-model.ts'
import { controlStyles } from '../ui/control-styles.ts'
import '../ui/form-field.ts'
import type { FormField } from '../ui/form-field.ts'

/** The lines above the text of a message, in their order. */
export const LINE_FIELDS = ['from', 'to', 'cc', 'bcc', 'subject'] as const

export type LineField = (typeof LINE_FIELDS)[number]

/** Who sends a message to whom, and what it is about. Fires `change-draft` with what was changed. */
@customElement('compose-fields')
export class ComposeFields extends LitElement {
  static override styles = [controlStyles]

  @property({ attribute: false }) draft!: Draft
  @property({ attribute: false }) errors: FieldErrors = {}
  /** Addresses that are known, offered while one types. */
  @property({ attribute: false }) addresses: readonly string[] = []

  /** Lines that are shown though there is nothing in them. */
  @state() private unfolded: ReadonlySet<LineField> = new Set()

  /** Puts the caret into a line, once it is there. */
  async focusLine(field: LineField): Promise<void> {
    await this.updateComplete
    const line = this.renderRoot.querySelector<FormField>(`form-field.${field}`)
    await line?.updateComplete
    line?.focus()
  }

  protected override render() {
    const w = words()
    return LINE_FIELDS.map(field => (this.#isShown(field) ? this.#renderLine(field, w[field]) : nothing))
  }

  #renderLine(field: LineField, label: string) {
    return html`<form-field
      class=${field}
      label=${label}
      .value=${this.draft[field]}
      .error=${this.errors[field] ?? ''}
      .suggestions=${field === 'subject' ? [] : this.addresses}
      ?required=${field === 'from' || field === 'to'}
      @change-text=${(event: CustomEvent<string>) => this.#change({ [field]: event.detail })}
    >
      ${field === 'to' ? this.#renderUnfold() : nothing}
    </form-field>`
  }

  #renderUnfold() {
    const w = words()
    const folded = (['cc', 'bcc'] as const).filter(field => !this.#isShown(field))
    return folded.map(
      field =>
        html`<button
          class="plain"
          type="button"
          aria-label=${field === 'cc' ? w.addCc : w.addBcc}
          @click=${() => this.#unfold(field)}
        >
          ${w[field]}
        </button>`,
    )
  }

  #isShown(field: LineField): boolean {
    const isFolded = field === 'cc' || field === 'bcc'
    return !isFolded || this.unfolded.has(field) || this.draft[field] !== ''
  }

  #unfold(field: LineField): void {
    this.unfolded = new Set([...this.unfolded, field])
    void this.focusLine(field)
  }

  #change(detail: Partial<Draft>): void {
    this.dispatchEvent(new CustomEvent<Partial<Draft>>('change-draft', { detail }))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'compose-fields': ComposeFields
  }
}
