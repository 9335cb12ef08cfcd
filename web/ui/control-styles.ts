import { css } from 'lit'

/** What every element with its own shadow root starts from: box model, buttons, focus ring, hidden text. */
export const controlStyles = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  :host {
    font: var(--size-2) / var(--line) var(--sans);
    color: var(--text);
  }
  button,
  input,
  textarea {
    font: inherit;
    color: inherit;
  }
  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--space-3);
    height: var(--control);
    padding: 0 var(--space-4);
    border: 1px solid var(--border);
    border-radius: var(--radius);
    background: var(--raised);
    cursor: pointer;
    white-space: nowrap;
  }
  button:hover {
    background: var(--hover);
  }
  button.primary {
    border-color: transparent;
    background: var(--accent);
    color: var(--on-accent);
  }
  button.danger {
    border-color: transparent;
    background: var(--danger);
    color: var(--on-accent);
  }
  button.plain {
    border-color: transparent;
    background: none;
  }
  button.plain:hover {
    background: var(--hover);
  }
  button[aria-pressed='true'],
  button[aria-checked='true'] {
    background: var(--selection);
    color: var(--accent);
  }
  a {
    color: var(--accent);
  }
  /* Room for a picture alone, whether it is a button or leads elsewhere. */
  .square {
    display: inline-flex;
    flex: none;
    align-items: center;
    justify-content: center;
    width: var(--square, var(--control));
    height: var(--square, var(--control));
    padding: 0;
    border-radius: var(--radius);
    color: var(--muted);
  }
  .square:hover {
    background: var(--hover);
    color: var(--text);
  }
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 1px;
  }
  .quiet {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`
