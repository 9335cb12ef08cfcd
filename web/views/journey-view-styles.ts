import { css } from 'lit'

export const journeyViewStyles = css`
  :host {
    display: block;
    padding: var(--space-4) var(--space-5) var(--space-6);
  }
  .bar {
    display: flex;
    align-items: center;
    justify-content: space-between;
    margin-bottom: var(--space-4);
  }
  .count,
  p {
    color: var(--muted);
    font-variant-numeric: tabular-nums;
  }
  p {
    margin: var(--space-3) 0 0;
  }
  .origin,
  .made {
    margin: 0 0 var(--space-5);
    padding: var(--space-3) var(--space-4);
    border: 1px solid var(--border);
    border-radius: var(--radius-panel);
    background: var(--canvas);
  }
  .origin {
    color: var(--text);
  }
  .origin a {
    margin-left: var(--space-3);
  }
  h3 {
    margin: 0;
    color: var(--muted);
    font-size: var(--size-1);
    font-weight: var(--weight-strong);
  }
  ul {
    display: grid;
    grid-template-columns: max-content minmax(0, max-content) minmax(max-content, 1fr);
    gap: 0 var(--space-5);
    margin: var(--space-2) 0 0;
    padding: 0;
    list-style: none;
  }
  li {
    display: grid;
    grid-column: 1 / -1;
    grid-template-columns: subgrid;
    min-height: 24px;
    align-items: baseline;
  }
  li button {
    grid-column: 1 / -1;
    justify-self: start;
  }
  li a {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .kind,
  time {
    color: var(--muted);
  }
  time {
    font-size: var(--size-1);
    white-space: nowrap;
  }
  @media (max-width: 699.98px) {
    ul {
      gap: 0 var(--space-3);
    }
    time {
      display: none;
    }
  }
  .between {
    width: 100%;
    margin: var(--space-3) 0;
    border-style: dashed;
    color: var(--muted);
  }
`
