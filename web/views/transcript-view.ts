import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { Message, TranscriptLine } from '../../server/http/contract.ts'
import { Watch } from '../app/watch.ts'
import { locale, words } from '../app/words/words.ts'
import type { ResourceModel } from '../state/resource-model.ts'
import { controlStyles } from '../ui/control-styles.ts'
import '../ui/state-panel.ts'
import { renderResource } from './resource-view.ts'

/** The SMTP conversation that brought the message: who said what, and when. */
@customElement('transcript-view')
export class TranscriptView extends LitElement {
  static override styles = [
    controlStyles,
    css`
      table {
        width: 100%;
        margin: var(--space-3) 0;
        border-collapse: collapse;
        font: var(--size-1) / 20px var(--mono);
      }
      td,
      th {
        padding: 0 var(--space-3);
        font-weight: var(--weight);
        text-align: start;
        vertical-align: top;
      }
      .time {
        width: 1%;
        padding-left: var(--space-5);
        color: var(--code-faint);
        font-variant-numeric: tabular-nums;
        text-align: end;
        white-space: nowrap;
      }
      .side {
        width: 1%;
        color: var(--muted);
        white-space: nowrap;
      }
      .text {
        padding-right: var(--space-5);
        overflow-wrap: anywhere;
        white-space: pre-wrap;
      }
      .client .text {
        color: var(--code-value);
      }
      .note .text {
        color: var(--muted);
        font-style: italic;
      }
    `,
  ]

  @property({ attribute: false }) message!: Message
  @property({ attribute: false }) transcript!: ResourceModel<readonly TranscriptLine[]>

  constructor() {
    super()
    new Watch(this, () => [this.transcript])
  }

  protected override willUpdate(): void {
    this.transcript.show(this.message.id)
  }

  protected override render() {
    return renderResource(this.transcript, this.message.id, lines => {
      if (lines.length > 0) return this.#renderLines(lines)
      const { noTranscript, noTranscriptText } = words()
      return html`<state-panel icon="file" .heading=${noTranscript} .text=${noTranscriptText}></state-panel>`
    })
  }

  #renderLines(lines: readonly TranscriptLine[]) {
    const w = words()
    const time = new Intl.NumberFormat(locale(), { maximumFractionDigits: 0 })
    return html`<table aria-label=${w.tabs.smtp}>
      <tbody>
        ${lines.map(
          ({ at, side, text }) =>
            html`<tr class=${side}>
              <td class="time">${time.format(at)} ms</td>
              <th class="side" scope="row">${w[side]}</th>
              <td class="text">${text}</td>
            </tr>`,
        )}
      </tbody>
    </table>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'transcript-view': TranscriptView
  }
}
