import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { Fault } from '../../server/http/contract.ts'
import { Watch } from '../app/watch.ts'
import { deliveryWords } from '../app/words/delivery-words.ts'
import { formatCount, words } from '../app/words/words.ts'
import { FAULT_TEMPLATES, type FaultTemplate } from '../state/fault-templates.ts'
import type { FaultsModel } from '../state/faults-model.ts'
import type { Trouble } from '../state/trouble.ts'
import { controlStyles } from '../ui/control-styles.ts'
import '../ui/icon-button.ts'
import '../ui/json-editor.ts'
import type { JsonEditor } from '../ui/json-editor.ts'
import '../ui/note-badge.ts'
import '../ui/skeleton-rows.ts'
import '../ui/state-panel.ts'
import { deliveryPanelStyles } from './delivery-panel-styles.ts'
import { editorErrors } from './editor-errors.ts'
import { faultRule, faultText } from './fault-text.ts'
import { ask } from './question.ts'

const TEMPLATES = Object.keys(FAULT_TEMPLATES) as FaultTemplate[]

/** The faults that are set on the listeners, and setting another. */
@customElement('faults-panel')
export class FaultsPanel extends LitElement {
  static override styles = [
    controlStyles,
    deliveryPanelStyles,
    css`
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: flex;
        gap: var(--space-4);
        align-items: flex-start;
        padding: var(--space-3) var(--space-4) var(--space-3) var(--space-5);
        border-top: 1px solid var(--border);
      }
      .what {
        flex: 1;
        min-width: 0;
      }
      .line {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--space-4);
        align-items: baseline;
      }
      .text {
        flex: 1;
        min-width: 12em;
        overflow-wrap: anywhere;
      }
      .over .text {
        color: var(--muted);
      }
      .fired {
        color: var(--muted);
        font-variant-numeric: tabular-nums;
      }
      code {
        display: block;
        color: var(--muted);
        font: var(--size-1) / 20px var(--mono);
        overflow-wrap: anywhere;
      }
      form {
        max-width: 760px;
        padding: var(--space-2) var(--space-5) var(--space-5);
      }
      form .choice {
        margin-bottom: var(--space-3);
      }
      form .choice.end {
        margin: var(--space-3) 0 0;
      }
    `,
  ]

  @property({ attribute: false }) faults!: FaultsModel

  /** The rule that is being written; null when none is. */
  @state() private draft: string | null = null
  @state() private troubles: readonly Trouble[] = []

  @query('json-editor') private editor!: JsonEditor | null

  constructor() {
    super()
    new Watch(this, () => [this.faults])
  }

  protected override render() {
    const w = deliveryWords()
    const { items } = this.faults.value
    return html`<section aria-label=${w.faults}>
      <div class="bar">
        <h3>${w.faults}</h3>
        ${items.length === 0 ? nothing : html`<span class="count">${formatCount(items.length)}</span>`}
        <span class="space"></span>
        <div class="choice">
          ${
            items.length === 0
              ? nothing
              : html`<button class="plain" type="button" @click=${this.#askDeleteAll}>
                  ${w.deleteFaults}
                </button>`
          }
          <button type="button" aria-expanded=${this.draft !== null} @click=${this.#toggleForm}>
            <app-icon name="plus"></app-icon>${w.addFault}
          </button>
        </div>
      </div>
      <p class="about">${w.faultsText} ${items.length === 0 ? w.noFaults : nothing}</p>
      ${this.draft === null ? nothing : this.#renderForm(this.draft)} ${this.#renderList()}
    </section>`
  }

  #renderList() {
    const w = deliveryWords()
    const { phase, items } = this.faults.value
    if (phase === 'failed') {
      return html`<state-panel tone="danger" icon="warning" .heading=${w.faultsFailed}>
        <button type="button" @click=${() => this.faults.load()}>${words().retry}</button>
      </state-panel>`
    }
    if (phase === 'loading') return html`<skeleton-rows count="2"></skeleton-rows>`
    return items.length === 0
      ? nothing
      : html`<ul>
          ${items.map(fault => this.#renderFault(fault))}
        </ul>`
  }

  #renderFault(fault: Fault) {
    const w = deliveryWords()
    const { id, active, fired } = fault
    return html`<li class=${active ? 'active' : 'over'}>
      <div class="what">
        <div class="line">
          <span class="text">${faultText(fault)}</span>
          <span class="choice">
            <span class="fired">${w.fired(fired, formatCount(fired))}</span>
            <note-badge tone=${active ? 'warning' : 'neutral'}>${active ? w.active : w.over}</note-badge>
          </span>
        </div>
        <code>${faultRule(fault)}</code>
      </div>
      <icon-button
        icon="trash"
        label=${w.deleteFault(id)}
        @click=${() => this.faults.delete(id)}
      ></icon-button>
    </li>`
  }

  #renderForm(draft: string) {
    const w = deliveryWords()
    return html`<form @submit=${this.#submit}>
      <div class="choice" role="group" aria-label=${w.templates}>
        <span class="count">${w.templates}</span>
        ${TEMPLATES.map(
          name =>
            html`<button
              type="button"
              aria-pressed=${draft === textOf(name)}
              @click=${() => this.#write(textOf(name))}
            >
              ${w.templateNames[name]}
            </button>`,
        )}
      </div>
      <json-editor
        label=${w.faultRule}
        rows="12"
        .value=${draft}
        .errors=${editorErrors(this.troubles)}
        @change-text=${({ detail }: CustomEvent<string>) => this.#write(detail)}
      ></json-editor>
      <div class="choice end">
        <button class="primary" type="submit">${w.add}</button>
        <button type="button" @click=${this.#toggleForm}>${words().cancel}</button>
      </div>
    </form>`
  }

  #write(draft: string): void {
    this.draft = draft
    this.troubles = []
  }

  async #toggleForm(): Promise<void> {
    this.troubles = []
    this.draft = this.draft === null ? textOf('defer') : null
    await this.updateComplete
    this.editor?.focus()
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    if (this.draft === null) return
    this.troubles = await this.faults.add(this.draft)
    if (this.troubles.length === 0) this.draft = null
    else this.editor?.focus()
  }

  #askDeleteAll(): void {
    const { deleteFaultsQuestion, deleteFaultsText, deleteFaults } = deliveryWords()
    const { length } = this.faults.value.items
    ask(this, {
      heading: deleteFaultsQuestion(length, formatCount(length)),
      text: deleteFaultsText,
      confirm: deleteFaults,
      run: () => void this.faults.deleteAll(),
    })
  }
}

function textOf(template: FaultTemplate): string {
  return JSON.stringify(FAULT_TEMPLATES[template], null, 2)
}

declare global {
  interface HTMLElementTagNameMap {
    'faults-panel': FaultsPanel
  }
}
