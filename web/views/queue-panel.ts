import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { guard } from 'lit/directives/guard.js'
import { repeat } from 'lit/directives/repeat.js'
import type { QueuedDelivery } from '../../server/http/contract.ts'
import { Ticker } from '../app/ticker.ts'
import { Watch } from '../app/watch.ts'
import { deliveryWords } from '../app/words/delivery-words.ts'
import { formatCount, words } from '../app/words/words.ts'
import { worldTime, type ClockModel } from '../state/clock-model.ts'
import { fits, QUEUE_ACTS, type QueueAct, type QueueModel } from '../state/queue-model.ts'
import type { StepsModel } from '../state/steps-model.ts'
import type { IconName } from '../ui/app-icon.ts'
import { controlStyles } from '../ui/control-styles.ts'
import '../ui/delivery-row.ts'
import type { DeliveryRow, DeliveryRowAct } from '../ui/delivery-row.ts'
import '../ui/icon-button.ts'
import '../ui/skeleton-rows.ts'
import '../ui/state-panel.ts'
import { deliveryPanelStyles } from './delivery-panel-styles.ts'
import { queuedRow } from './delivery-rows.ts'
import { ask } from './question.ts'
import { renderUnfolded, unfoldedStyles } from './unfolded-steps.ts'

const ICONS: Readonly<Record<QueueAct, IconName>> = {
  retry: 'retry',
  hold: 'pause',
  release: 'play',
  giveUp: 'ban',
}

const SHORTCUTS: Readonly<Record<QueueAct, string>> = {
  retry: 'Shift T',
  hold: 'Shift H',
  release: 'Shift H',
  giveUp: 'Shift G',
}

/** How often what is due is told anew while the clock goes, in milliseconds. */
const EVERY = 1000

/** The deliveries that wait or are held, and what can be done with them. */
@customElement('queue-panel')
export class QueuePanel extends LitElement {
  static override styles = [
    controlStyles,
    deliveryPanelStyles,
    unfoldedStyles,
    css`
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        content-visibility: auto;
        contain-intrinsic-size: auto 57px;
      }
      .more {
        border-top: 1px solid var(--border);
        padding: var(--space-4) var(--space-5);
      }
      state-panel {
        min-height: 0;
        padding: var(--space-5) var(--space-5) var(--space-7);
      }
      .picked {
        color: var(--accent);
        font-variant-numeric: tabular-nums;
        font-weight: var(--weight-strong);
      }
    `,
  ]

  @property({ attribute: false }) queue!: QueueModel
  @property({ attribute: false }) steps!: StepsModel
  @property({ attribute: false }) clock!: ClockModel

  @state() private picked: ReadonlySet<string> = new Set()

  /** The row that had the keyboard before it was rendered; -1 for none. */
  #focused = -1

  constructor() {
    super()
    new Watch(this, () => [this.queue, this.steps, this.clock])
    new Ticker(this, () => {
      const goes = (this.clock.value?.rate ?? 0) > 0
      return goes && this.queue.value.items.length > 0 ? EVERY : null
    })
  }

