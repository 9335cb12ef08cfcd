import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { Code } from '../../server/http/contract.ts'
import { words } from '../app/words/words.ts'
import './copy-button.ts'

/** Codes found in a message: the likeliest one large, with the words around it; what else could be one beside it. */
@customElement('one-time-codes')
export class OneTimeCodes extends LitElement {
  static override styles = css`
    :host {
      box-sizing: border-box;
      display: block;
      min-width: 0;
      padding: var(--space-3) var(--space-4);
      border: 1px solid var(--border);
      border-radius: var(--radius-panel);
      background: var(--canvas);
    }
    .about {
      display: flex;
      gap: var(--space-3);
      max-width: 56ch;
      margin: 0;
      color: var(--muted);
      font-size: var(--size-1);
      white-space: nowrap;
    }
    .label {
      flex: none;
      font-weight: var(--weight-strong);
    }
    .context {
      min-width: 0;
      overflow: hidden;
      text-overflow: ellipsis;
    }
    .first {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-1) var(--space-5);
      align-items: center;
    }
    .code {
      display: inline-flex;
      gap: var(--space-3);
      align-items: center;
      min-width: 0;
    }
    strong {
      font: var(--weight-strong) var(--size-6) / 36px var(--mono);
      letter-spacing: 0.06em;
      overflow-wrap: anywhere;
    }
    /* Parted for the eye alone: what is selected and copied has no gap. */
    .group + .group {
      margin-left: 0.3em;
    }
    ul {
      display: flex;
      flex-wrap: wrap;
      gap: 0 var(--space-4);
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      display: inline-flex;
      gap: var(--space-1);
      align-items: center;
      font: var(--size-2) / 20px var(--mono);
    }
    li copy-button {
      --square: 20px;
    }
  `

  /** The likeliest first; at least one. */
  @property({ attribute: false }) codes: readonly Code[] = []
  /** The key that copies the first one, shown in the hint. */
  @property() shortcut = ''

  protected override render() {
    const [first, ...others] = this.codes
    if (first === undefined) return nothing
    const { value, context } = first
    const w = words()
    return html`<p class="about">
        <span class="label">${w.oneTimeCode}</span>
        ${context === value ? nothing : html`<bdi class="context" title=${context}>${context}</bdi>`}
      </p>
      <div class="first">
        <span class="code">
          <strong dir="ltr">${groupsOf(value).map(group => html`<span class="group">${group}</span>`)}</strong
          ><copy-button .text=${value} label=${w.copyWhat(value)} shortcut=${this.shortcut}></copy-button>
        </span>
        ${others.length === 0 ? nothing : this.#renderOthers(others)}
      </div>`
  }

  #renderOthers(others: readonly Code[]) {
    const w = words()
    return html`<ul aria-label=${w.otherCodes}>
      ${others.map(
        ({ value, context }) =>
          html`<li title=${context}>
            <bdi>${value}</bdi><copy-button .text=${value} label=${w.copyWhat(value)}></copy-button>
          </li>`,
      )}
    </ul>`
  }
}

/** Digits are read in threes or fours; all else as it stands. */
function groupsOf(value: string): readonly string[] {
  if (!/^\d+$/.test(value) || value.length < 6) return [value]
  const size = value.length % 4 === 0 ? 4 : 3
  return value.match(new RegExp(`\\d{1,${size}}`, 'g')) ?? [value]
}

declare global {
  interface HTMLElementTagNameMap {
    'one-time-codes': OneTimeCodes
  }
}
