import { css, html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { words } from '../app/words/words.ts'
import './app-icon.ts'
import { controlStyles } from './control-styles.ts'
import { ModalElement } from './modal-element.ts'
import { fittingItems, type PaletteItem } from './palette-items.ts'

/**
 * A window with everything that can be asked for, found by typing (ARIA combobox pattern). Fires `choose` with the item, once it
 * is closed.
 */
@customElement('command-palette')
export class CommandPalette extends ModalElement {
  static override styles = [
    controlStyles,
    css`
      dialog {
        flex-direction: column;
        width: min(560px, calc(100vw - 32px));
        max-height: min(440px, 70dvh);
        margin: 12vh auto auto;
        padding: 0;
        overflow: hidden;
        border: 1px solid var(--border);
        border-radius: var(--radius-panel);
        background: var(--surface);
        box-shadow: var(--shadow);
        color: var(--text);
      }
      dialog[open] {
        display: flex;
      }
      dialog::backdrop {
        background: var(--scrim);
      }
      .field {
        display: flex;
        flex: none;
        align-items: center;
        gap: var(--space-3);
        padding: 0 var(--space-5);
        border-bottom: 1px solid var(--border);
      }
      .field:focus-within {
        border-color: var(--focus);
        box-shadow: inset 0 -1px var(--focus);
      }
      .field app-icon {
        color: var(--muted);
      }
      input {
        flex: 1;
        min-width: 0;
        height: 44px;
        padding: 0;
        border: 0;
        outline: 0;
        background: none;
        font-size: var(--size-3);
      }
      input:focus-visible {
        outline: 0;
      }
      input::placeholder {
        color: var(--muted);
        opacity: 1;
      }
      .items {
        padding: var(--space-2);
        overflow: auto;
      }
      [role='option'] {
        display: flex;
        gap: var(--space-3);
        align-items: center;
        height: 32px;
        padding: 0 var(--space-4);
        border-radius: var(--radius);
        cursor: default;
        scroll-margin: var(--space-2);
      }
      [aria-selected='true'] {
        background: var(--selection);
      }
      .label {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .kind,
      kbd,
      p {
        color: var(--muted);
        font-size: var(--size-1);
      }
      .kind {
        flex: 1;
        white-space: nowrap;
      }
      kbd {
        font-family: var(--mono);
        white-space: nowrap;
      }
      p {
        margin: 0;
        padding: var(--space-5);
      }
    `,
  ]

  @property({ attribute: false }) items: readonly PaletteItem[] = []

  @state() private typed = ''
  @state() private chosen = 0

  protected override render() {
    const fitting = fittingItems(this.items, this.typed)
    const w = words()
    return html`<dialog
      aria-label=${w.palette}
      @cancel=${this.cancelled}
      @close=${this.close}
      @click=${this.clicked}
    >
      <div class="field">
        <app-icon name="search"></app-icon>
        <input
          type="text"
          role="combobox"
          autofocus
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          aria-label=${w.palette}
          aria-autocomplete="list"
          aria-expanded="true"
          aria-controls="items"
          aria-activedescendant=${fitting.length > 0 ? `item-${this.chosen}` : nothing}
          placeholder=${w.paletteHint}
          @input=${this.#type}
          @keydown=${(event: KeyboardEvent) => this.#pressed(event, fitting)}
        />
      </div>
      ${fitting.length === 0 ? html`<p role="status">${w.nothingFound}</p>` : nothing}
      <div class="items" id="items" role="listbox" aria-label=${w.palette} ?hidden=${fitting.length === 0}>
        ${fitting.map((item, index) => this.#renderItem(item, index))}
      </div>
    </dialog>`
  }

  #renderItem(item: PaletteItem, index: number) {
    const { label, kind, keys } = item
    return html`<div
      role="option"
      id="item-${index}"
      aria-selected=${index === this.chosen}
      @pointermove=${() => (this.chosen = index)}
      @click=${() => this.#choose(item)}
    >
      <span class="label">${label}</span><span class="kind">${kind}</span>
      ${keys === '' ? nothing : html`<kbd>${keys}</kbd>`}
    </div>`
  }

  protected override updated(): void {
    this.renderRoot.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }

  #type(event: InputEvent): void {
    this.typed = (event.target as HTMLInputElement).value
    this.chosen = 0
  }

  #pressed(event: KeyboardEvent, fitting: readonly PaletteItem[]): void {
    if (event.isComposing) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const isAsked = (event.ctrlKey || event.metaKey) && event.key === 'k'
    if (step === 0 && event.key !== 'Enter' && !isAsked) return
    event.preventDefault()
    const item = fitting[this.chosen]
    if (isAsked) this.close()
    else if (event.key !== 'Enter')
      this.chosen = (this.chosen + step + fitting.length) % Math.max(1, fitting.length)
    else if (item !== undefined) this.#choose(item)
  }

  #choose(item: PaletteItem): void {
    // Gives the focus back to where it was, before the command may take it elsewhere.
    this.close()
    this.dispatchEvent(new CustomEvent<PaletteItem>('choose', { detail: item }))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'command-palette': CommandPalette
  }
}
