import { css } from 'lit'

/** Three columns; with less room the log goes below. */
export const mailboxViewStyles = css`
  .wide {
    grid-template: minmax(0, 1fr) / 208px minmax(0, 1fr) minmax(280px, 32%);
  }
  .medium {
    grid-template:
      'folders entries' minmax(0, 1fr)
      'log log' 220px / 184px minmax(0, 1fr);
  }
  .medium .folders {
    grid-area: folders;
  }
  .medium .entries {
    grid-area: entries;
  }
  .medium .log {
    grid-area: log;
    border-top: 1px solid var(--border);
    border-left: 0;
  }
  .folders {
    border-right: 1px solid var(--border);
    background: var(--canvas);
  }
  .folders .body {
    padding: var(--space-3);
  }
  .tools {
    display: flex;
    flex: none;
    align-items: center;
    padding: var(--space-2) var(--space-3);
    border-top: 1px solid var(--border);
  }
  .tools button {
    color: var(--muted);
  }
  .expunge {
    margin-left: var(--space-3);
  }
  .expunge:disabled {
    color: var(--muted);
    cursor: default;
  }
`
