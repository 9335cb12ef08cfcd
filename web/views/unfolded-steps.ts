import { css, html, nothing } from 'lit'
import { deliveryWords } from '../app/words/delivery-words.ts'
import { formatCount } from '../app/words/words.ts'
import type { StepsModel } from '../state/steps-model.ts'
import '../ui/skeleton-rows.ts'
import '../ui/step-list.ts'
import { deliverySteps } from './delivery-steps.ts'
import { messageHref } from './message-href.ts'

/** What stands below the row of a delivery when it is unfolded: its steps, and where those of the whole message are. */
export function renderUnfolded(steps: StepsModel, id: string, message: string) {
  const w = deliveryWords()
  const delivery = steps.value.get(id)
  if (delivery === undefined) return nothing
  return html`<div class="unfolded">
    <a href=${messageHref(message, 'journey')}>${w.journey}</a>
    ${
      delivery === null
        ? html`<skeleton-rows compact count="3" aria-label=${w.stepsLoading}></skeleton-rows>`
        : html`<step-list label=${delivery.recipient} .items=${deliverySteps(delivery)}></step-list>
            ${delivery.stepsLeftOut === 0 ? nothing : html`<p>${w.stepsLeftOut(formatCount(delivery.stepsLeftOut))}</p>`}`
    }
  </div>`
}

export const unfoldedStyles = css`
  .unfolded {
    padding: var(--space-2) var(--space-5) var(--space-4) 0;
  }
  .unfolded a {
    display: inline-block;
    margin-bottom: var(--space-3);
  }
  .unfolded p {
    margin: var(--space-3) 0 0;
    color: var(--muted);
  }
`
