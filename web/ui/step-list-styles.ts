import { css } from 'lit'

export const stepListStyles = css`
  :host {
    display: block;
    container-type: inline-size;
  }
  ol {
    display: grid;
    grid-template-columns: max-content 20px minmax(0, 1fr);
    column-gap: var(--space-4);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li {
    display: grid;
    grid-column: 1 / -1;
    grid-template-columns: subgrid;
    min-height: 28px;
    line-height: 20px;
  }
  .day {
    grid-column: 1 / -1;
    padding: var(--space-4) 0 var(--space-3);
    color: var(--muted);
    font-size: var(--size-1);
    font-weight: var(--weight-strong);
  }
  li:first-child .day {
    padding-top: 0;
  }
  .when {
    display: flex;
    gap: var(--space-5);
    justify-content: space-between;
    font-size: var(--size-1);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .offset {
    color: var(--muted);
  }
  /* The line that goes from step to step, with a dot or a picture on it. */
  .mark {
    position: relative;
    color: var(--muted);
  }
  .mark::before {
    position: absolute;
    top: 0;
    bottom: 0;
    left: 50%;
    width: 1px;
    margin-left: -0.5px;
    background: var(--border);
    content: '';
  }
  li:first-child .mark::before {
    top: 10px;
  }
  li:last-child .mark::before {
    bottom: calc(100% - 10px);
  }
  .mark::after {
    position: absolute;
    top: 7px;
    left: 7px;
    width: 7px;
    height: 7px;
    border: 1px solid var(--surface);
    border-radius: 50%;
    background: var(--border-control);
    content: '';
  }
  .icon::after {
    display: none;
  }
  .success .mark::after {
    background: var(--success);
  }
  .warning .mark::after {
    background: var(--warning);
  }
  .danger .mark::after {
    background: var(--danger);
  }
  .what {
    min-width: 0;
    padding-bottom: var(--space-3);
    overflow-wrap: anywhere;
  }
  .danger .text {
    color: var(--danger);
    font-weight: var(--weight-strong);
  }
  .text:has(+ .fact),
  a {
    margin-right: var(--space-3);
  }
  .fact {
    display: inline-block;
    max-width: 100%;
    margin-right: var(--space-3);
    color: var(--muted);
    font-size: var(--size-1);
  }
  code {
    display: block;
    color: var(--muted);
    font: var(--size-1) / 18px var(--mono);
    white-space: pre-wrap;
  }
  .warning code {
    color: var(--warning);
  }
  .danger code {
    color: var(--danger);
  }
  @container (max-width: 480px) {
    ol {
      grid-template-columns: 20px minmax(0, 1fr);
    }
    .when {
      grid-column: 2;
      grid-row: 2;
      justify-content: flex-start;
    }
    .day {
      grid-row: 1;
    }
    .mark {
      grid-column: 1;
      grid-row: 2 / 4;
    }
    .what {
      grid-column: 2;
      grid-row: 3;
    }
    .when:not(:has(span:not(:empty))) {
      display: none;
    }
  }
`
