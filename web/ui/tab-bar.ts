import { css, html, LitElement, type PropertyValues } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { controlStyles } from './control-styles.ts'

export interface TabItem {
  readonly name: string
  readonly label: string
  /** Shown beside the label, such as a count. */
  readonly mark?: string
}

/** A row of tabs; arrows move along it (ARIA tabs pattern). Fires `tab-select` with the name of the tab. */
@customElement('tab-bar')
export class TabBar extends LitElement {
  static override styles = [
    controlStyles,
    css`
      :host {
        display: block;
      }
      [role='tablist'] {
        position: relative;
        display: flex;
        gap: var(--space-2);
        overflow-x: auto;
        scrollbar-width: none;
        /* Where there is more to scroll to, the end fades; where there is not, the timeline does nothing. */
        animation: fade linear both;
        animation-timeline: scroll(self inline);
      }
      @keyframes fade {
        from,
        95% {
          mask-image: linear-gradient(to left, transparent, #000 40px);
        }
        96%,
        to {
          mask-image: none;
        }
      }
      button {
        position: relative;
        gap: var(--space-2);
        height: 36px;
        padding: 0 var(--space-3);
        border: 0;
        border-radius: 0;
        background: none;
        color: var(--muted);
      }
      button:hover {
        background: none;
        color: var(--text);
      }
      button:focus-visible {
        outline-offset: -3px;
      }
      button[aria-selected='true'] {
        color: var(--text);
        font-weight: var(--weight-strong);
      }
      button[aria-selected='true']::after {
        position: absolute;
        right: var(--space-3);
        bottom: 0;
        left: var(--space-3);
        height: 2px;
        border-radius: 2px 2px 0 0;
        background: var(--accent);
        content: '';
      }
      :host([wrap]) [role='tablist'] {
        flex-wrap: wrap;
        gap: var(--space-1);
      }
      :host([wrap]) button {
        height: var(--control);
        border-radius: var(--radius);
      }
      :host([wrap]) button[aria-selected='true'] {
        background: var(--selection);
        color: var(--accent);
        font-weight: var(--weight);
      }
      :host([wrap]) button[aria-selected='true']::after {
        display: none;
      }
      .mark {
        color: var(--muted);
        font-weight: var(--weight);
        font-variant-numeric: tabular-nums;
      }
    `,
  ]

  @property({ attribute: false }) items: readonly TabItem[] = []
  @property() selected = ''
  @property() label = ''
  /** Tabs for which there is no room go to a further row, where else they would have to be scrolled to. */
  @property({ type: Boolean, reflect: true }) wrap = false

  protected override render() {
    return html`<div role="tablist" aria-label=${this.label} @keydown=${this.#move}>
      ${this.items.map(
        ({ name, label, mark }) =>
          html`<button
            type="button"
            role="tab"
            aria-selected=${name === this.selected}
            tabindex=${name === this.selected ? 0 : -1}
            @click=${() => this.#select(name)}
          >
            ${label}${mark === undefined ? '' : html`<span class="mark">${mark}</span>`}
          </button>`,
      )}
    </div>`
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('selected')) this.#reveal()
  }

  /** Brings the tab that is selected in sight, within the bar alone. */
  #reveal(): void {
    const list = this.renderRoot.firstElementChild
    const tab = this.renderRoot.querySelector<HTMLElement>('[aria-selected="true"]')
    if (list === null || tab === null) return
    const end = tab.offsetLeft + tab.offsetWidth
    list.scrollLeft = Math.min(tab.offsetLeft, Math.max(list.scrollLeft, end - list.clientWidth))
  }

  #select(name: string): void {
    this.dispatchEvent(new CustomEvent<string>('tab-select', { detail: name, bubbles: true, composed: true }))
  }

  #move(event: KeyboardEvent): void {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const index = this.items.findIndex(item => item.name === this.selected)
    const next = (index + step + this.items.length) % this.items.length
    const item = this.items[next]
    if (item === undefined) return
    this.#select(item.name)
    this.renderRoot.querySelectorAll('button')[next]?.focus()
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tab-bar': TabBar
  }
}
