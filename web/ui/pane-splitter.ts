import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'

/** Pixels that one press of an arrow key moves it. */
const STEP = 16

/** Fired with the new width, while it is dragged or moved by keys. */
export type ResizeEvent = CustomEvent<number>

/**
 * The line between two panes, which sets the width of the one before it (ARIA window splitter pattern). Whoever uses it
 * places it on the border, by `left` or `right`.
 */
@customElement('pane-splitter')
export class PaneSplitter extends LitElement {
  static override styles = css`
    :host {
      position: absolute;
      z-index: 2;
      top: 0;
      bottom: 0;
      display: block;
      width: 1px;
    }
    div {
      position: absolute;
      inset: 0 -4px;
      cursor: col-resize;
      touch-action: none;
    }
    div:hover,
    div:active {
      background: linear-gradient(to right, transparent 3px, var(--accent) 3px 5px, transparent 5px);
    }
    div:focus-visible {
      outline: 2px solid var(--focus);
      outline-offset: -3px;
    }
  `

  @property({ type: Number }) width = 0
  @property({ type: Number }) min = 160
  @property({ type: Number }) max = 640
  @property() label = ''

  protected override render() {
    return html`<div
      role="separator"
      tabindex="0"
      aria-orientation="vertical"
      aria-label=${this.label}
      aria-valuenow=${this.width}
      aria-valuemin=${this.min}
      aria-valuemax=${this.max}
      @pointerdown=${this.#begin}
      @keydown=${this.#step}
    ></div>`
  }

  #begin(event: PointerEvent): void {
    const handle = event.currentTarget as HTMLElement
    const offset = event.clientX - this.width
    handle.setPointerCapture(event.pointerId)
    const move = ({ clientX }: PointerEvent) => this.#resize(clientX - offset)
    handle.addEventListener('pointermove', move)
    handle.addEventListener('lostpointercapture', () => handle.removeEventListener('pointermove', move), {
      once: true,
    })
  }

  #step(event: KeyboardEvent): void {
    const step = event.key === 'ArrowRight' ? STEP : event.key === 'ArrowLeft' ? -STEP : 0
    if (step === 0) return
    event.preventDefault()
    this.#resize(this.width + step)
  }

  #resize(width: number): void {
    const detail = Math.round(Math.min(this.max, Math.max(this.min, width)))
    this.dispatchEvent(new CustomEvent<number>('pane-resize', { detail }))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pane-splitter': PaneSplitter
  }
}
