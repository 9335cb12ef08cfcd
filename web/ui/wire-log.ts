import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { nextFrame } from '../app/next-frame.ts'
import './app-icon.ts'
import { controlStyles } from './control-styles.ts'

/** A line of the log: who said it, and what. */
export interface LogLine {
  readonly number: number
  readonly side: 'client' | 'server' | 'note'
  readonly text: string
}

/** So near to its end, in pixels, a log counts as being at its end. */
const NEAR = 8

/** Longer lines, in characters, may be shown in part; the pointer shows them whole. */
const LONG = 90

const MARKS = { client: 'C', server: 'S', note: '' }

/** What was said on a connection, line by line; stays at its end while that is in sight. */
@customElement('wire-log')
export class WireLog extends LitElement {
  static override styles = [
    controlStyles,
    css`
      :host {
        position: relative;
        display: block;
        min-height: 0;
      }
      .scroll {
        box-sizing: border-box;
        height: 100%;
        padding: var(--space-3) 0;
        overflow: hidden auto;
        overflow-anchor: none;
        font: var(--size-1) / 18px var(--mono);
      }
      .scroll:focus-visible {
        outline-offset: -2px;
      }
      p {
        display: grid;
        grid-template-columns: 28px minmax(0, 1fr);
        margin: 0;
        padding: 1px var(--space-4) 1px 0;
        color: var(--code-text);
        overflow-wrap: anywhere;
        white-space: pre-wrap;
      }
      .text {
        display: -webkit-box;
        overflow: hidden;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 3;
      }
      .side {
        color: var(--code-faint);
        text-align: center;
        user-select: none;
      }
      .client {
        background: var(--canvas);
        color: var(--code-link);
      }
      .note {
        color: var(--muted);
        font-style: italic;
      }
      .none {
        display: block;
        padding: var(--space-4) var(--space-5);
        color: var(--muted);
        font: var(--size-2) / var(--line) var(--sans);
      }
      .follow {
        position: absolute;
        right: var(--space-5);
        bottom: var(--space-4);
        box-shadow: var(--shadow);
      }
    `,
  ]

  @property({ attribute: false }) lines: readonly LogLine[] = []
  @property() label = ''
  /** What is said while nothing was. */
  @property() empty = ''
  /** What the button says that goes to the end. */
  @property() followLabel = ''

  @state() private follows = true

  @query('.scroll') private scroller!: HTMLElement

  readonly #resize = new ResizeObserver(() => this.#keepAtEnd())

  override firstUpdated(): void {
    this.#resize.observe(this.scroller)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#resize.disconnect()
  }

  /** However much is said, it is rendered once for each frame. */
  protected override async scheduleUpdate(): Promise<void> {
    await new Promise<void>(nextFrame)
    await super.scheduleUpdate()
  }

  protected override render() {
    return html`<div
        class="scroll"
        role="log"
        aria-live="off"
        tabindex="0"
        aria-label=${this.label}
        @scroll=${{ handleEvent: () => this.#scrolled(), passive: true }}
      >
        ${this.lines.length === 0 ? html`<p class="none">${this.empty}</p>` : nothing}
        ${repeat(
          this.lines,
          ({ number }) => number,
          ({ side, text }) =>
            html`<p class=${side}>
              <span class="side">${MARKS[side]}</span
              ><span class="text" title=${text.length > LONG ? text : nothing}>${text}</span>
            </p>`,
        )}
      </div>
      ${
        this.follows
          ? nothing
          : html`<button class="follow" type="button" @click=${this.#follow}>
              <app-icon name="down"></app-icon>${this.followLabel}
            </button>`
      }`
  }

  protected override updated(): void {
    this.#keepAtEnd()
  }

  #keepAtEnd(): void {
    if (this.follows) this.scroller.scrollTop = this.scroller.scrollHeight
  }

  #scrolled(): void {
    const { scrollTop, clientHeight, scrollHeight } = this.scroller
    this.follows = scrollTop + clientHeight >= scrollHeight - NEAR
  }

  #follow(): void {
    this.follows = true
    this.scroller.focus()
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'wire-log': WireLog
  }
}
