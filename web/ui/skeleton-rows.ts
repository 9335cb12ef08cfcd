import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'

/** What is ready sooner than this, in milliseconds, shows no skeleton at all. */
const PATIENCE = 200

/** Rows in grey where rows will be, once waiting has begun to be felt. */
@customElement('skeleton-rows')
export class SkeletonRows extends LitElement {
  static override styles = css`
    :host {
      display: block;
      overflow: hidden;
    }
    div {
      display: flex;
      flex-direction: column;
      justify-content: center;
      gap: var(--space-3);
      box-sizing: border-box;
      height: var(--row-comfortable);
      padding: 0 var(--space-6);
      border-bottom: 1px solid var(--border);
    }
    :host([compact]) div {
      height: var(--row-compact);
    }
    span {
      height: 9px;
      border-radius: var(--radius);
      background: var(--neutral-soft);
    }
    .short {
      width: 38%;
    }
    .long {
      width: 76%;
    }
    :host([compact]) .long {
      display: none;
    }
  `

  @property({ type: Number }) count = 8
  @property({ type: Boolean, reflect: true }) compact = false
  /** Says at once that something is on its way, without patience: for places in a list that is there already. */
  @property({ type: Boolean }) immediate = false

  @state() private waited = false

  #timer: ReturnType<typeof setTimeout> | undefined

  override connectedCallback(): void {
    super.connectedCallback()
    this.#timer = setTimeout(() => (this.waited = true), PATIENCE)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearTimeout(this.#timer)
  }

  protected override render() {
    if (!this.waited && !this.immediate) return nothing
    return Array.from(
      { length: this.count },
      () => html`<div><span class="short"></span><span class="long"></span></div>`,
    )
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'skeleton-rows': SkeletonRows
  }
}
