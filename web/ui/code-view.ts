import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { styleProperties } from './style-properties.ts'
import type { CodeLine } from './code-line.ts'

/** Lines to a block; the browser lays out only those blocks that are in sight. */
const BLOCK = 100
const LINE_HEIGHT = 18

/** Numbered lines of coloured text. Numbers are left out of what is selected and copied. */
@customElement('code-view')
export class CodeView extends LitElement {
  static override styles = css`
    :host {
      display: block;
      overflow: auto;
      background: var(--surface);
      color: var(--code-text);
      font: var(--size-1) / 18px var(--mono);
      tab-size: 4;
    }
    :host(:focus-visible) {
      outline: 2px solid var(--focus);
      outline-offset: -2px;
    }
    .block {
      display: flex;
      width: max-content;
      min-width: 100%;
      content-visibility: auto;
    }
    pre {
      margin: 0;
      font: inherit;
      white-space: pre;
    }
    .numbers {
      position: sticky;
      left: 0;
      flex: none;
      min-width: 5ch;
      padding: 0 var(--space-4) 0 var(--space-3);
      background: var(--surface);
      color: var(--code-faint);
      font-variant-numeric: tabular-nums;
      text-align: right;
      user-select: none;
    }
    .lines {
      padding-right: var(--space-5);
    }
    .name {
      color: var(--code-name);
    }
    .value {
      color: var(--code-value);
    }
    .mark {
      color: var(--code-mark);
    }
    .link {
      color: var(--code-link);
    }
    .faint {
      color: var(--code-faint);
    }
  `

  @property({ attribute: false }) lines: readonly CodeLine[] = []

  protected override render() {
    const starts = Array.from({ length: Math.ceil(this.lines.length / BLOCK) }, (_, block) => block * BLOCK)
    return starts.map(start => this.#renderBlock(start))
  }

  #renderBlock(start: number) {
    const lines = this.lines.slice(start, start + BLOCK)
    const numbers = lines.map((_, index) => start + index + 1).join('\n')
    const size = `auto ${lines.length * LINE_HEIGHT}px`
    return html`<div class="block" ${styleProperties({ 'contain-intrinsic-block-size': size })}>
      <pre class="numbers" aria-hidden="true">${numbers}</pre>
      <pre class="lines" dir="ltr">${lines.map(line => [...line.map(renderStretch), '\n'])}</pre>
    </div>`
  }
}

function renderStretch({ kind, text }: CodeLine[number]) {
  return kind === 'text' ? text : html`<span class=${kind}>${text}</span>`
}

declare global {
  interface HTMLElementTagNameMap {
    'code-view': CodeView
  }
}
