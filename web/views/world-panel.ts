import { css, html, LitElement, nothing, type PropertyValues } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { Watch } from '../app/watch.ts'
import { deliveryWords } from '../app/words/delivery-words.ts'
import { words } from '../app/words/words.ts'
import type { WorldModel } from '../state/world-model.ts'
import '../ui/app-icon.ts'
import { controlStyles } from '../ui/control-styles.ts'
import '../ui/json-editor.ts'
import type { JsonEditor } from '../ui/json-editor.ts'
import '../ui/note-badge.ts'
import '../ui/skeleton-rows.ts'
import '../ui/state-panel.ts'
import { deliveryPanelStyles } from './delivery-panel-styles.ts'
import { disclosureStyles } from './disclosure-styles.ts'
import { editorErrors } from './editor-errors.ts'

/** The document of the simulated outside, folded away until it is asked for. */
@customElement('world-panel')
export class WorldPanel extends LitElement {
  static override styles = [
    controlStyles,
    deliveryPanelStyles,
    disclosureStyles,
    css`
      .domains {
        flex: 1;
        min-width: 0;
        color: var(--muted);
        overflow-wrap: anywhere;
      }
      form {
        max-width: 960px;
        padding: 0 var(--space-5) var(--space-5);
      }
      form .choice {
        min-height: var(--control);
        margin-top: var(--space-3);
      }
      .overtaken {
        margin: var(--space-3) 0 0;
        color: var(--warning);
      }
      .saved {
        color: var(--success);
      }
      state-panel {
        min-height: 0;
      }
    `,
  ]

  @property({ attribute: false }) world!: WorldModel
  /** It was asked for: it unfolds and comes in sight. */
  @property({ type: Boolean }) wanted = false

  @state() private isOpen = false
  /** It was saved, and nothing was written since. */
  @state() private isSaved = false

  @query('summary') private summary!: HTMLElement
  @query('json-editor') private editor!: JsonEditor | null

  #isSought = false

  constructor() {
    super()
    new Watch(this, () => [this.world])
  }

  override connectedCallback(): void {
    super.connectedCallback()
    window.addEventListener('beforeunload', this.#leaving)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    window.removeEventListener('beforeunload', this.#leaving)
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('wanted')) return
    this.#isSought = this.wanted
    if (this.wanted) this.isOpen = true
  }

  /** Comes in sight when all of it is there. */
  protected override updated(): void {
    if (!this.#isSought || this.world.value.phase === 'loading') return
    this.#isSought = false
    this.summary.focus({ preventScroll: true })
    this.#comeInSight()
  }

  protected override render() {
    const w = deliveryWords()
    const { domains, draft } = this.world.value
    return html`<details ?open=${this.isOpen} @toggle=${this.#toggled}>
      <summary class="bar">
        <app-icon name="forward"></app-icon>
        <h3>${w.world}</h3>
        <span class="domains">${domains.length === 0 ? w.noDomains : domains.join(', ')}</span>
        ${draft === null ? nothing : html`<note-badge tone="warning">${w.unsaved}</note-badge>`}
      </summary>
      ${this.isOpen ? this.#renderBody() : nothing}
    </details>`
  }

  /** Rows above it are measured when they first come near (content-visibility), and move it once more. */
  #comeInSight(): void {
    requestAnimationFrame(() => {
      this.scrollIntoView()
      requestAnimationFrame(() => this.scrollIntoView())
    })
  }

  #renderBody() {
    const w = deliveryWords()
    const { phase } = this.world.value
    if (phase === 'failed') {
      return html`<state-panel tone="danger" icon="warning" .heading=${w.worldFailed}>
        <button type="button" @click=${() => this.world.load()}>${words().retry}</button>
      </state-panel>`
    }
    return html`<p class="about">${w.worldText} <a href="/api/docs" target="_blank">${w.apiDocs}</a>.</p>
      ${phase === 'loading' ? html`<skeleton-rows count="3"></skeleton-rows>` : this.#renderForm()}`
  }

  #renderForm() {
    const w = deliveryWords()
    const { text, draft, troubles, isOvertaken, isSaving } = this.world.value
    const shown = draft ?? text
    return html`<form @submit=${this.#submit}>
      <json-editor
        label=${w.worldDocument}
        rows=${Math.min(28, Math.max(8, shown.split('\n').length + 1))}
        .value=${shown}
        .errors=${editorErrors(troubles)}
        @change-text=${({ detail }: CustomEvent<string>) => this.#write(detail)}
      ></json-editor>
      ${isOvertaken ? html`<p class="overtaken" role="status">${w.overtaken}</p>` : nothing}
      <div class="choice">
        <button class="primary" type="submit" ?disabled=${isSaving}>${isSaving ? w.saving : w.save}</button>
        ${
          draft === null
            ? nothing
            : html`<button type="button" @click=${() => this.world.discard()}>${w.revert}</button>`
        }
        <span class="saved" role="status">${this.isSaved && draft === null ? w.saved : ''}</span>
      </div>
    </form>`
  }

  #write(text: string): void {
    this.isSaved = false
    this.world.edit(text)
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    this.isSaved = await this.world.save()
    if (!this.isSaved) this.editor?.focus()
  }

  #toggled(event: Event): void {
    this.isOpen = (event.target as HTMLDetailsElement).open
  }

  /** The browser asks before the page is left with what is not saved; elsewhere in the inbox it is kept. */
  readonly #leaving = (event: BeforeUnloadEvent) => {
    if (this.world.value.draft !== null) event.preventDefault()
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'world-panel': WorldPanel
  }
}
