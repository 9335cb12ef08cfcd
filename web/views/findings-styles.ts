import { css } from 'lit'

/** A tab of the reader that lists what was found in a message, under headings. */
export const findingsStyles = css`
  :host {
    display: block;
    padding: var(--space-5);
  }
  h3 {
    margin: 0 0 var(--space-3);
    color: var(--muted);
    font-size: var(--size-1);
    font-weight: var(--weight-strong);
  }
  section {
    margin-bottom: var(--space-6);
  }
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .rows {
    border: 1px solid var(--border);
    border-radius: var(--radius-panel);
  }
  .rows > li + li {
    border-top: 1px solid var(--border);
  }
`
