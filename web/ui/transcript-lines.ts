import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { locale, words } from '../app/words/words.ts'
import { controlStyles } from './control-styles.ts'

/** One line of a conversation. */
export interface SaidLine {
  /** Milliseconds since the connection began. */
  readonly at: number
  readonly side: 'client' | 'server' | 'note'
  readonly text: string
}

/** An SMTP conversation: who said what, and when. */
@customElement('transcript-lines')
export class TranscriptLines extends LitElement {
  static override styles = [
    controlStyles,
    css`
      :host {
        display: block;
      }
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

  @property({ attribute: false }) lines: readonly SaidLine[] = []

  protected override render() {
    const w = words()
    const time = new Intl.NumberFormat(locale(), { maximumFractionDigits: 0 })
    return html`<table aria-label=${w.tabs.smtp}>
      <tbody>
        ${this.lines.map(
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
    'transcript-lines': TranscriptLines
  }
}
