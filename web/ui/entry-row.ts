import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import './app-icon.ts'

/** What a row shows of an entry of an IMAP folder. */
export interface EntryRowContent {
  readonly sender: string
  readonly subject: string
  readonly isSubjectMissing: boolean
  readonly time: string
  readonly exactTime: string
  readonly flags: readonly string[]
  /** UID, modseq and size, in words. */
  readonly facts: readonly string[]
  readonly isSeen: boolean
  readonly isDeleted: boolean
}

/** Flags that are told apart by more than their words. */
const TONES: Readonly<Record<string, string>> = { '\\deleted': 'danger', '\\flagged': 'warning' }

/** One entry of an IMAP folder. */
@customElement('entry-row')
export class EntryRow extends LitElement {
  static override styles = css`
    *,
    *::before {
      box-sizing: border-box;
    }
    :host {
      display: block;
      height: 56px;
      contain: strict;
      font: var(--size-2) / 19px var(--sans);
      color: var(--text);
      cursor: default;
      user-select: none;
    }
    :host([tall]) {
      height: 76px;
    }
    .row {
      display: flex;
      flex-direction: column;
      justify-content: center;
      height: 100%;
      padding: 0 var(--space-5) 0 28px;
      border-bottom: 1px solid var(--border);
    }
    :host(:hover) .row {
      background: var(--hover);
    }
    :host([current]) .row {
      background: var(--selection);
      box-shadow: inset 2px 0 var(--accent);
    }
    :host([picked]) .row {
      background: var(--selection);
    }
    .line {
      display: flex;
      gap: var(--space-4);
      align-items: center;
      min-width: 0;
    }
    .sender,
    .subject {
      flex: 1;
      min-width: 0;
      overflow: hidden;
      text-align: left;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .sender {
      flex: 0 1 auto;
    }
    .unseen .sender,
    .unseen .subject {
      font-weight: var(--weight-strong);
    }
    .deleted .sender,
    .deleted .subject {
      color: var(--muted);
      text-decoration: line-through;
    }
    .missing {
      color: var(--muted);
      font-style: italic;
    }
    .mark {
      position: absolute;
      top: 0;
      left: 9px;
      display: flex;
      align-items: center;
      justify-content: center;
      width: 14px;
      height: 100%;
    }
    .dot {
      width: 8px;
      height: 8px;
      border-radius: 50%;
      background: var(--accent);
    }
    .picked {
      color: var(--accent);
    }
    .space {
      flex: 1;
    }
    .flags {
      display: flex;
      flex: 0 1 auto;
      gap: var(--space-2);
      min-width: 0;
      overflow: hidden;
    }
    .flag,
    .facts {
      color: var(--muted);
      font: var(--size-1) / 18px var(--mono);
      white-space: nowrap;
    }
    .flag {
      padding: 0 5px;
      border-radius: var(--radius);
      background: var(--neutral-soft);
    }
    .flag.warning {
      background: var(--warning-soft);
      color: var(--warning);
    }
    .flag.danger {
      background: var(--danger-soft);
      color: var(--danger);
    }
    .facts {
      display: flex;
      flex: none;
      gap: var(--space-4);
      font-variant-numeric: tabular-nums;
    }
    time {
      flex: none;
      color: var(--muted);
      font-size: var(--size-1);
      font-variant-numeric: tabular-nums;
    }
  `

  @property({ attribute: false }) content!: EntryRowContent
  /** The keyboard is on it. */
  @property({ type: Boolean, reflect: true }) current = false
  @property({ type: Boolean, reflect: true }) picked = false
  /** In three lines, as there is little room for two. */
  @property({ type: Boolean, reflect: true }) tall = false

  protected override render() {
    const { sender, subject, isSubjectMissing, time, exactTime, isSeen, isDeleted } = this.content
    const line = html`<span class=${isSubjectMissing ? 'subject missing' : 'subject'} dir="auto"
      >${subject}</span
    >`
    return html`<div class="row ${isSeen ? '' : 'unseen'} ${isDeleted ? 'deleted' : ''}">
      <span class="mark">${this.#renderMark(isSeen)}</span>
      <div class="line">
        <span class="sender" dir="auto">${sender}</span>
        <span class="space"></span>
        ${this.tall ? nothing : this.#renderFlags()}
        <time title=${exactTime}>${time}</time>
      </div>
      <div class="line">${line} ${this.tall ? nothing : this.#renderFacts()}</div>
      ${this.tall ? html`<div class="line">${this.#renderFlags()}<span class="space"></span>${this.#renderFacts()}</div>` : nothing}
    </div>`
  }

  #renderMark(isSeen: boolean) {
    if (this.picked) return html`<app-icon class="picked" name="check"></app-icon>`
    return isSeen ? nothing : html`<span class="dot"></span>`
  }

  #renderFlags() {
    return html`<span class="flags"
      >${this.content.flags.map(
        flag => html`<span class="flag ${TONES[flag.toLowerCase()] ?? ''}">${flag}</span>`,
      )}</span
    >`
  }

  #renderFacts() {
    return html`<span class="facts">${this.content.facts.map(fact => html`<span>${fact}</span>`)}</span>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'entry-row': EntryRow
  }
}
