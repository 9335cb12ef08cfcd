import { html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { Watch } from '../app/watch.ts'
import { journeyWords } from '../app/words/journey-words.ts'
import type { MessageModel } from '../state/message-model.ts'
import { REPORT_KINDS, type ReportKind, type ReportModel } from '../state/report-model.ts'
import { controlStyles } from '../ui/control-styles.ts'
import { reportViewStyles } from './report-view-styles.ts'

/** A report that was made. */
export interface Reported {
  readonly id: string
  /** What was done, in words. */
  readonly text: string
  readonly show: string
}

/** Asks which report is to be made on the open message, and on whose behalf. Fires `reported` when it was. */
@customElement('report-view')
export class ReportView extends LitElement {
  static override styles = [controlStyles, reportViewStyles]

  @property({ attribute: false }) message!: MessageModel
  @property({ attribute: false }) report!: ReportModel

  @state() private kind: ReportKind = 'hard'

  @query('input:checked') private chosen!: HTMLInputElement | null
  @query('select') private recipient!: HTMLSelectElement | null

  constructor() {
    super()
    new Watch(this, () => [this.message, this.report])
  }

  override firstUpdated(): void {
    this.report.forget()
    this.chosen?.focus()
  }

  protected override render() {
    const w = journeyWords()
    const { phase, reason } = this.report.value
    const open = this.message.value
    const recipients = (open?.message ?? open?.row?.summary)?.envelope.to ?? []
    return html`<form @submit=${this.#submit}>
      <p>${w.reportText}</p>
      ${this.#renderGroup(w.reportGroups.bounce, REPORT_KINDS.slice(0, 5))}
      ${this.#renderGroup(w.reportGroups.other, REPORT_KINDS.slice(5))}
      ${recipients.length > 1 ? this.#renderRecipients(recipients) : nothing}
      ${
        phase === 'failed'
          ? html`<div class="error" role="alert">
              <strong>${w.reportFailed}</strong> <span lang="en">${reason}</span>
            </div>`
          : nothing
      }
      <div class="choice">
        <button class="primary" type="submit" ?disabled=${phase === 'making'}>
          ${phase === 'making' ? w.making : w.makeReport}
        </button>
      </div>
    </form>`
  }

  #renderGroup(name: string, kinds: readonly ReportKind[]) {
    const { reports } = journeyWords()
    return html`<fieldset>
      <legend>${name}</legend>
      ${kinds.map(kind => {
        const [label, mark] = reports[kind]
        return html`<label>
          <input
            type="radio"
            name="kind"
            value=${kind}
            .checked=${kind === this.kind}
            @change=${() => this.#choose(kind)}
          />
          <span>${label}</span><code>${mark}</code>
        </label>`
      })}
    </fieldset>`
  }

  #renderRecipients(recipients: readonly string[]) {
    return html`<label class="recipient">
      <span>${journeyWords().onBehalf}</span>
      <select @change=${() => this.report.forget()}>
        ${recipients.map(address => html`<option value=${address}>${address}</option>`)}
      </select>
    </label>`
  }

  #choose(kind: ReportKind): void {
    this.kind = kind
    this.report.forget()
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    const message = this.message.value
    if (message === null) return
    const { kind } = this
    const id = await this.report.make(message.id, { kind, recipient: this.recipient?.value })
    if (id === undefined) return
    const { reported, showReport: show } = journeyWords()
    const text =
      reported[kind === 'complaint' || kind === 'auto-reply' || kind === 'receipt' ? kind : 'bounce']
    this.dispatchEvent(
      new CustomEvent<Reported>('reported', { detail: { id, text, show }, bubbles: true, composed: true }),
    )
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'report-view': ReportView
  }
}
