import { css } from 'lit'

/** What pages that take the place of list and reader have in common. */
export const pageStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
    background: var(--surface);
  }
  header {
    display: flex;
    flex: none;
    align-items: center;
    gap: var(--space-3);
    height: var(--bar);
    padding: 0 var(--space-5);
    border-bottom: 1px solid var(--border);
  }
  header h2 {
    margin: 0;
    font-size: var(--size-4);
    font-weight: var(--weight-strong);
  }
  .scroll {
    flex: 1;
    min-height: 0;
    overflow: auto;
  }
  .scroll:focus-visible {
    outline-offset: -2px;
  }
`
