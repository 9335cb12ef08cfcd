import { html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Journey, Message, Summary } from '../../server/http/contract.ts'
import { formatQuotedTime } from '../app/format-time.ts'
import { formatRoute, routeOf } from '../app/route.ts'
import { Watch } from '../app/watch.ts'
import { journeyWords } from '../app/words/journey-words.ts'
import { formatCount, locale, words } from '../app/words/words.ts'
import type { JourneyModel } from '../state/journey-model.ts'
import { ALL_MAIL } from '../state/mailbox.ts'
import { controlStyles } from '../ui/control-styles.ts'
import '../ui/state-panel.ts'
import '../ui/step-list.ts'
import type { StepItem } from '../ui/step-item.ts'
import { journeySteps } from './journey-steps.ts'
import { journeyViewStyles } from './journey-view-styles.ts'
import { renderResource } from './resource-view.ts'

/** Of a long way the beginning and the end are shown, so many steps of each. */
const SHOWN_FIRST = 40
const SHOWN_LAST = 160
/** Messages made of this one that are shown at first. */
const SHOWN_MADE = 8

/** The way of a message: all that happened to it, what it was made of, and what was made of it. */
@customElement('journey-view')
export class JourneyView extends LitElement {
  static override styles = [controlStyles, journeyViewStyles]

  @property({ attribute: false }) message!: Message
  @property({ attribute: false }) journey!: JourneyModel

  /** What is shown whole. */
  @state() private unfolded: ReadonlySet<'steps' | 'made'> = new Set()

  constructor() {
    super()
    new Watch(this, () => [this.journey])
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.journey.leave()
  }

  protected override willUpdate(): void {
    if (this.message.id !== this.journey.value.id) this.unfolded = new Set()
    this.journey.follow(this.message)
  }

  protected override render() {
    return renderResource(this.journey, this.message.id, journey => this.#renderJourney(journey))
  }

  #renderJourney({ steps, stepsLeftOut, origin, made }: Journey) {
    const w = journeyWords()
    return html`<div class="bar">
        <span class="count">${this.#renderCount(steps.length, stepsLeftOut)}</span>
        <button type="button" @click=${this.#askReport}>
          <app-icon name="bounce"></app-icon>${w.report}
        </button>
      </div>
      ${origin === null ? nothing : this.#renderOrigin(origin)}
      ${made.length === 0 ? nothing : this.#renderMade(made)} ${this.#renderSteps(steps)}`
  }

  #renderOrigin({ kind, of }: NonNullable<Journey['origin']>) {
    const w = journeyWords()
    return html`<p class="origin">
      ${w.origins[kind] ?? w.otherOrigin} <a href=${this.#address(of)}>${w.showOrigin}</a>
    </p>`
  }

  #renderMade(made: Journey['made']) {
    const w = journeyWords()
    const isWhole = made.length <= SHOWN_MADE + 1 || this.unfolded.has('made')
    const shown = isWhole ? made : made.slice(0, SHOWN_MADE)
    return html`<section class="made" aria-labelledby="made">
      <h3 id="made">${w.made}</h3>
      <ul>
        ${shown.map(
          ({ kind, summary }) =>
            html`<li>
              <span class="kind">${w.madeKinds[kind] ?? kind}</span>
              <a href=${this.#address(summary.id)}>${summary.subject || words().noSubject}</a>
              <time datetime=${summary.receivedAt}>${receivedAt(summary)}</time>
            </li>`,
        )}
        ${
          isWhole
            ? nothing
            : html`<li>
                <button class="plain" type="button" @click=${() => this.#unfold('made')}>
                  ${words().andMore(formatCount(made.length - shown.length))}
                </button>
              </li>`
        }
      </ul>
    </section>`
  }

  #renderCount(shown: number, leftOut: number): string {
    const w = journeyWords()
    const count = w.steps(shown + leftOut, formatCount(shown + leftOut))
    return leftOut === 0 ? count : `${count}, ${w.leftOut(formatCount(leftOut))}`
  }

  #renderSteps(steps: Journey['steps']) {
    const w = journeyWords()
    if (steps.length === 0) {
      return html`<state-panel icon="send" .heading=${w.noSteps} .text=${w.noStepsText}></state-panel>`
    }
    const items = journeySteps(steps, this.message.id)
    const hidden = items.length - SHOWN_FIRST - SHOWN_LAST
    if (hidden <= 1 || this.unfolded.has('steps')) {
      return html`${renderItems(items)}${items.length === 1 ? html`<p>${w.onlyStep}</p>` : nothing}`
    }
    const start = SHOWN_FIRST + hidden
    return html`${renderItems(items.slice(0, SHOWN_FIRST))}
      <button class="between" type="button" @click=${() => this.#unfold('steps')}>
        ${w.showBetween(formatCount(hidden))}
      </button>
      ${renderItems(items.slice(start), start)}`
  }

  /** Whoever looks at ways goes on looking at ways. */
  #address(id: string): string {
    return formatRoute({ ...routeOf(ALL_MAIL), id, tab: 'journey' })
  }

  #unfold(what: 'steps' | 'made'): void {
    this.unfolded = new Set([...this.unfolded, what])
  }

  #askReport(): void {
    this.dispatchEvent(new CustomEvent<string>('ask', { detail: 'report', bubbles: true, composed: true }))
  }
}

function receivedAt({ receivedAt }: Summary): string {
  return formatQuotedTime(Date.parse(receivedAt), locale())
}

/** @param start how many steps come before them */
function renderItems(items: readonly StepItem[], start = 0) {
  return html`<step-list .label=${journeyWords().stepList} .items=${items} .start=${start + 1}></step-list>`
}

declare global {
  interface HTMLElementTagNameMap {
    'journey-view': JourneyView
  }
}
