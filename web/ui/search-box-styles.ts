import { css } from 'lit'

/** A field with a magnifier; below it, over the page, an error or completions. */
export const searchBoxStyles = css`
  :host {
    position: relative;
    display: block;
    flex: 1;
    min-width: 0;
  }
  .box {
    display: flex;
    align-items: center;
    height: 32px;
    border: 1px solid var(--border);
    border-radius: var(--radius);
    background: var(--canvas);
  }
  .box:focus-within {
    border-color: var(--focus);
    outline: 1px solid var(--focus);
    background: var(--surface);
  }
  .wrong,
  .wrong:focus-within {
    border-color: var(--danger);
    outline-color: var(--danger);
  }
  app-icon {
    margin: 0 var(--space-3);
    color: var(--muted);
  }
  input {
    flex: 1;
    min-width: 0;
    height: 100%;
    padding: 0;
    border: 0;
    outline: 0;
    background: none;
  }
  input:focus-visible {
    outline: 0;
  }
  input::placeholder {
    color: var(--muted);
    opacity: 1;
  }
  kbd {
    margin-right: var(--space-3);
    padding: 0 5px;
    border: 1px solid var(--border);
    border-radius: var(--radius);
    color: var(--muted);
    font: var(--size-1) / 16px var(--mono);
  }
  .error,
  .completions {
    position: absolute;
    z-index: 10;
    top: calc(100% + 4px);
    right: 0;
    left: 0;
    overflow: hidden;
    border: 1px solid var(--border);
    border-radius: var(--radius-panel);
    background: var(--raised);
    box-shadow: var(--shadow);
  }
  .error {
    padding: 0 var(--space-4) var(--space-3);
    border-color: var(--danger);
    color: var(--danger);
    overflow-wrap: anywhere;
  }
  .completions ~ .error {
    display: none;
  }
  .place {
    display: flex;
    height: 14px;
    /* Where the text of the field begins: its border, the icon and the icon's margins. */
    margin-left: calc(16px + 2 * var(--space-3) - var(--space-4));
    overflow: hidden;
    white-space: pre;
  }
  .before {
    flex: none;
    visibility: hidden;
  }
  .caret {
    flex: none;
    margin-left: -1px;
    font-size: 9px;
  }
  .completions {
    max-height: min(60vh, 480px);
    padding: var(--space-2);
    overflow: auto;
  }
  [role='option'] {
    display: flex;
    gap: var(--space-4);
    align-items: baseline;
    justify-content: space-between;
    padding: var(--space-2) var(--space-3);
    border-radius: var(--radius);
    cursor: default;
  }
  [role='option']:hover,
  [role='option'][aria-selected='true'] {
    background: var(--selection);
  }
  .text {
    font-family: var(--mono);
    font-size: var(--size-1);
    white-space: nowrap;
  }
  .hint {
    overflow: hidden;
    color: var(--muted);
    font-size: var(--size-1);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
`
