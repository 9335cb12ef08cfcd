import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { ReadyMadeAddress } from '../../server/http/contract.ts'
import { Watch } from '../app/watch.ts'
import { happensInWords } from '../app/words/happens-in-words.ts'
import { journeyWords } from '../app/words/journey-words.ts'
import { formatCount, words } from '../app/words/words.ts'
import type { ResourceModel } from '../state/resource-model.ts'
import { controlStyles } from '../ui/control-styles.ts'
import '../ui/copy-button.ts'
import { groupReadyMade } from './ready-made-groups.ts'

/** Under which name the addresses are asked for. */
const ALL = 'all'

/** The addresses that misbehave without a world, and how; nothing when they are switched off, or not known yet. */
@customElement('ready-made-view')
export class ReadyMadeView extends LitElement {
  static override styles = [
    controlStyles,
    css`
      :host {
        display: block;
      }
      h3 {
        margin: var(--space-6) 0 var(--space-1);
        font-size: var(--size-3);
        font-weight: var(--weight-strong);
      }
      p {
        margin: 0 0 var(--space-3);
        color: var(--muted);
      }
      table {
        width: 100%;
        border-collapse: collapse;
      }
      th,
      td {
        padding: var(--space-2) 0;
        border-top: 1px solid var(--border);
        font-weight: var(--weight);
        text-align: start;
        vertical-align: top;
      }
      th {
        width: 1%;
        padding-right: var(--space-5);
        white-space: nowrap;
      }
      .address {
        display: inline-flex;
        gap: var(--space-2);
        align-items: center;
        font: var(--size-1) / 20px var(--mono);
      }
      td {
        color: var(--muted);
      }
      copy-button {
        --square: 20px;
      }
      details {
        border-top: 1px solid var(--border);
      }
      summary {
        padding: var(--space-3) 0;
        color: var(--muted);
        cursor: pointer;
      }
      summary:hover {
        color: var(--text);
      }
      @media (max-width: 699.98px) {
        tr {
          display: block;
          padding: var(--space-3) 0;
          border-top: 1px solid var(--border);
        }
        th,
        td {
          display: block;
          width: auto;
          padding: 0;
          border: 0;
          white-space: normal;
          overflow-wrap: anywhere;
        }
      }
    `,
  ]

  @property({ attribute: false }) readyMade!: ResourceModel<readonly ReadyMadeAddress[]>

  constructor() {
    super()
    new Watch(this, () => [this.readyMade])
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.readyMade.show(ALL)
  }

  protected override render() {
    const { value } = this.readyMade.value
    if (value === null || value.length === 0) return nothing
    const w = journeyWords()
    const { plain, labels, providers } = groupReadyMade(value)
    return html`<h3>${w.readyMade}</h3>
      <p>${w.readyMadeText}</p>
      ${renderTable(w.readyMade, plain)} ${renderFolded(w.withLabel, labels)}
      ${renderFolded(w.ofProviders, providers)}`
  }
}

function renderFolded(name: (count: string) => string, rows: readonly ReadyMadeAddress[]) {
  if (rows.length === 0) return nothing
  const label = name(formatCount(rows.length))
  return html`<details>
    <summary>${label}</summary>
    ${renderTable(label, rows)}
  </details>`
}

function renderTable(label: string, rows: readonly ReadyMadeAddress[]) {
  if (rows.length === 0) return nothing
  const w = journeyWords()
  return html`<table aria-label=${label}>
    <thead class="quiet">
      <tr>
        <th scope="col">${w.readyMadeAddress}</th>
        <th scope="col">${w.readyMadeHappens}</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(row => renderRow(row))}
    </tbody>
  </table>`
}

function renderRow({ form, example, happens }: ReadyMadeAddress) {
  const { text, language } = happensInWords(happens)
  return html`<tr>
    <th scope="row" title=${form}>
      <span class="address"
        >${example}<copy-button .text=${example} .label=${words().copyWhat(example)}></copy-button
      ></span>
    </th>
    <td lang=${language}>${text}</td>
  </tr>`
}

declare global {
  interface HTMLElementTagNameMap {
    'ready-made-view': ReadyMadeView
  }
}
