import { css } from 'lit'

export const refusedViewStyles = css`
  .about {
    max-width: 72ch;
    margin: 0;
    padding: var(--space-5);
    color: var(--muted);
  }
  details {
    border-top: 1px solid var(--border);
  }
  details:last-child {
    border-bottom: 1px solid var(--border);
  }
  summary {
    display: flex;
    gap: var(--space-3);
    padding: var(--space-3) var(--space-5);
  }
  summary > app-icon {
    margin-top: 2px;
  }
  .what {
    flex: 1;
    min-width: 0;
  }
  .line {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--space-4);
    align-items: baseline;
  }
  strong {
    font-weight: var(--weight-strong);
  }
  .envelope {
    display: flex;
    flex: 1;
    gap: var(--space-2);
    min-width: 0;
  }
  time {
    margin-left: auto;
    color: var(--muted);
    font-size: var(--size-1);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  code {
    display: block;
    overflow: hidden;
    color: var(--danger);
    font: var(--size-1) / 18px var(--mono);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  dl {
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr);
    gap: var(--space-1) var(--space-4);
    margin: 0;
    padding: var(--space-2) var(--space-5) var(--space-3) 40px;
  }
  dt {
    color: var(--muted);
  }
  dd {
    margin: 0;
    font: var(--size-1) / 20px var(--mono);
    overflow-wrap: anywhere;
  }
  transcript-lines {
    margin: 0 var(--space-5) var(--space-5) 40px;
    border: 1px solid var(--border);
    border-radius: var(--radius);
  }
  @media (max-width: 699.98px) {
    dl,
    transcript-lines {
      margin-left: 0;
      margin-right: 0;
      padding-left: var(--space-5);
    }
    transcript-lines {
      padding-left: 0;
      border-width: 1px 0;
      border-radius: 0;
    }
    .envelope {
      flex-basis: 100%;
      order: 1;
    }
  }
`
