import { css } from 'lit'

/** Three columns; where there is no room for them the log goes below. */
export const mailboxViewStyles = css`
  .several {
    grid-template:
      'folders entries' minmax(0, 1fr)
      'log log' 220px / 184px minmax(0, 1fr);
  }
  .several .folders {
    grid-area: folders;
  }
  .several .entries {
    grid-area: entries;
  }
  .several .log {
    grid-area: log;
    border-top: 1px solid var(--border);
    border-left: 0;
  }
  @container (min-width: 980px) {
    .several {
      grid-template: 'folders entries log' minmax(0, 1fr) / 208px minmax(0, 1fr) minmax(280px, 32%);
    }
    .several .log {
      border-top: 0;
      border-left: 1px solid var(--border);
    }
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
