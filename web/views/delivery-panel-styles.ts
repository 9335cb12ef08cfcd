import { css } from 'lit'

/** What the parts of the page of the simulated outside have in common: a bar with a heading and buttons, and below it what it is about. */
export const deliveryPanelStyles = css`
  :host {
    display: block;
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-3);
    align-items: center;
    min-height: var(--bar);
    padding: var(--space-3) var(--space-5);
  }
  .bar h3 {
    margin: 0;
    font-size: var(--size-3);
    font-weight: var(--weight-strong);
  }
  .count {
    color: var(--muted);
    font-variant-numeric: tabular-nums;
  }
  .space {
    flex: 1;
  }
  .about {
    max-width: 76ch;
    margin: 0;
    padding: 0 var(--space-5) var(--space-4);
    color: var(--muted);
  }
  .choice {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-3);
    align-items: center;
  }
`
