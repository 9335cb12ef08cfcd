import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { formatListTime } from '../app/format-time.ts'
import { Watch } from '../app/watch.ts'
import { deliveryWords } from '../app/words/delivery-words.ts'
import { locale } from '../app/words/words.ts'
import { worldTime, type ClockModel } from '../state/clock-model.ts'
import type { SettledModel, Settlement } from '../state/settled-model.ts'
import type { StepsModel } from '../state/steps-model.ts'
import { controlStyles } from '../ui/control-styles.ts'
import '../ui/delivery-row.ts'
import { deliveryPanelStyles } from './delivery-panel-styles.ts'
import { settledRow } from './delivery-rows.ts'
import { renderUnfolded, unfoldedStyles } from './unfolded-steps.ts'

/** The deliveries that came to their end while one looked on; nothing, as long as there are none. */
@customElement('settled-panel')
export class SettledPanel extends LitElement {
  static override styles = [
    controlStyles,
    deliveryPanelStyles,
    unfoldedStyles,
    css`
      section {
        border-top: 1px solid var(--border);
      }
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }
    `,
  ]

  @property({ attribute: false }) settled!: SettledModel
  @property({ attribute: false }) steps!: StepsModel
  @property({ attribute: false }) clock!: ClockModel

  constructor() {
    super()
    new Watch(this, () => [this.settled, this.steps, this.clock])
  }

  protected override render() {
    const settlements = this.settled.value
    if (settlements.length === 0) return nothing
    const w = deliveryWords()
    const reading = this.clock.value
    const now = reading === null ? Date.now() : worldTime(reading, Date.now())
    return html`<section aria-label=${w.settled}>
      <div class="bar">
        <h3>${w.settled}</h3>
        <span class="space"></span>
        <button class="plain" type="button" @click=${() => this.settled.clear()}>${w.clearSettled}</button>
      </div>
      <ul>
        ${repeat(
          settlements,
          ({ delivery }) => delivery,
          settlement => html`<li>${this.#renderSettlement(settlement, now)}</li>`,
        )}
      </ul>
    </section>`
  }

  #renderSettlement(settlement: Settlement, now: number) {
    const { delivery, id, at } = settlement
    return html`<delivery-row
      .content=${settledRow(settlement, formatListTime(Date.parse(at), now, locale()))}
      .unfolded=${this.steps.value.has(delivery)}
      @toggle-row=${() => this.steps.toggle(delivery)}
      >${renderUnfolded(this.steps, delivery, id)}</delivery-row
    >`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'settled-panel': SettledPanel
  }
}
