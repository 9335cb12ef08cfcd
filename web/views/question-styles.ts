import { css } from 'lit'

/** A question in a dialog: what it is about, and the buttons that answer it. */
export const questionStyles = css`
  .question {
    max-width: 48ch;
    margin: 0 0 var(--space-5);
    color: var(--muted);
  }
  .choice {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-3);
    justify-content: flex-end;
  }
`
