import { html, LitElement, nothing } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import './app-icon.ts'
import type { IconName } from './app-icon.ts'
import { controlStyles } from './control-styles.ts'
import type { DeliveryRowContent } from './delivery-row-content.ts'
import { deliveryRowStyles } from './delivery-row-styles.ts'
import './icon-button.ts'
import './mail-address.ts'
import './note-badge.ts'

/** Something that can be done with a row. */
export interface DeliveryRowAct {
  readonly name: string
  readonly icon: IconName
  readonly label: string
  readonly shortcut?: string
}

/**
 * A delivery: to whom, what became of it, and what can be done with it. Fires `toggle-row` when it is to be unfolded or folded,
 * `pick-row` when it is picked or let go of, and `act` with the name of an act. What is unfolded goes into its slot.
 */
@customElement('delivery-row')
export class DeliveryRow extends LitElement {
  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true }
  static override styles = [controlStyles, deliveryRowStyles]

  @property({ attribute: false }) content!: DeliveryRowContent
  @property({ attribute: false }) acts: readonly DeliveryRowAct[] = []
  /** What its box is called; '' when it cannot be picked. */
  @property() pickLabel = ''
  @property({ type: Boolean, reflect: true }) picked = false
  @property({ type: Boolean }) unfolded = false

  @query('.fold') private fold!: HTMLButtonElement

  /** Puts the keyboard on it, and the row in sight. */
  override focus(): void {
    this.fold.focus({ preventScroll: true })
    this.scrollIntoView({ block: 'nearest' })
  }

  protected override render() {
    const { recipient, subject, state, tone, when, exactWhen, reply, facts } = this.content
    return html`<div class="row">
        ${this.pickLabel === '' ? nothing : this.#renderBox()}
        <button class="fold" type="button" aria-expanded=${this.unfolded} @click=${this.#fire('toggle-row')}>
          <app-icon name="forward"></app-icon>
          <span class="what">
            <span class="line">
              <mail-address address=${recipient}></mail-address>
              <span class="subject">${subject}</span>
              <note-badge tone=${tone}>${state}</note-badge>
              <span class="when" title=${exactWhen}>${when}</span>
            </span>
            <span class="line">
              <code title=${reply}>${reply}</code>
              <span class="facts">${facts.map(fact => html`<span>${fact}</span>`)}</span>
            </span>
          </span>
        </button>
        ${this.acts.length === 0 ? nothing : html`<span class="acts">${this.acts.map(act => this.#renderAct(act))}</span>`}
      </div>
      <slot ?hidden=${!this.unfolded}></slot>`
  }

  #renderBox() {
    return html`<button
      class="pick square"
      type="button"
      role="checkbox"
      aria-checked=${this.picked}
      aria-label=${this.pickLabel}
      @click=${this.#fire('pick-row')}
    >
      <span class="box">${this.picked ? html`<app-icon name="check"></app-icon>` : nothing}</span>
    </button>`
  }

  #renderAct({ name, icon, label, shortcut }: DeliveryRowAct) {
    return html`<icon-button
      .icon=${icon}
      label=${label}
      shortcut=${shortcut ?? ''}
      @click=${() => this.#act(name)}
    ></icon-button>`
  }

  /** The row keeps the keyboard, as its buttons change with what is done. */
  #act(name: string): void {
    this.focus()
    this.dispatchEvent(new CustomEvent<string>('act', { detail: name }))
  }

  #fire(type: 'toggle-row' | 'pick-row') {
    return () => this.dispatchEvent(new CustomEvent(type))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'delivery-row': DeliveryRow
  }
}
