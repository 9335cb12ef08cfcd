import { html, LitElement, nothing, type PropertyValues } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { live } from 'lit/directives/live.js'
import { styleProperties } from './style-properties.ts'
import { words } from '../app/words/words.ts'
import './app-icon.ts'
import { complete, completionsOf, wordAt, type Completion } from './completions.ts'
import { controlStyles } from './control-styles.ts'
import './icon-button.ts'
import { searchBoxStyles } from './search-box-styles.ts'

/** What is wrong with a query, and at which character. */
export interface SearchError {
  readonly position: number
  readonly message: string
}

/** Searches of late that are offered. */
const MOST_RECENT = 5

/** Pause in typing, in milliseconds, after which what stands there is searched for. */
const PAUSE = 200

/**
 * The search box: tells the query language while nothing is typed, completes keys and addresses, shows an error under its
 * character. Fires `search` with the text after a pause, `submit-search` on Enter, and `toggle-saved` to save it or let it go
 * (ARIA combobox pattern).
 */
@customElement('search-box')
export class SearchBox extends LitElement {
  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true }
  static override styles = [controlStyles, searchBoxStyles]

  @property() value = ''
  @property({ attribute: false }) error: SearchError | null = null
  @property({ attribute: false }) addresses: readonly string[] = []

  /** Searches of late, offered while nothing is typed. */
  @property({ attribute: false }) recent: readonly string[] = []
  /** The search is among those that are saved. */
  @property({ type: Boolean }) saved = false

  @state() private text = ''
  @state() private completions: readonly Completion[] = []
  @state() private chosen = -1
  @state() private scrolled = 0

  @query('input') private input!: HTMLInputElement

  #timer: ReturnType<typeof setTimeout> | undefined

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearTimeout(this.#timer)
  }

  /** Goes on where the caret was; to give the focus to the element would select all. */
  override focus(): void {
    this.input.focus()
  }

  select(): void {
    this.input.focus()
    this.input.select()
    if (this.text === '') this.#offer()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // What is being typed is newer than what is shown, and a space at its end is where the next word begins.
    if (changed.has('value') && !this.#isTyping && this.value !== this.text.trim()) this.text = this.value
  }

  protected override updated(changed: PropertyValues): void {
    if (!changed.has('chosen')) return
    this.renderRoot.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }

  get #isTyping(): boolean {
    return this.#timer !== undefined
  }

  protected override render() {
    const isExpanded = this.completions.length > 0
    return html`<div class=${this.error === null ? 'box' : 'box wrong'}>
        <app-icon name="search"></app-icon>
        <input
          type="text"
          role="combobox"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          aria-label=${words().search}
          aria-autocomplete="list"
          aria-expanded=${isExpanded}
          aria-controls=${isExpanded ? 'completions' : nothing}
          aria-activedescendant=${this.chosen < 0 ? nothing : `completion-${this.chosen}`}
          aria-invalid=${this.error === null ? nothing : 'true'}
          aria-describedby=${this.error === null ? nothing : 'error'}
          placeholder=${words().search}
          title=${words().searchHint}
          .value=${live(this.text)}
          @input=${this.#typed}
          @keydown=${this.#pressed}
          @scroll=${() => (this.scrolled = this.input.scrollLeft)}
          @click=${() => this.#offer()}
          @blur=${this.#hide}
        />
        ${
          this.text === ''
            ? html`<kbd aria-hidden="true">/</kbd>`
            : html`<icon-button
                  icon="star"
                  label=${this.saved ? words().removeSearch : words().saveSearch}
                  .pressed=${this.saved}
                  @click=${() => this.#fire('toggle-saved')}
                ></icon-button
                ><icon-button icon="close" label=${words().clearSearch} @click=${this.clear}></icon-button>`
        }
      </div>
      ${this.#renderError()} ${isExpanded ? this.#renderCompletions() : nothing}`
  }

  #renderError() {
    if (this.error === null) return nothing
    const before = this.text.slice(0, this.error.position)
    return html`<div class="error" id="error" role="alert">
      <div class="place" aria-hidden="true">
        <span class="before" ${styleProperties({ 'margin-left': `-${this.scrolled}px` })}>${before}</span
        ><span class="caret">▲</span>
      </div>
      ${this.error.message}
    </div>`
  }

  #renderCompletions() {
    return html`<div
      class="completions"
      id="completions"
      role="listbox"
      aria-label=${words().completions}
      @mousedown=${this.#keepFocus}
    >
      ${this.completions.map(
        (completion, index) =>
          html`<div
            role="option"
            id="completion-${index}"
            aria-selected=${index === this.chosen}
            @click=${(event: MouseEvent) => this.#take(event, completion)}
          >
            <span class="text">${completion.text}</span> <span class="hint">${completion.hint}</span>
          </div>`,
      )}
    </div>`
  }

  /** Without the focus they would go before they are scrolled or taken. */
  #keepFocus(event: MouseEvent): void {
    event.preventDefault()
  }

  /** Empties the box and searches for everything. */
  clear(): void {
    this.text = ''
    this.#hide()
    this.#fire('search')
    this.input.focus()
  }

  #typed(): void {
    this.text = this.input.value
    this.#offer()
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#fire('search'), PAUSE)
  }

  /** @param isAsked for all keys even where no word has begun */
  #offer(isAsked = this.text === ''): void {
    this.chosen = -1
    const { word } = wordAt(this.text, this.input.selectionStart ?? this.text.length)
    this.completions = [
      ...(this.text === '' ? this.#searches : []),
      ...(word === '' && !isAsked ? [] : completionsOf(word, words().keys, this.addresses)),
    ]
  }

  get #searches(): readonly Completion[] {
    const hint = words().recentSearch
    return this.recent.slice(0, MOST_RECENT).map(text => ({ text, hint, isWhole: true }))
  }

  #pressed(event: KeyboardEvent): void {
    if (event.isComposing) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && this.completions.length === 0) this.#offer(true)
    if (step !== 0 && this.completions.length > 0) {
      event.preventDefault()
      this.chosen = (this.chosen + step + this.completions.length) % this.completions.length
    } else if (event.key === 'Enter' || (event.key === 'Tab' && this.chosen >= 0)) {
      const completion = this.completions[this.chosen]
      if (completion !== undefined) this.#take(event, completion)
      else this.#submit()
    } else if (event.key === 'Escape') this.#escape(event)
  }

  #submit(): void {
    this.#hide()
    this.#fire('search')
    this.#fire('submit-search')
  }

  #escape(event: KeyboardEvent): void {
    event.stopPropagation()
    const { text, completions } = this
    this.#hide()
    if (text === '') this.#fire('submit-search')
    else if (completions.length === 0) this.clear()
  }

  #take(event: Event, completion: Completion): void {
    event.preventDefault()
    if (completion.isWhole) return this.#repeat(completion.text)
    const caret = this.input.selectionStart ?? this.text.length
    const completed = complete(this.text, caret, completion)
    this.text = completed.text
    this.input.value = completed.text
    this.input.setSelectionRange(completed.caret, completed.caret)
    this.#typed()
  }

  /** Searches again for what was searched for before. */
  #repeat(query: string): void {
    this.text = query
    this.#submit()
  }

  #hide(): void {
    this.completions = []
    this.chosen = -1
  }

  #fire(type: 'search' | 'submit-search' | 'toggle-saved'): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.dispatchEvent(new CustomEvent<string>(type, { detail: this.text.trim() }))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'search-box': SearchBox
  }
}
