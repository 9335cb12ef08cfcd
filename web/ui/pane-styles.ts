import { css } from 'lit'

/** What panes and pages have in common: a bar at the top, and below it what scrolls by itself. */
export const paneStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
    background: var(--surface);
  }
  header,
  .head {
    display: flex;
    flex: none;
    align-items: center;
    gap: var(--space-3);
    height: var(--bar);
    padding: 0 var(--space-5);
  }
  header h2,
  .head h2 {
    margin: 0;
    overflow: hidden;
    font-size: var(--size-4);
    font-weight: var(--weight-strong);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .space {
    flex: 1;
  }
`
