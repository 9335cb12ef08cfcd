import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import './note-badge.ts'

/** What a row shows of a message of a POP3 maildrop. */
export interface MaildropRowContent {
  readonly number: string
  readonly octets: string
  readonly uniqueId: string
  /** What it says of being fetched; '' when it was not. */
  readonly fetched: string
  /** What it says of being marked for deletion; '' when it is not. */
  readonly marked: string
}

/** One message of a POP3 maildrop. */
@customElement('maildrop-row')
export class MaildropRow extends LitElement {
  static override styles = css`
    :host {
      display: block;
      height: 36px;
      contain: strict;
      font: var(--size-2) / 35px var(--sans);
      color: var(--text);
      cursor: default;
      user-select: none;
    }
    div {
      display: grid;
      grid-template-columns: 5ch 9ch minmax(0, 1fr) max-content;
      gap: var(--space-4);
      align-items: center;
      box-sizing: border-box;
      height: 100%;
      padding: 0 var(--space-5) 0 var(--space-3);
      border-bottom: 1px solid var(--border);
      font-variant-numeric: tabular-nums;
    }
    :host(:hover) div {
      background: var(--hover);
    }
    :host([current]) div {
      background: var(--selection);
      box-shadow: inset 2px 0 var(--accent);
    }
    .number,
    .octets {
      text-align: end;
    }
    .number {
      color: var(--muted);
    }
    .id {
      overflow: hidden;
      font-family: var(--mono);
      font-size: var(--size-1);
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .marked .id,
    .marked .octets {
      color: var(--muted);
      text-decoration: line-through;
    }
    .state {
      display: flex;
      gap: var(--space-2);
    }
  `

  @property({ attribute: false }) content!: MaildropRowContent
  /** The keyboard is on it. */
  @property({ type: Boolean, reflect: true }) current = false

  protected override render() {
    const { number, octets, uniqueId, fetched, marked } = this.content
    return html`<div class=${marked === '' ? '' : 'marked'}>
      <span class="number">${number}</span>
      <span class="octets">${octets}</span>
      <span class="id">${uniqueId}</span>
      <span class="state"
        >${fetched === '' ? nothing : html`<note-badge>${fetched}</note-badge>`}${
          marked === '' ? nothing : html`<note-badge tone="danger">${marked}</note-badge>`
        }</span
      >
    </div>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'maildrop-row': MaildropRow
  }
}
