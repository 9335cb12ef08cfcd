import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { RowSlots } from './row-slots.ts'
import { styleProperties } from './style-properties.ts'
import { anchoredTop, topShowing, windowOf, type VirtualWindow } from './virtual-window.ts'

/** What a list needs of each of its items. */
export interface VirtualItem {
  readonly key: string
}

/** Fired when other rows came into sight. */
export type WindowChangeEvent = CustomEvent<VirtualWindow & { readonly atTop: boolean }>

/**
 * A list of any length, of rows of one height, of which only those in sight are rendered. Its scroll height is
 * that of `total` rows; rows beyond `items` are rendered as places kept free. Rows that come in above while it is scrolled
 * down do not move what is in sight; at the top they slide in.
 *
 * A listbox to assistive technology: `renderItem` gives options, whose ids are `option-` and the index.
 */
@customElement('virtual-list')
export class VirtualList extends LitElement {
  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true }
  static override styles = css`
    :host {
      display: block;
      min-height: 0;
    }
    .scroller {
      height: 100%;
      overflow: hidden auto;
      overflow-anchor: none;
      overscroll-behavior: contain;
      scrollbar-gutter: auto;
    }
    .scroller:focus-visible {
      outline: 2px solid var(--focus);
      outline-offset: -2px;
    }
    .whole {
      position: relative;
      overflow: hidden;
      contain: strict;
    }
    .window {
      position: absolute;
      inset: 0 0 auto;
      will-change: transform;
    }
  `

  @property({ attribute: false }) items: readonly VirtualItem[] = []
  @property({ type: Number }) total = 0
  @property({ type: Number }) rowHeight = 56
  /** Index of the row that the keyboard is on; -1 for none. */
  @property({ type: Number }) current = -1
  @property() label = ''
  /** Whatever `renderItem` depends on besides the items: another value renders all rows in sight again. */
  @property({ attribute: false }) revision: unknown
  @property({ attribute: false }) renderItem: (index: number) => TemplateResult = () => html``
  @property({ attribute: false }) renderPlace: (index: number) => TemplateResult = () => html``

  @state() private top = 0
  @state() private height = 0

  #window: VirtualWindow = { first: 0, end: 0 }
  readonly #slots = new RowSlots()
  #entering = 0
  /** The list itself scrolls, so that what is in sight stays where it is. */
  #moves = false
  readonly #resize = new ResizeObserver(() => {
    this.height = this.#scroller?.clientHeight ?? 0
  })

  get #scroller(): HTMLElement | null {
    return this.renderRoot.querySelector('.scroller')
  }

  /** Scrolls as little as shows the row whole. */
  reveal(index: number): void {
    const scroller = this.#scroller
    if (scroller === null || index < 0) return
    scroller.scrollTop = topShowing(index, scroller.scrollTop, scroller.clientHeight, this.rowHeight)
  }

  scrollToTop(): void {
    if (this.#scroller !== null) this.#scroller.scrollTop = 0
  }

  override connectedCallback(): void {
    super.connectedCallback()
    void this.updateComplete.then(() => {
      if (this.isConnected && this.#scroller !== null) this.#resize.observe(this.#scroller)
    })
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#resize.disconnect()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#entering = 0
    // Where the list was just scrolled to, which the scroll event is yet to tell.
    this.top = this.#scroller?.scrollTop ?? this.top
    const before = changed.get('items')
    const wasAt = this.top
    if (changed.has('rowHeight') && changed.get('rowHeight') !== undefined) {
      this.top = (this.top / (changed.get('rowHeight') ?? this.rowHeight)) * this.rowHeight
    } else if (before !== undefined) this.#anchor(before)
    this.#moves = this.top !== wasAt
    const top = Math.min(this.top, Math.max(0, this.total * this.rowHeight - this.height))
    this.#window = windowOf(top, this.height, this.rowHeight, this.total)
  }

  #anchor(before: readonly VirtualItem[]): void {
    const anchorBefore = Math.floor(this.top / this.rowHeight)
    const anchor = before[anchorBefore]
    if (anchor === undefined) return
    const anchorNow = this.items.findIndex(item => item.key === anchor.key)
    const top = anchoredTop(this.top, this.rowHeight, anchorBefore, anchorNow)
    if (top === this.top && anchorBefore === 0 && anchorNow > 0) this.#entering = anchorNow
    this.top = top
  }

  protected override render() {
    const { first, end } = this.#window
    const indexes = Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index)
    const slots = this.#slots.assign(indexes.map(index => this.items[index]?.key ?? index))
    const isCurrentRendered = this.current >= first && this.current < end
    return html`<div
      class="scroller"
      role="listbox"
      aria-multiselectable="true"
      tabindex="0"
      aria-label=${this.label}
      aria-activedescendant=${isCurrentRendered ? `option-${this.current}` : nothing}
      @scroll=${{ handleEvent: () => this.#scrolled(), passive: true }}
    >
      <div
        class="whole"
        role="presentation"
        ${styleProperties({ height: `${this.total * this.rowHeight}px` })}
      >
        <div
          class="window"
          role="presentation"
          ${styleProperties({ transform: `translateY(${first * this.rowHeight}px)` })}
        >
          ${repeat(
            indexes,
            index => slots[index - first],
            index => (index < this.items.length ? this.renderItem(index) : this.renderPlace(index)),
          )}
        </div>
      </div>
    </div>`
  }

  protected override updated(): void {
    const scroller = this.#scroller
    if (scroller === null) return
    if (this.#moves) scroller.scrollTop = this.top
    this.top = scroller.scrollTop
    if (this.#entering > 0) this.#slideIn(this.#entering)
    this.#tellWindow()
  }

  #slideIn(rows: number): void {
    const duration = Number.parseFloat(getComputedStyle(this).getPropertyValue('--motion'))
    if (!(duration > 0) || document.hidden) return
    const distance = Math.min(rows * this.rowHeight, this.height)
    const easing = getComputedStyle(this).getPropertyValue('--ease')
    const from = { translate: `0 -${distance}px` }
    this.renderRoot.querySelector('.window')?.animate([from, { translate: '0 0' }], { duration, easing })
  }

  #scrolled(): void {
    const { scrollTop } = this.#scroller ?? { scrollTop: 0 }
    this.top = scrollTop
  }

  #told = ''

  #tellWindow(): void {
    const atTop = this.top < this.rowHeight / 2
    const { first, end } = this.#window
    const telling = `${first} ${end} ${atTop}`
    if (telling === this.#told) return
    this.#told = telling
    this.dispatchEvent(new CustomEvent('window-change', { detail: { first, end, atTop } }))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'virtual-list': VirtualList
  }
}
