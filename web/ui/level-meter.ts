import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { styleProperties } from './style-properties.ts'

/** From this share of its limit on a level is shown as a warning. */
const HIGH = 0.9

/** How much of a limit is in use, in words and as a bar. */
@customElement('level-meter')
export class LevelMeter extends LitElement {
  static override styles = css`
    :host {
      display: block;
    }
    .line {
      display: flex;
      gap: var(--space-4);
      justify-content: space-between;
      font-variant-numeric: tabular-nums;
    }
    .text {
      color: var(--muted);
    }
    .bar {
      height: 4px;
      margin-top: var(--space-2);
      overflow: hidden;
      border-radius: 2px;
      background: var(--neutral-soft);
    }
    .level {
      width: 0;
      height: 100%;
      background: var(--accent);
    }
    .high .level {
      background: var(--warning);
    }
  `

  @property() label = ''
  /** The level as people read it: "12 of 10,000". */
  @property() text = ''
  @property({ type: Number }) value = 0
  /** null: there is no limit, and so no bar. */
  @property({ attribute: false }) limit: number | null = null
  /** The fuller, the better: no level is a warning. */
  @property({ type: Boolean }) welcome = false

  protected override render() {
    const { label, text, value, limit } = this
    return html`<div class="line"><span>${label}</span><span class="text">${text}</span></div>
      ${limit === null ? nothing : this.#renderBar(Math.min(1, value / Math.max(1, limit)), limit)}`
  }

  #renderBar(share: number, limit: number) {
    return html`<div
      class=${share >= HIGH && !this.welcome ? 'bar high' : 'bar'}
      role="meter"
      aria-label=${this.label}
      aria-valuenow=${this.value}
      aria-valuemin="0"
      aria-valuemax=${limit}
      aria-valuetext=${this.text}
    >
      <div class="level" ${styleProperties({ width: `${share * 100}%` })}></div>
    </div>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'level-meter': LevelMeter
  }
}
