import { html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import './app-icon.ts'
import { controlStyles } from './control-styles.ts'
import type { StepItem } from './step-item.ts'
import { stepListStyles } from './step-list-styles.ts'
import { toneMarkStyles } from './tone-mark-styles.ts'

/** What happened, one thing below the other, along a line. */
@customElement('step-list')
export class StepList extends LitElement {
  static override styles = [controlStyles, toneMarkStyles, stepListStyles]

  @property() label = ''
  @property({ attribute: false }) items: readonly StepItem[] = []
  /** The number of the first item. */
  @property({ type: Number }) start = 1

  protected override render() {
    return html`<ol aria-label=${this.label} start=${this.start}>
      ${this.items.map(item => renderStep(item))}
    </ol>`
  }
}

function renderStep({ day, time, exactTime, offset, icon, tone, text, link, said, facts }: StepItem) {
  return html`<li class=${tone}>
    ${day === '' ? nothing : html`<div class="day">${day}</div>`}
    <div class="when" title=${exactTime}><span>${time}</span><span class="offset">${offset}</span></div>
    <div class=${icon === null ? 'mark' : 'mark icon'}>
      ${icon === null ? nothing : html`<app-icon name=${icon}></app-icon>`}
    </div>
    <div class="what">
      <span class="text">${text}</span>
      ${link === null ? nothing : html`<a href=${link.href}>${link.label}</a>`}
      ${facts.map(fact => html`<span class="fact">${fact}</span>`)}
      ${said === '' ? nothing : html`<code>${said}</code>`}
    </div>
  </li>`
}

declare global {
  interface HTMLElementTagNameMap {
    'step-list': StepList
  }
}
