import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { formatExactTime } from '../app/format-time.ts'
import { formatClockTime, formatClockOffset, parseDuration } from '../app/format-world-time.ts'
import { Ticker } from '../app/ticker.ts'
import { Watch } from '../app/watch.ts'
import { deliveryWords } from '../app/words/delivery-words.ts'
import { formatCount, locale } from '../app/words/words.ts'
import type { ClockControl } from '../state/clock-control.ts'
import { worldTime, type ClockModel, type ClockReading } from '../state/clock-model.ts'
import '../ui/app-icon.ts'
import '../ui/choice-bar.ts'
import { controlStyles } from '../ui/control-styles.ts'
import { deliveryPanelStyles } from './delivery-panel-styles.ts'

/** How many times as fast as real time the clock can be let run. */
const RATES = [1, 60, 3600]

/** By how much it is moved forward at a press. */
const STEPS = ['1h', '4h', '1d', '5d'] as const

const SECOND = 1000
/** Pictures of the time that follow one another sooner than this, in milliseconds, nobody can read. */
const SOONEST = 100

/** The sandbox's clock: what it shows, how it goes, and moving it. */
@customElement('clock-panel')
export class ClockPanel extends LitElement {
  static override styles = [
    controlStyles,
    deliveryPanelStyles,
    css`
      .bar {
        gap: var(--space-3) var(--space-5);
      }
      .face {
        display: flex;
        flex: 1 1 max-content;
        gap: var(--space-4);
        align-items: center;
      }
      .face app-icon {
        width: 20px;
        height: 20px;
        color: var(--muted);
      }
      .moved app-icon {
        color: var(--accent);
      }
      time {
        display: block;
        min-height: 24px;
        font-size: var(--size-4);
        font-variant-numeric: tabular-nums;
        font-weight: var(--weight-strong);
        line-height: 24px;
      }
      .how {
        display: block;
        min-height: 18px;
        color: var(--muted);
        font-size: var(--size-1);
        line-height: 18px;
      }
      form {
        display: flex;
        gap: var(--space-2);
      }
      input {
        width: 104px;
        height: var(--control);
        padding: 0 var(--space-3);
        border: 1px solid var(--border-control);
        border-radius: var(--radius);
        background: var(--surface);
      }
      input[aria-invalid] {
        border-color: var(--danger);
      }
      .error {
        flex-basis: 100%;
        margin: 0;
        color: var(--danger);
        font-size: var(--size-1);
        text-align: end;
      }
      @media (max-width: 699.98px) {
        form {
          flex: 1 0 180px;
        }
        input {
          flex: 1;
          min-width: 0;
        }
        .error {
          text-align: start;
        }
      }
    `,
  ]

  @property({ attribute: false }) clock!: ClockModel
  @property({ attribute: false }) control!: ClockControl

  @state() private isWrong = false

  @query('input') private input!: HTMLInputElement

  constructor() {
    super()
    new Watch(this, () => [this.clock, this.control])
    new Ticker(this, () => untilNextSecond(this.clock.value))
  }

  protected override render() {
    const w = deliveryWords()
    const reading = this.clock.value
    const isMoving = this.control.value
    return html`<section class="bar" aria-label=${w.clock} aria-busy=${isMoving}>
      ${reading === null ? html`<div class="face"></div>` : this.#renderFace(reading)}
      <div class="choice">
        <choice-bar
          label=${w.pace}
          .choices=${paces()}
          .value=${reading === null ? '' : String(reading.rate)}
          @choose=${({ detail }: CustomEvent<string>) => this.#setPace(Number(detail))}
        ></choice-bar>
        ${
          reading === null || reading.mode === 'real'
            ? nothing
            : html`<button type="button" @click=${() => this.control.reset()}>${w.toReal}</button>`
        }
      </div>
      <div class="choice" role="group" aria-label=${w.advance}>
        ${STEPS.map(
          step =>
            html`<button type="button" ?disabled=${isMoving} @click=${() => this.#advance(step)}>
              ${w.steps[step]}
            </button>`,
        )}
        ${this.#renderForm(isMoving)}
      </div>
      ${this.isWrong ? html`<p class="error" id="error" role="alert">${w.badDuration}</p>` : nothing}
    </section>`
  }

  #renderFace(reading: ClockReading) {
    const at = Date.now()
    const now = worldTime(reading, at)
    return html`<div class=${reading.mode === 'real' ? 'face' : 'face moved'}>
      <app-icon name="clock"></app-icon>
      <div>
        <time datetime=${new Date(now).toISOString()} title=${formatExactTime(now, locale())}
          >${formatClockTime(now, locale())}</time
        >
        <span class="how">${howItGoes(reading)}${offsetOf(reading, now - at)}</span>
      </div>
    </div>`
  }

  #renderForm(isMoving: boolean) {
    const w = deliveryWords()
    return html`<form @submit=${this.#submit}>
      <input
        type="text"
        aria-label=${w.advanceBy}
        placeholder=${w.advanceHint.split(', ')[3] ?? nothing}
        title=${w.advanceHint}
        aria-invalid=${this.isWrong ? 'true' : nothing}
        aria-describedby=${this.isWrong ? 'error' : nothing}
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        @input=${() => (this.isWrong = false)}
      />
      <button type="submit" ?disabled=${isMoving}>${w.advance}</button>
    </form>`
  }

  #setPace(rate: number): void {
    if (rate === this.clock.value?.rate) return
    void (rate === 0 ? this.control.freeze() : this.control.run(rate))
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault()
    this.#advance(this.input.value)
  }

  #advance(by: string): void {
    const duration = parseDuration(by)
    this.isWrong = duration === null
    if (duration !== null) void this.control.advance(duration)
  }
}

function paces() {
  const { frozen, times } = deliveryWords()
  const running = RATES.map(rate => ({ value: String(rate), label: times(formatCount(rate)) }))
  return [{ value: '0', label: frozen }, ...running]
}

function howItGoes({ mode, rate }: ClockReading): string {
  const { clockModes, runningAt } = deliveryWords()
  return mode === 'running' && rate !== 1 ? runningAt(formatCount(rate)) : clockModes[mode]
}

function offsetOf({ mode }: ClockReading, offset: number): string {
  return mode === 'real' ? '' : ` · ${formatClockOffset(offset, locale())}`
}

/** Milliseconds of real time until the clock shows another second; when it stands still, the offset goes on. */
function untilNextSecond(reading: ClockReading | null): number | null {
  if (reading === null) return null
  if (reading.rate === 0) return SECOND
  const left = SECOND - (worldTime(reading, Date.now()) % SECOND)
  return Math.max(SOONEST, left / reading.rate)
}

declare global {
  interface HTMLElementTagNameMap {
    'clock-panel': ClockPanel
  }
}