  /** Puts the keyboard on the next row, or the one before; on the first from elsewhere. */
  move(step: number): void {
    const rows = this.#rows
    const at = rows.findIndex(row => row.matches(':focus-within'))
    const next = at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + step))
    rows[next]?.focus()
  }

  /** Unfolds or folds the row that the keyboard is on. */
  toggleCurrent(): void {
    const id = this.#currentId
    if (id !== undefined) this.steps.toggle(id)
  }

  pickCurrent(): void {
    const id = this.#currentId
    if (id !== undefined && this.queue.value.items.some(item => item.id === id)) this.#pick(id)
  }

  pickAll(): void {
    this.picked = new Set(this.queue.value.items.map(({ id }) => id))
  }

  /** @returns whether any was picked */
  clearPicked(): boolean {
    const had = this.#targets.length > 0
    this.picked = new Set()
    return had
  }

  /** Does something with the rows that are picked, or else with the one that the keyboard is on. */
  act(act: QueueAct): void {
    const id = this.#currentId
    const current = this.queue.value.items.filter(item => item.id === id)
    this.#act(act, this.#targets.length > 0 ? this.#targets : current)
  }

  /** Holds what the keys are about, or releases it when all of it is held. */
  holdOrRelease(): void {
    const id = this.#currentId
    const targets =
      this.#targets.length > 0 ? this.#targets : this.queue.value.items.filter(item => item.id === id)
    this.#act(targets.every(item => item.state === 'held') ? 'release' : 'hold', targets)
  }

  get #rows(): DeliveryRow[] {
    return [...this.renderRoot.querySelectorAll('delivery-row')]
  }

  get #currentId(): string | undefined {
    return this.#rows.find(row => row.matches(':focus-within'))?.dataset['id']
  }

  /** The rows that are picked, and still there. */
  get #targets(): readonly QueuedDelivery[] {
    return this.queue.value.items.filter(({ id }) => this.picked.has(id))
  }

  protected override willUpdate(): void {
    this.#focused = this.#rows.findIndex(row => row.matches(':focus-within'))
  }

  /** A row that goes hands the keyboard on to the next one. */
  protected override updated(): void {
    const rows = this.#rows
    if (this.#focused < 0 || rows.some(row => row.matches(':focus-within'))) return
    rows[Math.min(this.#focused, rows.length - 1)]?.focus()
  }

  protected override render() {
    const { phase } = this.queue.value
    return html`<section aria-label=${deliveryWords().queue}>
      ${this.#renderBar()} ${this.#renderBody(phase)}
    </section>`
  }

  #renderBar() {
    const w = deliveryWords()
    const { items, total } = this.queue.value
    const targets = this.#targets
    if (targets.length > 0) {
      return html`<div class="bar">
        <icon-button
          icon="close"
          label=${words().clearSelection}
          shortcut="Esc"
          @click=${this.clearPicked}
        ></icon-button>
        <span class="picked" role="status"
          >${words().selected(targets.length, formatCount(targets.length))}</span
        >
        <span class="space"></span>
        <span class="choice">${QUEUE_ACTS.map(act => this.#renderAct(act, targets))}</span>
      </div>`
    }
    const shown = formatCount(items.length)
    return html`<div class="bar">
      <h3>${w.queue}</h3>
      ${total === 0 ? nothing : html`<span class="count">${total > items.length ? w.queueCount(shown, formatCount(total)) : shown}</span>`}
      <span class="space"></span>
      ${
        items.some(item => fits('retry', item))
          ? html`<button type="button" @click=${() => this.queue.retryAll()}>${w.retryAll}</button>`
          : nothing
      }
    </div>`
  }

  /** A button for what is picked. */
  #renderAct(act: QueueAct, targets: readonly QueuedDelivery[]) {
    const fitting = targets.filter(target => fits(act, target))
    return html`<button
      type="button"
      title=${SHORTCUTS[act]}
      ?disabled=${fitting.length === 0}
      @click=${() => this.#act(act, fitting)}
    >
      ${deliveryWords().acts[act]}
    </button>`
  }

  #renderBody(phase: QueueModel['value']['phase']) {
    const w = deliveryWords()
    const { items, total } = this.queue.value
    if (phase === 'failed') {
      return html`<state-panel tone="danger" icon="warning" .heading=${w.queueFailed}>
        <button type="button" @click=${() => this.queue.load()}>${words().retry}</button>
      </state-panel>`
    }
    if (phase === 'loading') return html`<skeleton-rows count="3"></skeleton-rows>`
    if (items.length === 0) {
      return html`<state-panel icon="check" .heading=${w.emptyQueue} .text=${w.emptyQueueText}>
        <button type="button" @click=${this.#sendDown}>${w.sendDown}</button>
      </state-panel>`
    }
    const reading = this.clock.value
    const now = reading === null ? null : worldTime(reading, Date.now())
    return html`<ul>
        ${repeat(
          items,
          ({ id }) => id,
          item => html`<li>${this.#renderQueued(item, now)}</li>`,
        )}
      </ul>
      ${
        total > items.length
          ? html`<div class="more">
              <button type="button" @click=${() => this.queue.more()}>${w.moreDeliveries}</button>
            </div>`
          : nothing
      }`
  }

  /** Rendered anew only when something about it is another: there may be thousands, and the clock goes on. */
  #renderQueued(item: QueuedDelivery, now: number | null) {
    const { id, recipient, message } = item
    const content = queuedRow(item, now)
    const isPicked = this.picked.has(id)
    return guard(
      [item, content.when, isPicked, this.steps.value.get(id)],
      () =>
        html`<delivery-row
          data-id=${id}
          .content=${content}
          .acts=${actsOf(item)}
          pickLabel=${deliveryWords().pick(recipient)}
          ?picked=${isPicked}
          .unfolded=${this.steps.value.has(id)}
          @toggle-row=${() => this.steps.toggle(id)}
          @pick-row=${() => this.#pick(id)}
          @act=${({ detail }: CustomEvent<QueueAct>) => this.#act(detail, [item])}
          >${renderUnfolded(this.steps, id, message)}</delivery-row
        >`,
    )
  }

  #pick(id: string): void {
    const picked = new Set(this.picked)
    if (!picked.delete(id)) picked.add(id)
    this.picked = picked
  }

  #act(act: QueueAct, targets: readonly QueuedDelivery[]): void {
    const ids = targets.filter(target => fits(act, target)).map(({ id }) => id)
    if (ids.length === 0) return
    if (act !== 'giveUp') {
      void this.queue.act(act, ids)
      return
    }
    const { giveUpQuestion, giveUpText, acts } = deliveryWords()
    ask(this, {
      heading: giveUpQuestion(ids.length, formatCount(ids.length)),
      text: giveUpText,
      confirm: acts.giveUp,
      run: () => void this.queue.act(act, ids),
    })
  }

  readonly #sendDown = () => {
    this.dispatchEvent(new CustomEvent('send-down', { bubbles: true, composed: true }))
  }
}

function actsOf(item: QueuedDelivery): DeliveryRowAct[] {
  const { acts, actOn } = deliveryWords()
  return QUEUE_ACTS.filter(act => fits(act, item)).map(act => ({
    name: act,
    icon: ICONS[act],
    label: actOn(acts[act], item.recipient),
    shortcut: SHORTCUTS[act],
  }))
}

declare global {
  interface HTMLElementTagNameMap {
    'queue-panel': QueuePanel
  }
}
